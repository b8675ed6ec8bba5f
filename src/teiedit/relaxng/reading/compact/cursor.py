"""A place in the tokens of a schema in the compact syntax, and what to say when another token was expected there."""

from __future__ import annotations

from typing import NoReturn

from teiedit.diagnostics import quoted
from teiedit.relaxng.reading.compact.lexer import ANY_OF_PREFIX, END, KEYWORDS, LITERAL, NAME, NAMES, PREFIXED, tokenise
from teiedit.relaxng.reading.compact.source import CompactSource
from teiedit.relaxng.reading.syntax import SyntaxFault

# What is shown as it is written; of the rest it is told what it is.
_SHOWN = KEYWORDS | {PREFIXED, ANY_OF_PREFIX}


class Cursor:
    """Walks over the tokens of one file.

    Attributes:
        source: the file.
        kind: the kind of the token reached.
        mark: where it begins.
    """

    __slots__ = ("_at", "_kinds", "_marks", "_values", "kind", "mark", "source")

    def __init__(self, source: CompactSource) -> None:
        """Read the tokens of a file.

        Raises:
            SyntaxFault: something in it is no token.
        """
        self.source = source
        self._kinds, self._values, self._marks = tokenise(source)
        self._at = 0
        self.kind = self._kinds[0]
        self.mark = self._marks[0]

    @property
    def value(self) -> str:
        """What the token reached says."""
        return self._values[self._at]

    @property
    def next_kind(self) -> str:
        """The kind of the token after the one reached."""
        return self._kinds[self._at + 1] if self.kind is not END else END

    def take(self) -> str:
        """Go on to the next token and return what this one says."""
        at = self._at
        if self.kind is not END:
            self._at = at + 1
            self.kind = self._kinds[at + 1]
            self.mark = self._marks[at + 1]
        return self._values[at]

    def accept(self, kind: str) -> bool:
        """Go on if the token reached is of a kind, and tell whether it is."""
        if self.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str, purpose: str, hint: str = "") -> str:
        """Go on from a token that must be of a kind, and return what it says.

        Raises:
            SyntaxFault: it is of another; `purpose` says what the expected one was for.
        """
        if self.kind != kind:
            self.refuse(f"expected {kind} {purpose}, found {self.found}", hint)
        return self.take()

    def expect_name(self, purpose: str) -> str:
        """Go on from a name, which may be a keyword, and return it.

        Raises:
            SyntaxFault: there is none; `purpose` says what it was for.
        """
        if self.kind not in NAMES:
            hint = "A name without a prefix is needed." if self.kind == PREFIXED else ""
            self.refuse(f"expected a name {purpose}, found {self.found}", hint)
        return self.take()

    def literal(self, purpose: str) -> str:
        """Go on from a text in quotation marks, with what ~ joins to it, and return the text.

        Raises:
            SyntaxFault: there is none; `purpose` says what it was for.
        """
        text = self.expect(LITERAL, purpose)
        if self.kind != "~":
            return text
        texts = [text]
        while self.accept("~"):
            texts.append(self.expect(LITERAL, "after ~"))
        return "".join(texts)

    def close(self, sign: str, what: str, mark: int) -> None:
        """Go on from the sign that closes what began at a mark.

        Raises:
            SyntaxFault: it is another token.
        """
        if self.kind != sign:
            self.refuse_unclosed(sign, what, mark)
        self.take()

    def refuse_unclosed(self, sign: str, what: str, mark: int) -> NoReturn:
        """Say that the token reached is not the sign that closes what began at a mark.

        Raises:
            SyntaxFault: always.
        """
        if self.kind is END:
            self.refuse(f"{what} that begins here is not closed by {sign}", "", mark)
        line = self.source.place(mark).line
        self.refuse(f"expected {sign} to close {what} that began on line {line}, found {self.found}")

    @property
    def found(self) -> str:
        """The token reached, for a message."""
        if self.kind is LITERAL:
            return quoted(self.value, 40)
        if self.kind is NAME:
            # A keyword after a backslash is a name, and is shown as one.
            return f"\\{self.value}" if self.value in KEYWORDS else self.value
        return self.value if self.kind in _SHOWN else self.kind

    def refuse(self, message: str, hint: str = "", mark: int | None = None) -> NoReturn:
        """Say what is wrong at the token reached, or at a mark.

        Raises:
            SyntaxFault: always.
        """
        raise SyntaxFault(message, self.source, self.mark if mark is None else mark, hint)
