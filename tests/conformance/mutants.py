"""Documents with one mistake each, made from real ones: what an encoder's slip does to a tree, by chance but seeded."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TEI = "{http://www.tei-c.org/ns/1.0}"
# Names from all over TEI, and some that it does not have.
_NAMES = ("p", "div", "hi", "l", "lg", "note", "ref", "persName", "head", "list", "item", "bibl", "rdg", "abc", "title")
_ATTRIBUTES = ("type", "when", "ref", "n", "rend", "target", "who", "cert", "abc", "quantity")
_VALUES = ("", " ", "1962-13-40", "two words", "#", "1 2", "-1", "äöü", "http://[", "x" * 300, "\u00a0", "yes")

Mutation = Callable[[random.Random, etree._Element], str | None]


class Mutant(NamedTuple):
    """A document with a mistake, and what was done to it."""

    data: bytes
    done: str


def mutants(data: bytes, count: int, seed: int, mistakes: int = 1, first: int = 0) -> Iterator[Mutant]:
    """Yield changed copies of a document; not every change makes it invalid.

    Args:
        data: the document.
        count: how many.
        seed: the same seed gives the same copies.
        mistakes: how many changes each has.
        first: which kind of mutation to begin with; they come in turns.
    """
    chance = random.Random(seed)
    parser = etree.XMLParser(collect_ids=False, remove_blank_text=False)
    original = etree.fromstring(data, parser)
    for number in range(count):
        root = copy.deepcopy(original)
        done = [_mutate(chance, root, MUTATIONS[(first + number + more) % len(MUTATIONS)]) for more in range(mistakes)]
        yield Mutant(etree.tostring(root, encoding="utf-8", xml_declaration=True), "; ".join(done))


def _mutate(chance: random.Random, root: etree._Element, mutation: Mutation) -> str:
    elements = list(root.iter(etree.Element))[1:]
    for element in chance.sample(elements, len(elements)):
        done = mutation(chance, element)
        if done is not None:
            return done
    # A document can be without identifiers, say.
    return insert_text(chance, elements[0])


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _misspelt(chance: random.Random, name: str) -> str:
    at = chance.randrange(len(name))
    letter = chance.choice("aeiorst")
    return chance.choice(
        (name[:at] + name[at + 1 :] or "q", name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :])
    )


def misspell_element(chance: random.Random, element: etree._Element) -> str:
    before = _name(element)
    element.tag = _TEI + _misspelt(chance, before)
    return f"<{before}> misspelt <{_name(element)}>"


def rename_element(chance: random.Random, element: etree._Element) -> str:
    before = _name(element)
    element.tag = _TEI + chance.choice(_NAMES)
    return f"<{before}> renamed <{_name(element)}>"


def lose_namespace(_chance: random.Random, element: etree._Element) -> str:
    before = _name(element)
    element.tag = before
    return f"<{before}> out of its namespace"


def unwrap_element(_chance: random.Random, element: etree._Element) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    at = parent.index(element)
    _add_text(parent, at, element.text)
    children = list(element)
    for child in reversed(children):
        parent.insert(at, child)
    _add_text(parent, at + len(children), element.tail)
    element.tail = None
    parent.remove(element)
    return f"tags of <{_name(element)}> removed"


def _add_text(parent: etree._Element, at: int, text: str | None) -> None:
    """Add text to a parent before its child of a number."""
    if not text:
        return
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text


def remove_element(_chance: random.Random, element: etree._Element) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    _take_out(element)
    return f"<{_name(element)}> removed from <{_name(parent)}>"


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    _add_text(parent, parent.index(element), element.tail)
    element.tail = None
    parent.remove(element)


def move_element(chance: random.Random, element: etree._Element) -> str | None:
    inside = set(element.iter())
    places = [one for one in element.getroottree().getroot().iter(etree.Element) if one not in inside]
    target = chance.choice(places)
    if target is element.getparent():
        return None
    _take_out(element)
    target.insert(chance.randint(0, len(target)), element)
    return f"<{_name(element)}> moved into <{_name(target)}>"


def duplicate_element(_chance: random.Random, element: etree._Element) -> str:
    twin = copy.deepcopy(element)
    for one in twin.iter(etree.Element):
        one.attrib.pop(_XML_ID, None)
    twin.tail = None
    element.addnext(twin)
    return f"<{_name(element)}> twice"


def swap_elements(_chance: random.Random, element: etree._Element) -> str | None:
    following = next(element.itersiblings(etree.Element), None)
    if following is None or following.tag == element.tag:
        return None
    element.tail, following.tail = following.tail, element.tail
    parent = element.getparent()
    assert parent is not None
    first, second = parent.index(element), parent.index(following)
    parent.insert(second, element)
    parent.insert(first, following)
    return f"<{_name(element)}> and <{_name(following)}> swapped"


def wrap_element(chance: random.Random, element: etree._Element) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    wrapper = etree.Element(_TEI + chance.choice(_NAMES))
    wrapper.tail, element.tail = element.tail, None
    parent.replace(element, wrapper)
    wrapper.append(element)
    return f"<{_name(element)}> put into <{_name(wrapper)}>"


def wrap_content(chance: random.Random, element: etree._Element) -> str:
    wrapper = etree.Element(_TEI + chance.choice(_NAMES))
    wrapper.text, element.text = element.text, None
    for child in list(element):
        wrapper.append(child)
    element.append(wrapper)
    return f"content of <{_name(element)}> put into <{_name(wrapper)}>"


def insert_element(chance: random.Random, element: etree._Element) -> str:
    new = etree.Element(_TEI + chance.choice(_NAMES))
    new.text = chance.choice((None, "words"))
    element.insert(chance.randint(0, len(element)), new)
    return f"<{_name(new)}> put into <{_name(element)}>"


def insert_text(chance: random.Random, element: etree._Element) -> str:
    if chance.random() < 0.5:
        element.text = "words " + (element.text or "")
        return f"words put into <{_name(element)}>"
    element.tail = "words " + (element.tail or "")
    return f"words put after <{_name(element)}>"


def empty_element(_chance: random.Random, element: etree._Element) -> str | None:
    if not len(element) and not element.text:
        return None
    for child in list(element):
        element.remove(child)
    element.text = None
    return f"<{_name(element)}> emptied"


def remove_attribute(chance: random.Random, element: etree._Element) -> str | None:
    if not element.attrib:
        return None
    name = chance.choice(list(element.attrib))
    del element.attrib[name]
    return f"{name} of <{_name(element)}> removed"


def misspell_attribute(chance: random.Random, element: etree._Element) -> str | None:
    names = [name for name in element.attrib if not str(name).startswith("{")]
    if not names:
        return None
    before = chance.choice(names)
    after = _misspelt(chance, str(before))
    if after in element.attrib:
        return None
    element.set(after, element.attrib.pop(before))
    return f"{before} of <{_name(element)}> misspelt {after}"


def insert_attribute(chance: random.Random, element: etree._Element) -> str | None:
    name = chance.choice(_ATTRIBUTES)
    if name in element.attrib:
        return None
    element.set(name, chance.choice(_VALUES))
    return f"{name}={element.get(name)!r} put on <{_name(element)}>"


def break_value(chance: random.Random, element: etree._Element) -> str | None:
    if not element.attrib:
        return None
    name = chance.choice(list(element.attrib))
    element.set(name, chance.choice(_VALUES))
    return f"{name} of <{_name(element)}> made {element.get(name)!r}"


def repeat_identifier(_chance: random.Random, element: etree._Element) -> str | None:
    identifiers = [one.get(_XML_ID) for one in element.getroottree().getroot().iter(etree.Element) if one.get(_XML_ID)]
    if not identifiers or element.get(_XML_ID):
        return None
    element.set(_XML_ID, str(identifiers[0]))
    return f"xml:id {identifiers[0]} on <{_name(element)}> too"


MUTATIONS: tuple[Mutation, ...] = (
    misspell_element,
    rename_element,
    lose_namespace,
    unwrap_element,
    remove_element,
    move_element,
    duplicate_element,
    swap_elements,
    wrap_element,
    wrap_content,
    insert_element,
    insert_text,
    empty_element,
    remove_attribute,
    misspell_attribute,
    insert_attribute,
    break_value,
    repeat_identifier,
)
