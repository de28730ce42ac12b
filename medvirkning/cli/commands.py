"""Every `flask` command of ours, in one list."""

from flask import Flask

from medvirkning.cli.backup import after_restore, backup, check_files, release_mail, restore
from medvirkning.cli.demo.build import demo
from medvirkning.cli.documents import docs
from medvirkning.cli.fill import fill
from medvirkning.cli.invite import invite, take_role
from medvirkning.cli.letters import letters
from medvirkning.cli.mail import mail
from medvirkning.cli.programme import programme
from medvirkning.cli.recount import recount
from medvirkning.cli.scheme import scheme
from medvirkning.cli.serve import serve
from medvirkning.cli.tablets import import_sealed, rotate_tablet_key
from medvirkning.cli.translations import translations

COMMANDS = (
    after_restore, backup, check_files, demo, docs, fill, import_sealed, invite, letters, mail, programme, recount,
    release_mail, restore, rotate_tablet_key, scheme, serve, take_role, translations,
)  # fmt: skip


def register(app: Flask) -> None:
    """Give the app its commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
