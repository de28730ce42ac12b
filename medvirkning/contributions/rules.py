"""What is right for contributions: what may be sent, and what those who sent it are owed."""

from collections.abc import Mapping
from datetime import date

from medvirkning.contributions.words import AnswerOutcome, ContributionState
from medvirkning.contributions.words import ContributionFault as Fault
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.norwegian import PersonalData, finds_personal_data
from medvirkning.kernel.plain_text import blank

MOST_TEXT = 1000  # characters; a screen's worth, and what fits on a card when opened
MOST_PLACE = 120
MOST_NAME = 80
MOST_PHOTOS = 3
MOST_REASON = 500
MOST_ANSWER = 4000
MOST_STORY = 2000
MOST_NOTE = 2000
DRAFT_DAYS = 1  # a draft, and the page of a receipt, are there on their day and the next

PUBLIC = frozenset(
    {
        ContributionState.PUBLISHED,
        ContributionState.CONSIDERED,
        ContributionState.ANSWERED,
        ContributionState.IN_PROGRESS,
        ContributionState.DONE,
    }
)
SENDER_MAY_ADD = PUBLIC | {ContributionState.RECEIVED}
DECLINED = frozenset({AnswerOutcome.NO, AnswerOutcome.NOT_OURS})


def objections_to_sending(*, text: str, place: str = "", name: str = "", photos: int = 0) -> list[Objection]:
    """What stands in the way of sending this. Only the text is needed; lengths are in characters."""
    found = _text(text, MOST_TEXT, Fault.TEXT_MISSING, Fault.TEXT_TOO_LONG)
    if len(place) > MOST_PLACE:
        found.append(Objection(Fault.PLACE_TOO_LONG, most=MOST_PLACE))
    if len(name) > MOST_NAME:
        found.append(Objection(Fault.NAME_TOO_LONG, most=MOST_NAME))
    if photos > MOST_PHOTOS:
        found.append(Objection(Fault.TOO_MANY_PHOTOS, most=MOST_PHOTOS))
    return found


def objections_to_photo(state: ContributionState, outcome: AnswerOutcome | None, photos: int) -> list[Objection]:
    """What stands in the way of one more photo from the sender, who has `photos` already."""
    if state not in SENDER_MAY_ADD or closes_case(state, outcome):
        return [Objection(Fault.CLOSED_TO_SENDER)]
    if photos >= MOST_PHOTOS:
        return [Objection(Fault.TOO_MANY_PHOTOS, most=MOST_PHOTOS)]
    return []


def objections_to_hiding(reason: str) -> list[Objection]:
    """Nobody is silenced without being told why: the sender reads the reason."""
    return _text(reason, MOST_REASON, Fault.REASON_MISSING, Fault.REASON_TOO_LONG)


def objections_to_answer(outcome: AnswerOutcome | None, text: str) -> list[Objection]:
    """An answer says yes, partly, no or not ours, and always why."""
    missing = [Objection(Fault.OUTCOME_MISSING)] if outcome is None else []
    return missing + _text(text, MOST_ANSWER, Fault.ANSWER_MISSING, Fault.ANSWER_TOO_LONG)


def objections_to_starting(outcome: AnswerOutcome | None) -> list[Objection]:
    """Nothing is started or finished that was answered with a no; a new answer comes first."""
    return [Objection(Fault.ANSWERED_NO)] if outcome in DECLINED else []


def objections_to_finishing(outcome: AnswerOutcome | None, story: str) -> list[Objection]:
    """What was done is told in words; the first line of the story stands alone on the board."""
    return objections_to_starting(outcome) + _text(story, MOST_STORY, Fault.STORY_MISSING, Fault.STORY_TOO_LONG)


def objections_to_note(text: str) -> list[Objection]:
    """An internal note has some text."""
    return _text(text, MOST_NOTE, Fault.NOTE_MISSING, Fault.NOTE_TOO_LONG)


def objections_to_reply_date(reply_by: date | None, today: date) -> list[Objection]:
    """Nobody can be asked to have answered yesterday."""
    return [Objection(Fault.DATE_PASSED)] if reply_by is not None and reply_by < today else []


def objections_to_support(state: ContributionState) -> list[Objection]:
    """One can only agree with what is there for all to read."""
    return [] if state in PUBLIC else [Objection(Fault.NOT_PUBLIC)]


def objections_to_rating(state: ContributionState) -> list[Objection]:
    """«Ble det bra?» is asked when something is done."""
    return [] if state is ContributionState.DONE else [Objection(Fault.NOT_DONE)]


def closes_case(state: ContributionState, outcome: AnswerOutcome | None) -> bool:
    """Whether nothing more will be told, so that addresses are deleted when this has been told.

    Personal data are kept no longer than needed: personvernforordningen art. 5 (1) e.
    """
    if state in (ContributionState.DONE, ContributionState.WITHDRAWN):
        return True
    return state is ContributionState.ANSWERED and outcome in DECLINED


def stitches(state: ContributionState) -> int:
    """How far along the thread a contribution has come, 0 to 4: sent, read, worked with, done."""
    return _STITCHES.get(state, 0)


def personal_data(*texts: str) -> set[PersonalData]:
    """The kinds of personal data that seem to stand in what was written: the sender is warned, not stopped."""
    return set().union(*(finds_personal_data(text) for text in texts))


_STITCHES: Mapping[ContributionState, int] = {
    ContributionState.RECEIVED: 1,
    ContributionState.PUBLISHED: 2,
    ContributionState.CONSIDERED: 3,
    ContributionState.ANSWERED: 3,
    ContributionState.IN_PROGRESS: 3,
    ContributionState.DONE: 4,
}


def _text(text: str, most: int, missing: Fault, too_long: Fault) -> list[Objection]:
    if blank(text):
        return [Objection(missing)]
    return [Objection(too_long, most=most)] if len(text) > most else []
