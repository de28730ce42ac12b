"""Every `flask` command of ours, in one list."""

from flask import Flask

from medvirkning.cli.documents import docs
from medvirkning.cli.invite import invite
from medvirkning.cli.mail import mail
from medvirkning.cli.translations import translations

COMMANDS = (docs, invite, mail, translations)


def register(app: Flask) -> None:
    """Give the app its commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
