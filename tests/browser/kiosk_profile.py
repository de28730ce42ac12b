"""A browser that keeps what it has when it ends, and is ended as by a flat battery."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.fixtures import FLAGS
from tests.browser.kiosk_fixtures import SIZE


def in_profile(chromium: Browser, path: str, profile: Path) -> BrowserContext:
    """A browser that keeps what it has when it is closed."""
    how: dict[str, Any] = {"executable_path": path, "args": FLAGS, "viewport": SIZE, "locale": "nb-NO"}
    return chromium.browser_type.launch_persistent_context(str(profile), **how)


def kill(profile: Path) -> int:
    """End the browser of this profile as a flat battery would: the processes that name its folder, no others.

    How many there were. All are gone when it returns: a battery leaves no process behind that holds on to the files,
    and a browser that meets one throws all of the profile's storage away.
    """
    named = f"--user-data-dir={profile}".encode()
    ended = [process for process in Path("/proc").glob("[0-9]*") if named in read(process / "cmdline").split(b"\0")]
    for process in ended:
        with suppress(ProcessLookupError):
            os.kill(int(process.name), signal.SIGKILL)
    until = time.monotonic() + 30
    while any(alive(process) for process in ended):
        assert time.monotonic() < until, "a process of the browser lives on"
        time.sleep(0.02)
    return len(ended)


def alive(process: Path) -> bool:
    """Whether a process still holds its files: one that has ended does not, though nobody has asked how it went."""
    state = read(process / "stat").rpartition(b")")[2].split()
    return bool(state) and state[0] not in (b"Z", b"X")


def read(file: Path) -> bytes:
    """What /proc tells of a process; nothing when it has ended."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
