"""Applications that a second person must confirm, for tests. Each is its own transaction."""

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from tests import grant_cast
from tests.cast import World

SECOND = {"second_name": "Guro Vik", "second_email": "guro.vik@kaikanten.example"}


def asking_round(world: World, slug: str = "to-navn", prefix: str = "TN") -> Round:
    """An open round of a scheme that asks for a second person."""
    with transaction():
        scheme = grant_cast.scheme(world, slug=slug, prefix=prefix)
        scheme.second_confirms = True
    return grant_cast.open_round(world, scheme)


def sent(world: World, round_: Round | None = None, **changes: str) -> Application:
    """Bjarne's application, sent, with a second person named."""
    return grant_cast.sent(round_ or asking_round(world), world.bjarne, **{**SECOND, **changes})


def mails(kind: str) -> list[OutboxMessage]:
    """The mails of a kind that have been posted, the oldest first."""
    found = db.session.query(OutboxMessage).filter_by(kind=kind)
    return list(found.order_by(OutboxMessage.posted_at))


def token(kind: str = "second_asked") -> str:
    """The token of the newest mail of a kind."""
    return str(mails(kind)[-1].values["token"])
