"""A server for the tablet's engine alone: gives the shell, the worker and a package, and takes what is sent.

It can be told to misbehave in all the ways that servers and networks on the way do.
"""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from medvirkning.kernel.envelopes import opened
from medvirkning.web.assets import build_assets
from medvirkning.web.security import HEADERS
from tests.browser.kiosk_package import KEYS, package

KINDS = {"ting": "item", "bilde": "photo"}
SHELL = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Nettbrett</title>
<script defer src="/static/{script}"></script></head><body><header id="kiosk-top"></header>
<div id="kiosk-banner" hidden></div><main id="kiosk" tabindex="-1"></main>
<template data-screen="pair"><h1>Koble til</h1>
<form><input name="code"><p data-error hidden></p>
<p data-too-many hidden><b data-words="Prøv etter #"></b></p><p data-no-network hidden>Uten nett</p>
<button>Koble</button></form></template>
<template data-screen="no-shift"><h1>Ingen vakt</h1><button data-do="fetch">Hent</button></template>
<template data-screen="shut-out"><h1>Stengt ute</h1></template>
<template data-screen="broken"><h1>Noe er galt</h1><button data-do="fetch">Prøv igjen</button></template>
</body></html>"""
Answer = tuple[int, str, bytes] | None  # None: hang up without a word


def kept(item_id: str, body: bytes) -> dict[str, Any]:
    """What the server says of what it keeps."""
    return {"id": item_id, "digest": hashlib.sha256(body).hexdigest(), "kept": True}


def as_json(told: Any, status: int = 200) -> Answer:
    """An answer in JSON."""
    return status, "application/json", json.dumps(told).encode()


class KioskServer:
    """What came, and how to answer. `mischief(id, body, count)` may give another answer; `deaf` keeps nothing then."""

    def __init__(self, static: Path) -> None:
        self.static, self.files = static, build_assets(static)
        self.shell = SHELL.format(script=self.files["kiosk.js"]).encode()
        self.package: dict[str, Any] | None = package(KEYS)
        self.package_status, self.worker_version, self.mark = 200, "1", "1"
        self.etag, self.marks = "", list[str | None]()  # of the package; and what was asked with
        self.lets_go = False  # of a tablet that has handed itself in
        self.came: dict[str, tuple[str, bytes]] = {}
        self.times: Counter[str] = Counter()
        self.otherwise, self.handed = list[str](), list[dict[str, Any]]()
        self.mischief: Callable[[str, bytes, int], Answer | str] = lambda _id, _body, _count: "no"
        self.deaf, self.lock, self.some = False, threading.Lock(), threading.Condition()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"server_of": self}))
        self.http.daemon_threads = True
        self.base = f"http://localhost:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def off(self) -> None:
        """Stop answering at all."""
        self.http.shutdown()
        self.http.server_close()

    def take(self, kind: str, item_id: str, body: bytes) -> Answer:
        """Keep what came, and answer as one should or as one was told to."""
        with self.lock:
            self.times[item_id] += 1
            wrong = self.mischief(item_id, body, self.times[item_id])
            if wrong == "no" or not self.deaf:
                before = self.came.setdefault(item_id, (kind, body))
                if before[1] != body:
                    self.otherwise.append(item_id)
        with self.some:
            self.some.notify_all()
        return as_json(kept(item_id, body)) if isinstance(wrong, str) else wrong

    def wait(self, enough: Callable[[], bool], seconds: float = 60) -> None:
        """Until what came is enough."""
        with self.some:
            assert self.some.wait_for(enough, seconds), f"{len(self.came)} came: {self.times.most_common(3)}"

    def said(self) -> list[dict[str, Any]]:
        """The content of every item that came."""
        return [json.loads(self.opened(one)) for one, (kind, _body) in self.came.items() if kind == "item"]

    def photos(self) -> dict[str, bytes]:
        """Every photo that came, by its id."""
        return {one: self.opened(one) for one, (kind, _body) in self.came.items() if kind == "photo"}

    def opened(self, item_id: str) -> bytes:
        """What is in the envelope that came under this id."""
        kind, body = self.came[item_id]
        return opened(body, private=KEYS.private, name=f"{kind} {item_id}")

    def worker(self) -> bytes:
        """The service worker, told what the shell is."""
        shell = {"version": self.worker_version, "paths": ["/nettbrett/", f"/static/{self.files['kiosk.js']}"]}
        text = (self.static / "js/kiosk/service_worker.js").read_text("utf-8")
        return f"self.SHELL={json.dumps(shell)};\n{text}".encode()


class _Handler(BaseHTTPRequestHandler):
    server_of: KioskServer
    protocol_version, disable_nagle_algorithm, wbufsize = "HTTP/1.1", True, 65536

    def do_GET(self) -> None:
        its, path = self.server_of, self.path
        if path == "/nettbrett/":
            self._answer((200, "text/html; charset=utf-8", its.shell))
        elif path == "/nettbrett/sw.js":
            self._answer((200, "text/javascript", its.worker()))
        elif path == "/nettbrett/pakke":
            its.marks.append(mark := self.headers["If-None-Match"])
            status = 204 if its.lets_go and its.handed else 304 if its.etag and mark == its.etag else its.package_status
            self._answer(as_json(its.package) if status == 200 else (status, "text/plain", b""))
        elif path.startswith("/static/build/") and (its.static / path[8:]).is_file():
            self._answer((200, "text/javascript", (its.static / path[8:]).read_bytes()))
        else:
            self._answer((404, "text/plain", b""))

    def do_PUT(self) -> None:
        _, _, where, item_id = self.path.split("/")
        assert self.headers["X-Nettbrett"] == "1"
        self._answer(self.server_of.take(KINDS[where], item_id, self._body()))

    def do_POST(self) -> None:
        told = json.loads(self._body())
        if self.path == "/nettbrett/koble":
            answers = {"RIKTIG": as_json({"tablet": "x"}), "MANGE": (429, "text/html", b"<p>For mange</p>")}
            self._answer(answers.get(told["code"], as_json({"error": "Feil kode"}, 422)))
            return
        self.server_of.handed.append(told)
        with self.server_of.some:
            self.server_of.some.notify_all()
        self._answer(as_json({"shift": told["shift"]}))

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, answer: Answer) -> None:
        if answer is None:
            self.close_connection = True
            return
        status, kind, body = answer
        self.send_response_only(status)
        for name, value in (
            *HEADERS.items(),
            ("Content-Type", kind),
            ("Date", formatdate(usegmt=True)),
            ("X-Nettbrett", self.server_of.mark),
        ):
            self.send_header(name, value)
        if self.server_of.etag and self.path == "/nettbrett/pakke":
            self.send_header("ETag", self.server_of.etag)
        if status == 429:
            self.send_header("Retry-After", "540")
        if status == 302:
            self.send_header("Location", "/nettbrett/")
        empty = status in (204, 304)
        if not empty:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if empty else body)

    def log_message(self, *_args: Any) -> None:
        """Nothing is told."""
