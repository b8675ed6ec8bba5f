"""Bring the files of a schema into the simple form, and hold it against the restrictions of RELAX NG 7."""
