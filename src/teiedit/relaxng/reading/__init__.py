"""Read one file of a schema, in either syntax, into one kind of tree."""
