"""Ways out: a mail server, or a folder for the demo and for trying things."""

import smtplib
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from medvirkning.settings import Settings

TIMEOUT = 30  # seconds; a hanging server must not hold the queue


class Sender(Protocol):
    """Something that takes a mail, or raises OSError (smtplib's errors are)."""

    def send(self, email: EmailMessage) -> None:
        """Deliver one mail."""


class FolderSender:
    """Lays each mail in a folder as a file named after its Message-ID, so a second copy overwrites the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, email: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = email["Message-ID"].strip("<>").partition("@")[0]
        draft = self.folder / f"{name}.draft"
        draft.write_bytes(bytes(email))
        draft.replace(self.folder / f"{name}.eml")  # whoever reads the folder meanwhile never meets half a mail

    def newest(self, most: int = 100) -> list[EmailMessage]:
        """The mails that lie in the folder, the newest first."""
        files = sorted(self.folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files[:most]]


class SmtpSender:
    """One connection a mail: `smtp://user:password@host:port` (STARTTLS where offered), or `smtps://`."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def send(self, email: EmailMessage) -> None:
        host, port = self.parts.hostname or "localhost", self.parts.port
        if self.parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port or 465, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, port or 25, timeout=TIMEOUT)
        with server:
            server.ehlo()
            if self.parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if self.parts.username:
                server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
            server.send_message(email)


def sender_for(settings: Settings) -> Sender:
    """The way out this installation has chosen."""
    if settings.mail_url.startswith("folder:"):
        return FolderSender(settings.mail_folder)
    return SmtpSender(settings.mail_url)
