"""Set Typst sources into PDF, with what a publisher should know of the result."""

from teiedit.typeset.compiler import Displaced, Typeset, TypesetOptions, can_show, typeset

__all__ = ["Displaced", "Typeset", "TypesetOptions", "can_show", "typeset"]
