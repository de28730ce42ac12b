"""Find Chromium for the browser tests, or get it; say plainly what to do when neither can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class ChromiumMissing(RuntimeError):
    """There is no browser, and none could be fetched."""


def find_or_fetch() -> str:
    """The path of a Chromium: the setting, the PATH, Playwright's own, Playwright's download, Debian's package."""
    return _setting() or _on_path() or _playwrights() or _download() or _debian() or _give_up()


def _setting() -> str | None:
    path = os.environ.get("MEDVIRKNING_TEST_CHROMIUM")
    if path and not Path(path).exists():
        raise ChromiumMissing(f"MEDVIRKNING_TEST_CHROMIUM names {path}, and there is no such file.")
    return path or None


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _playwrights() -> str | None:
    script = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    path = found.stdout.strip()
    return path if path and Path(path).exists() else None


def _download() -> str | None:
    print("Fetching Chromium for the browser tests …", flush=True)
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False, timeout=600
    )
    return _playwrights() if fetched.returncode == 0 else None


def _debian() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("Installing Debian's Chromium for the browser tests …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, env=environment, capture_output=True, check=False, timeout=900)
    return _on_path()


def _give_up() -> str:
    raise ChromiumMissing(
        "The browser tests need Chromium, and none was found or could be fetched.\n"
        "Install it (Debian: apt install chromium), or set MEDVIRKNING_TEST_CHROMIUM to its path."
    )
