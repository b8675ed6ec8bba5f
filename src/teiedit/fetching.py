"""Fetch one file over HTTP, carefully: only http and https, with limits of time and size, nothing kept here.

Proxies are those of the environment (`https_proxy`, `no_proxy`), as for other commands. Not imported unless the
network is to be asked: the import takes 30 ms, most of it ssl.
"""

from __future__ import annotations

import http.client
import re
import ssl
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO, Any, Final

from teiedit import __version__
from teiedit.document.addresses import split_address
from teiedit.errors import InputError

MOST_BYTES: Final = 50_000_000
SOCKET_SECONDS: Final = 20.0
WHOLE_SECONDS: Final = 120.0
_LENGTH: Final = re.compile(r"[0-9]{1,18}")
_CHUNK: Final = 1 << 16
_NOT_MODIFIED: Final = 304
_ASTRAY: Final = "the server sends on in a circle, or to where nothing can be fetched from"
_REDIRECTION: Final = range(300, 400)
_NOT_FOUND: Final = frozenset({404, 410})
_HEADERS: Final = {"User-Agent": f"teiedit/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    Attributes:
        data: the file.
        address: where it was in the end.
        etag: the server's name of this state of the file, or empty.
        modified: when it was changed, as the server writes it, or empty.
    """

    data: bytes
    address: str
    etag: str = ""
    modified: str = ""


def fetch(address: str, etag: str = "", modified: str = "") -> Answer | None:
    """Fetch a file, within `WHOLE_SECONDS` however slowly the server speaks.

    Args:
        address: of http or https.
        etag: of the state that is known already.
        modified: likewise.

    Returns:
        None if the file is still in the state that is known.

    Raises:
        InputError: it cannot be had; its message is one clause.
    """
    answers: list[Answer | BaseException | None] = []

    def work() -> None:
        try:
            answers.append(_fetched(address, etag, modified))
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            # Without where it was raised, which holds the connection open.
            answers.append(error.with_traceback(None))

    # A server can send its headers letter by letter, for ever: nothing in http.client has an end for the whole.
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(WHOLE_SECONDS + 1)
    if not answers:
        raise InputError(_too_slow())
    answer = answers.pop()
    if isinstance(answer, BaseException):
        try:
            raise answer
        finally:
            del answer
    return answer


def _too_slow() -> str:
    return f"the server took longer than {WHOLE_SECONDS:.0f} seconds"


def _fetched(address: str, etag: str, modified: str) -> Answer | None:
    known = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
    end = time.monotonic() + WHOLE_SECONDS
    try:
        request = urllib.request.Request(address, headers=_HEADERS | known)  # noqa: S310 - the opener knows no other scheme
        with _opener().open(request, timeout=SOCKET_SECONDS) as response:
            return Answer(
                _body(response, end),
                response.url,
                str(response.headers.get("ETag", "")),
                str(response.headers.get("Last-Modified", "")),
            )
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED and known:
            return None
        raise InputError(_refused(error)) from None
    except urllib.error.URLError as error:
        raise InputError(_unreached(error.reason)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        # ValueError: what is no address to http.client, though urlsplit takes it.
        raise InputError(_unreached(error)) from None


def _body(response: http.client.HTTPResponse, end: float) -> bytes:
    announced = _LENGTH.fullmatch(response.headers.get("Content-Length", ""))
    length = int(announced[0]) if announced else None
    data = bytearray()
    if length is None or length <= MOST_BYTES:
        while chunk := response.read1(_CHUNK):
            data += chunk
            if len(data) > MOST_BYTES:
                break
            if time.monotonic() > end:
                raise InputError(_too_slow())
    if len(data) > MOST_BYTES or (length or 0) > MOST_BYTES:
        msg = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
        raise InputError(msg)
    if length is not None and len(data) < length:
        msg = f"the connection broke off after {len(data)} of {length} bytes"
        raise InputError(msg)
    return bytes(data)


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Follows a server to http and https, and nowhere else."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base class has as many
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        parts = split_address(newurl)
        if parts is None or parts.scheme not in {"http", "https"}:
            raise InputError(_ASTRAY)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    # build_opener would add file, ftp and data.
    opener = urllib.request.OpenerDirector()
    handlers: list[Any] = [
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirections(),
        urllib.request.HTTPErrorProcessor(),
    ]
    for one in handlers:
        opener.add_handler(one)
    return opener


def _refused(error: urllib.error.HTTPError) -> str:
    if error.code in _NOT_FOUND:
        return f"the server has no such file ({error.code})"
    if error.code in _REDIRECTION:
        return _ASTRAY
    # What a server says in its own words is no matter for a message.
    return f"the server answers {error.code} {http.client.responses.get(error.code, '')}".rstrip()


def _unreached(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"the server did not answer within {SOCKET_SECONDS:.0f} seconds"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"the certificate of the server is not trusted: {reason.verify_message}"
    if isinstance(reason, OSError) and reason.strerror:
        return f"the server cannot be reached: {reason.strerror[:1].lower()}{reason.strerror[1:]}"
    if isinstance(reason, http.client.HTTPException):
        return "the server does not speak HTTP as it should"
    return "the server cannot be reached"
