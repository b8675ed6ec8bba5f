"""Check the values that attributes have in the XML syntax of RELAX NG: names, addresses, datatype libraries.

Source: RELAX NG 3, 4.3, 4.5.
"""

from __future__ import annotations

import re

from teiedit.diagnostics import quoted
from teiedit.relaxng.reading.name_syntax import is_ncname, is_qname
from teiedit.relaxng.reading.schema_faults import SchemaFaults
from teiedit.relaxng.reading.syntax import Node

_is_uri = re.compile(r"(?:[^\s<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})*").fullmatch
_is_absolute = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+").fullmatch


def check_value(node: Node, name: str, value: str, faults: SchemaFaults) -> str:
    """Say what is wrong with the value of an attribute that a node can have, without the space around it.

    Returns:
        The value, or nothing where going on with it would lead to more of the same.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    if name == "href":
        return _check_href(node, value, faults)
    if name == "combine":
        if value not in {"choice", "interleave"}:
            said = f"{quoted(value)} is no way to combine definitions"
            faults.say(node, said, 'Write combine="choice" or combine="interleave".', attribute=name)
    elif node.kind in {"element", "attribute"}:
        check_qname(node, value, faults, attribute=name)
    elif not is_ncname(value):
        hint = "It begins with a letter or _ and has no spaces or colons in it."
        faults.say(node, f"{quoted(value)} is not a name", hint, attribute=name)
    return value


def check_qname(node: Node, value: str, faults: SchemaFaults, *, attribute: str = "") -> None:
    """Say so if this cannot be the name of an element or attribute.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    if is_qname(value):
        return
    hint = "It begins with a letter or _ and has no spaces in it, and at most one colon, after a prefix."
    if value == "*":
        hint = "Any name is written as <anyName/>, in the place of a name."
    faults.say(node, f"{quoted(value)} is not a name", hint, attribute=attribute)


def check_library(node: Node, value: str, faults: SchemaFaults) -> None:
    """Say so if this cannot be the address of a datatype library.

    Raises:
        TooManyFaults: there are as many as anybody would read.
    """
    if value and ("#" in value or not _is_absolute(value) or not _is_uri(value)):
        hint = 'Write datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes", or leave it out.'
        said = f"{quoted(value)} cannot name a datatype library"
        faults.say(node, said, hint, attribute="datatypeLibrary")


def _check_href(node: Node, value: str, faults: SchemaFaults) -> str:
    if "#" in value:
        hint = "Only a whole schema can be brought in."
        faults.say(node, f"the address {quoted(value)} has a fragment", hint, attribute="href")
        return ""
    if not value:
        faults.say(node, f"<{node.kind}> names no file", "Write the name of the file.", attribute="href")
    return value
