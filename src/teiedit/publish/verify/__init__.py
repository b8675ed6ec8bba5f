"""Proof that a page has what its document has: every word once and in its place, live links, unique identifiers.

A reading of the TEI of its own, which shares nothing with the stylesheets but the table `xslt/elements.toml`.
"""
