"""What is known of names: how they are misspelt, what editors do with them, which are TEI's."""
