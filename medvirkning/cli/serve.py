"""`flask serve`: the whole site with one command. Migrates, fills the demo once, starts web and mail.

For the demo and for small installations; larger ones run gunicorn and `flask mail` as services (docs/operations.md).
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from medvirkning.cli.demo.build import build_demo, come_again
from medvirkning.kernel.database import db

STOP_WITHIN = 30  # seconds for what is in flight

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (gunicorn's heartbeat files; a disk may stall)


@click.command("serve")
@with_appcontext
def serve() -> None:
    """Start everything, and stop everything when one part ends or when told to."""
    settings = current_app.config["SETTINGS"]
    upgrade(directory=str(current_app.extensions["migrate"].directory))
    if settings.demo:
        click.echo("Filling the demo (the first time only) …")
        build_demo()
        _come_again()
    db.session.remove()
    db.engine.dispose()
    _tell(settings.base_url, demo=settings.demo)
    sys.exit(_watch([_gunicorn(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"), _mail()]))


def _come_again() -> None:
    try:
        come_again()
    except Exception as fault:  # visitors have changed the demo since: that keeps nobody out of it
        click.echo(f"No stop today in the demo ({type(fault).__name__}).", err=True)


def _gunicorn(host: str, port: str) -> list[str]:
    heartbeat = ["--worker-tmp-dir", str(SHARED_MEMORY)] if SHARED_MEMORY.is_dir() else []
    return [
        sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{host}:{port}", "--worker-class", "gthread",
        "--workers", str(os.cpu_count() or 1), "--threads", "2", "--no-control-socket", "--log-level", "warning",
        "--forwarder-headers", "",  # no visitor says under which prefix we live
        *heartbeat,
    ]  # fmt: skip


def _mail() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "mail"]


def _tell(base_url: str, *, demo: bool) -> None:
    click.echo(f"\nMedvirkning is at {base_url}/")
    if demo:
        click.echo(
            f"Sign in as anyone at {base_url}/demo: Bjarne applies, Cecilie reads the inbox, Dag chairs the group,\n"
            "Halima, Ivar and Jorunn are members, Kim is a substitute, Eli audits, Fredrik administers.\n"
            f"The mail that is sent is at {base_url}/demo/mail"
        )
    click.echo("Stop with Ctrl+C.\n")


def _watch(commands: list[list[str]]) -> int:
    """Run all until one ends or we are told to stop; then stop the rest gently."""
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603  (our own commands)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        return max(abs(process.poll() or 0) for process in running)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in running:
            if process.poll() is None:
                process.terminate()
        for process in running:
            process.wait(timeout=STOP_WITHIN)
