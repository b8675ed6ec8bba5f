"""What the settings of a build mean for its PDFs: parameters of the stylesheet, options of the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from teiedit.document import Document
from teiedit.languages import Words
from teiedit.publish.jobs import Job, Workshop, result_name
from teiedit.publish.pdf import TypstParameters
from teiedit.publish.press import Press
from teiedit.publish.tei import to_tei
from teiedit.transform import Node
from teiedit.typeset import Attachment, TypesetOptions


@dataclass(frozen=True, slots=True)
class Printing:
    """How the documents of a build are printed, and its volume.

    Attributes:
        workshop: what all documents of the build have in common.
        registers: of the edition, as `passes.bind_registers` gives them.
    """

    workshop: Workshop
    registers: Node | None = None

    @property
    def press(self) -> Press:
        """The design, and the edition's own functions and templates."""
        config = self.workshop.config
        return Press(config.print, self.workshop.root, config.accent)

    def parameters(self, words: Words) -> TypstParameters:
        """Return the parameters of the stylesheet, for a document or for what is around those of a volume."""
        config = self.workshop.config
        settings = config.print
        return TypstParameters(
            view=settings.view or config.view,
            registers=self.registers,
            edition_title=config.title,
            notes=settings.notes,
            apparatus=settings.apparatus,
            lines=settings.lines,
            facsimile=settings.facsimile,
            page_marks=settings.page_marks,
            words=words,
        )

    def parameters_of_chapter(self, job: Job, words: Words) -> TypstParameters:
        """Return the parameters of the stylesheet for a document of the volume."""
        volume = self.workshop.volume
        above = volume.levels_above if volume else 0
        return replace(self.parameters(words), prefix=job.prefix, levels_above=str(above))

    def options(self, carried: Iterable[tuple[Job, Document]], words: Words) -> TypesetOptions:
        """Return the options of the compiler.

        Args:
            carried: the documents that a PDF/A-3a has with it.
            words: for the description of their files.
        """
        settings = self.workshop.config.print
        attachments: tuple[Attachment, ...] = ()
        if settings.archival == "a-3a":
            described = words.entries["tei-file"]
            attachments = tuple(
                Attachment(result_name(job.name, "tei"), to_tei(document).content, described)
                for job, document in carried
            )
        return TypesetOptions(self._font_folders, settings.archival, attachments)

    @property
    def _font_folders(self) -> tuple[Path, ...]:
        name = self.workshop.config.print.fonts
        return (self.workshop.root / name,) if name else ()
