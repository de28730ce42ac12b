"""Telling whoever appeals that something has come; never what it says."""

from datetime import date, datetime

from medvirkning.appeals.models import Appeal
from medvirkning.outbox.actions import post


def tell(appeal: Appeal, kind: str, *, at: datetime, **values: object) -> None:
    """A mail to whoever appeals, where they have an address for it: that something has come, never what it says."""
    if appeal.owner is not None:
        number = appeal.application.number or ""
        told = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        post(kind, to=appeal.owner.email, language=appeal.language, at=at, number=number, appeal_id=appeal.id, **told)
