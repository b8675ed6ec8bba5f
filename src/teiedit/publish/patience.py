"""How long a worker may take for a document: one that takes longer is ended, and it is known which document it was.

Neither the XSLT processor nor Typst can be asked to stop, and the first lets nothing else of its process run.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

R = TypeVar("R")
# What the watchdog of Python writes before it ends a process.
_ENDED: Final = "\nTimeout ("


@dataclass(frozen=True, slots=True)
class Patience:
    """A limit of time for tasks of workers.

    Attributes:
        folder: where workers leave word of what they are at; it outlives them.
        limit_s: for each task.
    """

    folder: Path
    limit_s: float

    def spend(self, name: str, task: Callable[..., R], *arguments: Any) -> R:
        """Do a task in this process, which ends if that takes too long."""
        word = self.folder / str(os.getpid())
        with word.open("w", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            # A thread of its own that no lock of Python's holds up.
            faulthandler.dump_traceback_later(self.limit_s, exit=True, file=file)
            try:
                result = task(*arguments)
            finally:
                faulthandler.cancel_dump_traceback_later()
        word.unlink()
        return result

    def overdue(self) -> str:
        """Return the name of a task whose process was ended because it took too long; empty if there is none."""
        for word in sorted(self.folder.iterdir()):
            name, ended, _ = word.read_text(encoding="utf-8", errors="replace").partition(_ENDED)
            if ended:
                return name
        return ""
