"""Examples of what addresses about appeals name."""

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import BodyOutcome
from medvirkning.attachments.queries import attached_to
from medvirkning.follow_up.repayments import Repayment
from medvirkning.grants.attaching import look_over
from medvirkning.grants.schemes import Round
from tests import appeal_cast, claim_cast, grant_cast
from tests.cast import World

SMALL = 2_000  # kroner: the examples of others take from the same pot


def demanded(world: World, round_: Round) -> str:
    """A demand for fuller reasons that nobody has answered."""
    return str(appeal_cast.demands(appeal_cast.answered(world, round_, amount=SMALL)).id)


def appealed(world: World, round_: Round) -> dict[str, dict[str, str]]:
    """One that has come in, with a file; one that is sent on, its letter not sent; one dismissed and told of."""
    come, on, away, still = (appeal_cast.answered(world, round_, amount=SMALL) for _ in range(4))
    new = appeal_cast.appeals(come, files=[look_over(grant_cast.ANYTHING_PDF, "klage.pdf")])
    forwarded = appeal_cast.forwards(appeal_cast.appeals(on), world.cecilie)
    dismissed = appeal_cast.dismisses(appeal_cast.writes_in(away, world.cecilie, owner=world.bjarne), world.cecilie)
    appeal_cast.sends(dismissed.letter, world.cecilie)
    against = appeal_cast.dismisses(
        appeal_cast.appeals(appeal_cast.answered(world, round_, amount=SMALL)), world.cecilie
    )
    appeal_cast.sends(against.letter, world.cecilie)
    contested = appeal_cast.contests(against.appeal)
    case = {"appeal_id": str(new.id), "attachment_id": str(attached_to(Appeal.__tablename__, new.id)[0].id)}
    letter = {"appeal_id": str(forwarded.appeal.id), "letter_id": str(forwarded.letter.id)}
    put_aside = {"appeal_id": str(dismissed.appeal.id)}
    told = {"appeal_id": str(dismissed.appeal.id), "letter_id": str(dismissed.letter.id)}
    return {
        "appeals": case,
        "appealing": {**case, "application_id": str(still.application_id)},
        "appealing.appeal": {**_claim_of(claim_cast.claimed(world, round_, small=True)), **put_aside},
        "appeals.anew": {"appeal_id": _set_aside(world, round_)},
        **dict.fromkeys(("appeals.letter", "appeals.letter_pdf", "appeals.send_letter"), letter),
        "appeals.undo": {"appeal_id": str(contested.id)},
        **dict.fromkeys(("appeals.write_in_dismissal"), put_aside),
        **dict.fromkeys(("appealing.letter", "appealing.letter_pdf"), told),
    }


def _claim_of(made: Repayment) -> dict[str, str]:
    return {"application_id": str(made.application_id), "repayment_id": str(made.id)}


def _set_aside(world: World, round_: Round) -> str:
    """An appeal against a claim, which the appeal body has set aside."""
    appealed = claim_cast.forwarded(world, claim_cast.claimed(world, round_, small=True))
    appeal_cast.sends(claim_cast.concludes(appealed, world.magne, BodyOutcome.SET_ASIDE).letter, world.magne)
    return str(appealed.id)
