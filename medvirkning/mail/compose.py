"""From an outbox row to a mail: the template of its kind, in its language, with links to the configured host."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from flask import current_app, render_template

from medvirkning.mail.language import speaking
from medvirkning.outbox.models import OutboxMessage


@dataclass(frozen=True)
class Mail:
    """What a person reads."""

    subject: str
    body: str


def compose(message: OutboxMessage) -> Mail:
    """The mail of a message. Its template's first line is the subject; `link` in it makes a full address."""
    base_url = current_app.config["SETTINGS"].base_url

    def link(path: str | None) -> str:
        return f"{base_url}{path}"

    with speaking(message.language):
        text = render_template(f"mail/{message.kind}.txt", link=link, to=message.to, **message.values)
    subject, _, body = text.strip().partition("\n")
    return Mail(" ".join(subject.split()), body.strip() + "\n")


def as_email(message: OutboxMessage, mail: Mail) -> EmailMessage:
    """The mail as it goes over the wire, with the Message-ID that was made with the row."""
    email = EmailMessage()
    email["Subject"] = mail.subject
    email["From"] = current_app.config["SETTINGS"].mail_from
    email["To"] = message.to
    email["Date"] = format_datetime(message.posted_at)
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies, please
    email.set_content(mail.body)
    email["Content-Language"] = message.language  # after the content: setting that takes such headers away
    return email
