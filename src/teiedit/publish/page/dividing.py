"""A tree divided at elements of it: what is open where a page ends goes on on the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from teiedit.publish.page.building import shell_of
from teiedit.publish.page.outline import classes

# Said of an element where it begins, and not again where it goes on.
_ONCE: Final = frozenset({"id"})


def divide(whole: etree._Element, starts: Sequence[etree._Element]) -> list[etree._Element]:
    """Divide an element, whose content moves into the parts, in time that grows with its length.

    Args:
        whole: what is divided; it is left empty.
        starts: descendants with which the second and further parts begin, in document order.

    Returns:
        The parts, each like the whole. Elements that go on in a further part have the class `continued` there, and
        their identifier in the first only.
    """
    first = set(starts)
    return _Divider(first, _around(whole, first)).divide(whole)


def _around(whole: etree._Element, starts: set[etree._Element]) -> set[etree._Element]:
    found = {whole}
    for start in starts:
        around = start.getparent()
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


class _Divider:
    def __init__(self, starts: set[etree._Element], around: set[etree._Element]) -> None:
        self._starts = starts
        self._around = around
        self._parts: list[etree._Element] = []
        # What is open, from the outside in: in the whole, and in the part that is being made.
        self._open: list[etree._Element] = []
        self._here: list[etree._Element] = []
        # Of lists, how many of their items have begun.
        self._items: dict[etree._Element, int] = {}

    def divide(self, whole: etree._Element) -> list[etree._Element]:
        self._enter(whole)
        self._parts.append(self._here[0])
        todo = [iter(list(whole))]
        while todo:
            child = next(todo[-1], None)
            if child is None:
                todo.pop()
                self._leave()
                continue
            if child in self._starts:
                self._turn_page()
            if child.tag == "li":
                self._items[self._open[-1]] = self._items.get(self._open[-1], 0) + 1
            if child in self._around:
                todo.append(iter(list(child)))
                self._enter(child)
            else:
                self._here[-1].append(child)
        return self._parts

    def _enter(self, element: etree._Element) -> None:
        shell = shell_of(element)
        shell.text = element.text
        if self._here:
            self._here[-1].append(shell)
        self._open.append(element)
        self._here.append(shell)

    def _leave(self) -> None:
        left = self._open.pop()
        self._here.pop().tail = left.tail if self._open else None

    def _turn_page(self) -> None:
        self._here = []
        for number, element in enumerate(self._open):
            shell = shell_of(element, but=_ONCE)
            shell.set("class", " ".join([*classes(element), "continued"]))
            if element.tag == "ol":
                goes_on = number + 1 < len(self._open)
                begun = self._items.get(element, 0)
                shell.set("start", str(int(element.get("start") or 1) + begun - goes_on))
            if self._here:
                self._here[-1].append(shell)
            self._here.append(shell)
        self._parts.append(self._here[0])
