"""Schemas on the network: fetched when allowed, kept, used offline, and every way in which that can go wrong."""

from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from teiedit import fetching
from teiedit.copies import Copies, address_within, is_on_the_network, plain_address
from teiedit.errors import InputError

SCHEMA = b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'


class Server:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self):
        self.asked = []
        self.files = {"/a.rng": SCHEMA}
        self.etag = '"1"'
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                answer = server.files.get(self.path)
                if callable(answer):
                    answer(self)
                elif answer is None:
                    self.send_error(404)
                elif server.etag and self.headers.get("If-None-Match") == server.etag:
                    self.send_response(304)
                    self.end_headers()
                else:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(answer)))
                    self.send_header("ETag", server.etag)
                    self.end_headers()
                    self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.running.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.running.server_port}"
        self.thread = threading.Thread(target=self.running.serve_forever, args=(0.01,))
        self.thread.start()

    def close(self):
        if self.thread.is_alive():
            self.running.shutdown()
            self.thread.join()
            self.running.server_close()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    running = Server()
    yield running
    running.close()


def header(name, value, status=200, body=b""):
    def answer(handler):
        handler.send_response(status)
        handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_fetched_once_and_used_offline(server, tmp_path):
    address = f"{server.address}/a.rng"
    assert Copies(tmp_path).get(address) is None
    assert server.asked == []
    copies = Copies(tmp_path, network=True)
    copy = copies.get(address)
    assert copies.get(f"{address}#part") == copy
    assert len(server.asked) == 1
    assert copy.path.name == "a.rng"
    assert copy.path.read_bytes() == copies.read(copy.path) == SCHEMA
    server.close()
    kept = Copies(tmp_path).get(address)
    assert (kept.path, kept.stale) == (copy.path, "")


def test_asked_anew_only_for_what_changed(server, tmp_path):
    address = f"{server.address}/a.rng"
    first = Copies(tmp_path, network=True).get(address)
    again = Copies(tmp_path, network=True).get(address)
    assert again == first
    assert server.asked[1][1]["If-None-Match"] == '"1"'
    server.files["/a.rng"] = SCHEMA.replace(b'"a"', b'"b"')
    server.etag = '"2"'
    changed = Copies(tmp_path, network=True).get(address)
    assert changed.path.read_bytes() == server.files["/a.rng"]
    assert changed.path.name == "a.rng"
    assert not first.path.exists()
    assert Copies(tmp_path).get(address).path == changed.path


def test_an_old_copy_is_used_when_the_network_fails(server, tmp_path):
    address = f"{server.address}/a.rng"
    Copies(tmp_path, network=True).get(address)
    server.close()
    copy = Copies(tmp_path, network=True).get(address)
    assert copy.path.read_bytes() == SCHEMA
    assert copy.stale.startswith("the server cannot be reached: ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", copy.fetched)


@pytest.mark.parametrize("folder", [None, "file"])
def test_without_a_cache_it_is_used_all_the_same(server, tmp_path, folder):
    (tmp_path / "file").write_text("")
    copies = Copies(tmp_path / folder if folder else None, network=True)
    copy = copies.get(f"{server.address}/a.rng")
    assert copies.read(copy.path) == SCHEMA
    assert not copy.path.exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "the server has no such file (404)"),
        (header("X", "y", 500), "the server answers 500 Internal Server Error"),
        (header("X", "y", 401), "the server answers 401 Unauthorized"),
        (b"  <!DOCTYPE HTML><html>", "the server sends a web page and not a schema"),
        (header("Content-Length", "100", body=b"abc"), "the connection broke off after 3 of 100 bytes"),
        (header("Content-Length", "99999999999"), "the file is larger than 50 MB"),
        (header("Location", "file:///etc/passwd", 302), "the server sends on in a circle, or to where nothing"),
        (header("Location", "ftp://127.0.0.1/a", 302), "the server sends on in a circle, or to where nothing"),
        (header("Location", "/a.rng", 302), "the server sends on in a circle, or to where nothing"),
        (header("Location", "http://[", 302), "the server cannot be reached"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "the server does not speak HTTP as it should"),
        (lambda handler: handler.connection.close(), "the server"),
    ],
)
def test_what_a_server_does_wrong(server, tmp_path, answer, said):
    server.files["/a.rng"] = answer
    copies = Copies(tmp_path, network=True)
    for _ in range(2):
        with pytest.raises(InputError) as refused:
            copies.get(f"{server.address}/a.rng")
        assert refused.value.message.startswith(said)
    assert not list(tmp_path.iterdir())


