"""Schematron: rules that are XPath expressions, held against documents, with exact places.

Source: ISO/IEC 19757-3:2020.
"""

from __future__ import annotations

from teiedit.schematron.checking import Schematron, load_schematron

__all__ = ["Schematron", "load_schematron"]
