"""The site as `make run` starts it, on a port of its own, with a copy of the demo: what the browser tests drive."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.demo import EXAMPLES

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90  # seconds until the site answers


class Live:
    """A running site: web and mail, and the folder of its data."""

    def __init__(self, demo: Path, data: Path) -> None:
        shutil.copytree(demo, data, ignore=shutil.ignore_patterns(EXAMPLES))
        self.data, self.port = data, _free_port()
        self.base = f"http://localhost:{self.port}"
        self.log = (data / "log").open("w+")
        settings = {
            "PORT": str(self.port),
            "MEDVIRKNING_DATA": str(data),
            "MEDVIRKNING_DEMO": "1",
            "MEDVIRKNING_RATE_LIMITS": "off",  # one address stands for a whole neighbourhood here
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("MEDVIRKNING_", "DATABASE_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
            cwd=ROOT,
            env={**kept, **settings},
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE and self.process.poll() is None:
            try:
                with urlopen(f"{self.base}/healthz", timeout=5) as answer:
                    if json.load(answer) == {"status": "ok"}:
                        return
            except (URLError, OSError):
                time.sleep(0.2)
        self.stop()
        raise AssertionError(f"the site did not start:\n{(self.data / 'log').read_text()[-4000:]}")

    def faults(self) -> list[dict[str, Any]]:
        """What the site has logged as going wrong so far."""
        self.log.flush()
        lines = (self.data / "log").read_text("utf-8", "replace").splitlines()
        events = [json.loads(line) for line in lines if line.startswith("{")]
        return [event for event in events if event.get("level") in ("warning", "error", "critical")]

    def stop(self) -> None:
        """Tell it to stop, as a person would, and see that it does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(90)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                raise
        self.log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
