"""The datatype of addresses, `anyURI`.

Source: RFC 2396 and 2732 after what they exclude was escaped, as XML Schema part 2 3.2.17 and XLink 5.4 say. An
authority can be empty before a path, a query or a fragment, and a bracket can stand in a query or a fragment.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from teiedit.relaxng.datatypes.errors import NotAllowedError
from teiedit.relaxng.datatypes.kinds import Scope, TextKind

# Compiled by `re` when they are first used: most documents have few of these.
_BAD_PERCENT = r"%(?![0-9A-Fa-f]{2})"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*"
_BEFORE_COLON = r"([^:/?#]*):"
_HOST = r"(?:[^\[\]@/?#]*@)?\[([0-9A-Fa-f:.]+)(?:%[^\[\]]*)?\](?::[0-9]*)?"


def trouble_of_address(text: str) -> str:
    """Say what is wrong with an address, or nothing if it is right."""
    if bad := re.search(_BAD_PERCENT, text):
        return f'two hexadecimal digits must follow "%", not "{text[bad.end() : bad.end() + 2]}"'
    body, hash_sign, fragment = text.partition("#")
    if "#" in fragment:
        return 'it has more than one "#"'
    scheme = re.match(_BEFORE_COLON, body)
    if scheme:
        body = body[scheme.end() :]
        if not re.fullmatch(_SCHEME, scheme[1]):
            return _of_scheme(scheme[1])
        if not body:
            return f'nothing follows "{scheme[0]}"'
        if not body.startswith("/"):
            return ""
    return _of_place(body, hash_sign)


def _of_scheme(scheme: str) -> str:
    if not scheme:
        return "it begins with a colon"
    return f'what stands before the colon, "{scheme}", is not the name of a way to get there, as "https"'


def _of_place(body: str, hash_sign: str) -> str:
    path, question_mark, _ = body.partition("?")
    if path.startswith("//"):
        authority, slash, rest = path[2:].partition("/")
        if not (authority or slash or question_mark or hash_sign):
            return 'nothing follows "//"'
        if ("[" in authority or "]" in authority) and not _is_host(authority):
            return "what stands in square brackets is not the number of a computer"
        path = rest
    if "[" in path or "]" in path:
        return "it has a square bracket in it: write %5B for [ and %5D for ]"
    return ""


def _is_host(authority: str) -> bool:
    found = re.fullmatch(_HOST, authority)
    if not found:
        return False
    # Seldom needed.
    from ipaddress import AddressValueError, IPv6Address  # noqa: PLC0415

    try:
        IPv6Address(found[1])
    except AddressValueError:
        return False
    return True


class AddressKind(TextKind):
    """An absolute or relative address; equal only if it is the same text."""

    family = "address"

    def value(self, text: str, scope: Scope) -> Hashable:  # noqa: ARG002 - as every kind
        """Return the address."""
        # Most are plain: `#p1`, `p.xml#p1`.
        if not text.replace("#", "", 1).replace(".", "").isalnum() and trouble_of_address(text):
            raise NotAllowedError
        return text
