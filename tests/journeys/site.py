"""The whole site, web and mail worker, to be killed; and residents who send to it without a browser."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90  # seconds until the site answers
FORM = "/storhaug/innspill/nytt"


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """An installation in a data folder of its own: web and mail worker, started, stopped and killed together."""

    def __init__(self, data: Path, *, like: Path | None = None) -> None:
        if like is not None:
            shutil.copytree(like, data, ignore=shutil.ignore_patterns("*.json"))
        data.mkdir(parents=True, exist_ok=True)
        self.data, self.port = data, free_port()
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "medvirkning.sqlite"

    @property
    def secret(self) -> bytes:
        """What codes and hashes are made from."""
        return (self.data / "demo-secret").read_bytes()

    @property
    def settings(self) -> dict[str, str]:
        """The environment of every process of this site."""
        ours = ("MEDVIRKNING_", "DATABASE_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {
            "PORT": str(self.port),
            "MEDVIRKNING_DATA": str(self.data),
            "MEDVIRKNING_DEMO": "1",
            "MEDVIRKNING_RATE_LIMITS": "off",  # one address stands for a whole neighbourhood here
        }

    def flask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of our commands to its end."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT,
            env=self.settings,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self) -> None:
        """Start web and mail, and wait until it is well."""
        serve = ["-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"]
        limits = ["--workers", "2", "--threads", "2", "--no-control-socket", "--log-level", "warning"]
        self.running = [self._begin([*serve, *limits]), self._begin(["-m", "flask", "--app", "wsgi", "mail"])]
        began = time.monotonic()
        while self._all_run() and time.monotonic() - began < PATIENCE:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                    if json.load(answer) == {"status": "ok"}:
                        return
            except OSError:
                time.sleep(0.1)
        self.kill()
        raise AssertionError(f"the site did not start:\n{(self.data / 'log').read_text('utf-8', 'replace')[-3000:]}")

    def kill(self) -> None:
        """kill -9 of every process there is of it."""
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.running:
            process.wait()
        self.running = []

    def stop(self) -> None:
        """Tell it to stop."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(60)
        self.running = []

    def _begin(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        """One process and its children, in a group of their own."""
        with (self.data / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _all_run(self) -> bool:
        return all(process.poll() is None for process in self.running)


class Resident:
    """Somebody with a kept connection, a cookie and a token, who sends one form after another."""

    def __init__(self, site: Site) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        status, headers, page = self._ask("GET", FORM)
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert status == 200
        assert token is not None
        self.cookie = "; ".join(one.partition(";")[0] for one in headers.get_all("Set-Cookie", []))
        self.token = token.group(1).decode()

    def send(self, text: str, *, key: UUID | None = None, photo: bytes | None = None) -> UUID | None:
        """The three steps. The id of the form if the last answer was the way to the receipt, else None."""
        key = key or uuid4()
        said = {"draft": str(key), "kind": "better", "text": text, "website": ""}
        sent = self.post(FORM, said, photo=photo) and self.post(f"{FORM}/{key}/hvor", {"zone": "all", "place": ""})
        return key if sent and self.post(f"{FORM}/{key}/svar", {"reply": "no"}, leads_to="/kvittering") else None

    def post(self, path: str, fields: dict[str, str], *, leads_to: str = "", photo: bytes | None = None) -> bool:
        """Send one form; whether it was taken and led on to where it should."""
        fields = fields | {"csrf_token": self.token}
        if photo is None:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(fields, photo)
        status, headers, _page = self._ask("POST", path, body, {"Cookie": self.cookie, "Content-Type": kind})
        return status == 303 and (headers["Location"] or "").endswith(leads_to)

    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        self.connection.request(method, path, body, headers or {})
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()


def _multipart(fields: dict[str, str], photo: bytes) -> tuple[bytes, str]:
    edge, say = uuid4().hex, "Content-Disposition: form-data; name="
    parts = [f'--{edge}\r\n{say}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    parts.append(f'--{edge}\r\n{say}"photos"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n')
    return "".join(parts).encode() + photo + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
