"""Publish an edition: passes over each document, one entry stylesheet per output, and the files written."""
