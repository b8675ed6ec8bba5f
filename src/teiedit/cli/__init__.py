"""The command line: one file per command, each calling the library and choosing the exit code."""
