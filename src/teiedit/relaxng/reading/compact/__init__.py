"""The compact syntax of RELAX NG: from the bytes of a file to the tree of `Node`s that its XML form would give.

Source: RELAX NG Compact Syntax, Committee Specification of 21 November 2002, appendix A.
"""

from __future__ import annotations

from teiedit.relaxng.reading.compact.parser import parse_compact
from teiedit.relaxng.reading.compact.source import CompactSource, read_compact

__all__ = ["CompactSource", "parse_compact", "read_compact"]