def test_redirections_are_followed(server, tmp_path):
    server.files["/old"] = header("Location", "/sub/new.rng", 301)
    server.files["/sub/new.rng"] = SCHEMA
    copy = Copies(tmp_path, network=True).get(f"{server.address}/old")
    assert copy.address == f"{server.address}/sub/new.rng"
    assert address_within(copy, "part.rng") == f"{server.address}/sub/part.rng"
    assert address_within(copy, "//other.org/part.rng") is None
    assert address_within(copy, "file:///etc/passwd") is None
    assert Copies(tmp_path).get(f"{server.address}/old") == copy


def test_limits_of_size_and_time(server, tmp_path, monkeypatch):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(1000):
                handler.wfile.write(b"x" * 100_000)
                time.sleep(0.001)
        except OSError:
            pass

    server.files["/a.rng"] = endless
    monkeypatch.setattr(fetching, "MOST_BYTES", 1_000_000)
    with pytest.raises(InputError, match="larger than 1 MB"):
        Copies(tmp_path, network=True).get(f"{server.address}/a.rng")
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.0)
    with pytest.raises(InputError, match="longer than 0 seconds"):
        Copies(tmp_path, network=True).get(f"{server.address}/a.rng")
    monkeypatch.setattr(fetching, "SOCKET_SECONDS", 0.05)
    server.files["/a.rng"] = lambda _: time.sleep(0.5)
    with pytest.raises(InputError, match="did not answer within"):
        Copies(tmp_path, network=True).get(f"{server.address}/a.rng")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a/b", "http://", "http://a b/", "http://u:p@a/", "http://a:b/", "http://[", "urn:x"],
)
def test_addresses_that_nothing_is_fetched_from(tmp_path, address):
    with pytest.raises(InputError):
        Copies(tmp_path, network=True).get(address)


def test_one_address_for_one_file():
    release = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    for begin in ("http://www.tei-c.org", "https://www.tei-c.org", "HTTP://WWW.TEI-C.ORG", "http://tei-c.org"):
        assert plain_address(begin + release[len("https://tei-c.org") :]) == release
    assert plain_address("https://Example.ORG/\u00fc b?\u00e4=1&b#c") == "https://example.org/%C3%BC%20b?%C3%A4=1&b"
    assert plain_address("https://b\u00fccher.example/") == "https://xn--bcher-kva.example/"
    assert plain_address("http://[::1]:80") == "http://[::1]:80/"
    assert not is_on_the_network("file:///a")
    assert not is_on_the_network("//a/b")


@pytest.mark.parametrize(
    "change",
    [
        lambda _about: None,
        lambda about: about.write_bytes(b"\xff"),
        lambda about: about.write_text("[]"),
        lambda about: about.write_text("[" * 100_000),
        lambda about: about.write_text(about.read_text().replace('"a.rng"', '"../../a.rng"')),
        lambda about: about.write_text(json.dumps(json.loads(about.read_text()) | {"key": 1})),
        lambda about: next(about.parent.rglob("a.rng")).write_bytes(b"something else"),
        lambda about: next(about.parent.rglob("a.rng")).unlink(),
    ],
)
def test_a_damaged_copy_is_none(server, tmp_path, change):
    address = f"{server.address}/a.rng"
    Copies(tmp_path, network=True).get(address)
    (about,) = tmp_path.rglob("about.json")
    before = about.read_bytes()
    change(about)
    is_damaged = about.read_bytes() != before or [one.read_bytes() for one in tmp_path.rglob("a.rng")] != [SCHEMA]
    assert (Copies(tmp_path).get(address) is None) is is_damaged
    assert Copies(tmp_path, network=True).get(address).path.read_bytes() == SCHEMA
    assert Copies(tmp_path).get(address).path.read_bytes() == SCHEMA


def test_one_process_fetches_only_so_many(server, tmp_path, monkeypatch):
    monkeypatch.setattr("teiedit.copies._MOST_FILES", 3)
    copies = Copies(tmp_path, network=True)
    for number in range(3):
        server.files[f"/{number}"] = SCHEMA
        copies.get(f"{server.address}/{number}")
    with pytest.raises(InputError, match="more than 3 files"):
        copies.get(f"{server.address}/a.rng")
