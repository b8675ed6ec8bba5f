"""Set Typst sources into PDF, with what a publisher should know of the result."""

from teiedit.typeset.archive import Attachment
from teiedit.typeset.compiler import font_families
from teiedit.typeset.pictures import can_show
from teiedit.typeset.setting import Displaced, Typeset, TypesetOptions, typeset

__all__ = ["Attachment", "Displaced", "Typeset", "TypesetOptions", "can_show", "font_families", "typeset"]
