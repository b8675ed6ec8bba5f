"""Put what is wrong in a document into an editor's words."""
