"""Letters at the counter, for tests: a decided case, where its letter is found, and how it is sent."""

from datetime import UTC, datetime

from medvirkning.kernel.database import db
from medvirkning.mail.letters import compose
from medvirkning.people.models import Person
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import Outcome
from tests import grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.kept import kept as put_back
from tests.pages import Page
from tests.review_cast import decides, says

FRIDAY = datetime(2026, 9, 25, 10, tzinfo=UTC)
LIST = "/storhaug/arbeid/vedtak"


@put_back
def decided(world: World, outcome: Outcome = Outcome.PARTLY, **changes: str) -> Decision:
    """A case that Dag has decided, with its letter."""
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne, **changes)
    for person in (world.dag, world.cecilie, world.ivar, world.kim):
        says(application, person)
    amount = {Outcome.GRANTED: application.asked, Outcome.PARTLY: 20_000, Outcome.REFUSED: 0}[outcome]
    return decides(application, world.dag, outcome, amount, compose=compose)


def url(decision: Decision, end: str = "") -> str:
    """Where staff find the letter."""
    return f"{LIST}/{decision.letter.id}{end}"


def own(decision: Decision, end: str = "") -> str:
    """Where the applicant finds it."""
    return f"/soknad/{decision.application_id}/brev{end}"


def kept(decision: Decision) -> Letter:
    """The letter as it is in the database now."""
    key = decision.letter.id
    db.session.rollback()
    return db.session.get_one(Letter, key, populate_existing=True)


def send(browse: Browse, person: Person, decision: Decision) -> Page:
    """Look at the page that asks, and press the button."""
    return browse(person).submit(url(decision, "/send"), "digest")
