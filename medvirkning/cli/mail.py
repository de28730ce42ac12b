"""`flask mail`: the mail worker."""

import signal
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from medvirkning.kernel.clock import oslo
from medvirkning.mail.senders import sender_for
from medvirkning.mail.worker import send_due, work
from medvirkning.outbox.queries import failed


@click.command("mail")
@click.option("--once", is_flag=True, help="Send what is due now, and stop.")
@click.option("--failed", "tell_failed", is_flag=True, help="Tell what could not be sent, and stop.")
@with_appcontext
def mail(once: bool, tell_failed: bool) -> None:
    """Send what lies in the outbox, and go on doing so."""
    if tell_failed:
        for message in failed():
            click.echo(f"{oslo(message.posted_at):%Y-%m-%d %H:%M}  {message.kind}  {message.to}  {message.error}")
        return
    sender = sender_for(current_app.config["SETTINGS"])
    if once:
        click.echo(f"{send_due(sender)} sent")
        return
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_signal: stop.set())
    work(sender, going=lambda: not stop.is_set())
