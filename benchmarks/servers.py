"""The servers that are measured: our site on data of its own, and the kit's bare apps. All on loopback, all alike."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
KIT = Path(os.environ.get("BENCH_KIT") or ROOT.parent / "shared" / "bench")
LIKE = ["--worker-class", "gthread", "--workers", "2", "--threads", "2", "--no-control-socket", "--log-level", "error"]
PATIENCE = 60  # seconds until a server answers


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**ours: str) -> dict[str, str]:
    """This process's environment without settings of the site, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MEDVIRKNING_", "DATABASE_"))}
    return kept | ours


class Server:
    """A gunicorn that answers."""

    def __init__(self, app: str, folder: Path, settings: dict[str, str], *, port: int, log: Path | None = None) -> None:
        self.base, self.pid = f"http://127.0.0.1:{port}", 0
        command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", *LIKE]
        with (log or Path(os.devnull)).open("wb") as out:
            self.process = subprocess.Popen(command, cwd=folder, env=environment(**settings), stdout=out, stderr=out)
        self.pid = self.process.pid
        began = time.monotonic()
        while True:
            try:
                urlopen(self.base, timeout=10).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        """Tell it to end, and wait."""
        self.process.terminate()
        self.process.wait(30)


class Site(Server):
    """Our site in demo mode, with its rate limits off: one address stands for a whole neighbourhood."""

    def __init__(self, data: Path) -> None:
        self.data, port = data, free_port()
        super().__init__("wsgi:app", ROOT, settings(data) | {"PORT": str(port)}, port=port, log=data / "log")


def settings(data: Path) -> dict[str, str]:
    """The settings of a measured site."""
    return {"MEDVIRKNING_DEMO": "1", "MEDVIRKNING_DATA": str(data), "MEDVIRKNING_RATE_LIMITS": "off"}


def flask(data: Path, *arguments: str) -> None:
    """Run one of our commands on a data folder."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(**settings(data)), check=True, stdout=subprocess.DEVNULL)


def prepare(folder: Path, *, small: int, large: int) -> tuple[Path, Path]:
    """Two data folders: the demo filled up to so many applications in the round its group works on."""
    few, many = folder / "few", folder / "many"
    few.mkdir()
    flask(few, "db", "upgrade")
    flask(few, "demo")
    shutil.copytree(few, many)
    in_demo = 14  # the demo's own applications in that round
    flask(few, "fill", "--contributions", "100", "--applications", str(small - in_demo))
    flask(many, "fill", "--contributions", "10000", "--applications", str(large - in_demo))
    return few, many


@contextmanager
def running(*servers: Server) -> Iterator[None]:
    """Stop them all at the end, whatever happens."""
    try:
        yield
    finally:
        for server in servers:
            server.stop()
