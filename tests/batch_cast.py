"""Several letters that wait in one round, for tests: decided, declared in, and sent by hand, batch or command."""

from click.testing import Result
from flask import current_app

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letter_posting import looked_over, post_letters
from medvirkning.mail.letters import compose
from medvirkning.people.models import Person
from medvirkning.review import waiting
from medvirkning.review.batching import start_batch
from medvirkning.review.letter_batches import LetterBatch
from medvirkning.review.models import Letter
from medvirkning.review.words import Outcome
from tests import grant_cast
from tests.cast import World
from tests.kept import kept
from tests.review_cast import decides, says


@kept
def decided(world: World, count: int = 3, **changes: str) -> list[Letter]:
    """So many letters of one round, that Dag and Cecilie may send: a grant of less than asked for, each."""
    the_round = grant_cast.open_round(world)
    return [another(world, the_round, title=f"Langbord {place}", **changes) for place in range(count)]


def another(world: World, the_round: Round, *, declared: str = "dag cecilie", **changes: str) -> Letter:
    """One more, with those who have declared themselves impartial."""
    application = grant_cast.sent(the_round, world.bjarne, **changes)
    for person in (getattr(world, name) for name in declared.split()):
        says(application, person)
    return decides(application, world.dag, Outcome.PARTLY, 10_000, compose=compose).letter


def asks(the_round: Round, by: Person) -> LetterBatch:
    """The press: all that are complete."""
    read = looked_over(waiting.read(waiting.waiting_in(the_round, by).open))
    with transaction():
        return start_batch(
            the_round, [(letter.id, content.digest) for letter, content, lacks in read if not lacks], by=by, at=now()
        )


def works() -> int:
    """The worker's part, until nothing is left."""
    done = 0
    while through := post_letters(seconds=60):
        done += through
    return done


def round_of(letter: Letter) -> Round:
    """Where the letter's case is."""
    application: Application = letter.decision.application
    return application.round


def command(the_round: Round, by: Person) -> Result:
    """`flask letters send`."""
    arguments = ["letters", "send", str(the_round.id), "--by", by.email]
    return current_app.test_cli_runner().invoke(args=arguments)


def sent(letters: list[Letter]) -> list[bool]:
    """Which of them are sent, in the database."""
    ids = [letter.id for letter in letters]
    db.session.rollback()
    return [db.session.get_one(Letter, each, populate_existing=True).sent_at is not None for each in ids]
