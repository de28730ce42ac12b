"""Corrected letters for tests: written over a letter that is sent, and sent. Own transactions."""

from datetime import datetime

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail import corrected_letters, letters
from medvirkning.mail.letter_content import Says
from medvirkning.mail.letter_parts import parts
from medvirkning.people.models import Person
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correcting_letters import write_correction
from medvirkning.review.letters import unsent_correction
from medvirkning.review.models import Decision, Letter

WHAT = "I det første brevet sto det feil begrunnelse."
RIGHT = "Tiltaket gir barn og gamle noe å gjøre sammen."


def goes_out(decision: Decision, by: Person, *, at: datetime | None = None) -> Letter:
    """The letter with the decision is sent."""
    with transaction():
        return letters.send(decision.letter, by=by, at=at or now())


def place_of(decision: Decision, says: Says) -> str:
    """Where a matter stands in the last letter that was sent."""
    return next(part.key for part in parts(corrected_letters.letter_before(decision)) if part.says is says)


def corrects(
    decision: Decision,
    by: Person,
    *,
    text: str = RIGHT,
    says: Says = Says.REASONS,
    restarts: bool = True,
    what: str = WHAT,
    at: datetime | None = None,
) -> CorrectedLetter:
    """The corrected letter is written, or written anew, and not sent."""
    texts = {place_of(decision, says): text}
    written = unsent_correction(decision.id)
    with transaction():
        return write_correction(
            decision.letter,
            what=what,
            texts=texts,
            restarts=restarts,
            version=written.version if written else None,
            by=by,
            at=at or now(),
        )


def sends(made: CorrectedLetter, by: Person, *, at: datetime | None = None) -> CorrectedLetter:
    """It is sent."""
    with transaction():
        return corrected_letters.send(made, by=by, at=at or now())
