"""Say who is responsible for a note or an intervention: `te:by`, from @resp, as the header names them."""

from __future__ import annotations

from lxml import etree

from teiedit.namespaces import tei
from teiedit.publish.passes.context import Context, te
from teiedit.publish.passes.selecting import selector, words_of

BY = te("by")
_NAMED = tuple(tei(name) for name in ("persName", "orgName", "name"))
_NAMES = {*_NAMED, tei("editor"), tei("author")}
_RESPONSIBLE = selector(
    "descendant-or-self::t:*/@resp/parent::*[self::t:note or self::t:corr or self::t:reg or self::t:expan"
    " or self::t:ex or self::t:supplied or self::t:surplus or self::t:secl or self::t:sic or self::t:unclear"
    " or self::t:gap or self::t:add"
    " or self::t:del]"
)


def name_the_responsible(root: etree._Element, context: Context) -> None:
    """Name the responsible of notes and interventions: `#translator` becomes a name, else what they are said to do."""
    known: dict[str, str] = {}
    for element in _RESPONSIBLE(root):
        resp = element.get("resp", "")
        if resp not in known:
            who = [context.ids[one[1:]] for one in resp.split() if one[:1] == "#" and one[1:] in context.ids]
            known[resp] = ", ".join(name for name in map(_person, who) if name)
        if known[resp]:
            element.set(BY, known[resp])


def _person(who: etree._Element) -> str:
    named = next((child for child in who if child.tag in _NAMED), None)
    if named is None and who.tag not in _NAMES:
        named = who.find(tei("resp"))
    return " ".join(words_of(who if named is None else named).split())
