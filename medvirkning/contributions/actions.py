"""What the municipality's people do with a contribution. Everyone behind it is told of what concerns them.

Each takes the `version` the form was made from, where there was a form; a stale one raises Stale.
"""

from datetime import date, datetime
from typing import Any

from medvirkning.attachments.actions import attach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import AttachmentKind
from medvirkning.contributions import rules
from medvirkning.contributions.correspondence import Answer, Note
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.telling import tell
from medvirkning.contributions.words import AnswerOutcome, ContributionEvent, ContributionVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import refuse
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.people.models import Person
from medvirkning.programmes.models import Goal

DONE_PHOTO = "done"  # what an attachment is about when it shows what was done
UNSEEN_PHOTO = "unseen"  # … and when its sender added it after publishing, and nobody has looked at it


def publish(contribution: Contribution, *, by: Person, at: datetime, version: int | None = None) -> None:
    """Put what was received on the board. Raises WrongStep, Stale."""
    contribution.same_version(version)
    _move(contribution, ContributionVerb.PUBLISH, ContributionEvent.PUBLISHED, by=by, at=at)


def consider(contribution: Contribution, *, by: Person, at: datetime, version: int | None = None) -> None:
    """Say that somebody looks into it. Raises WrongStep, Stale."""
    contribution.same_version(version)
    _move(contribution, ContributionVerb.CONSIDER, ContributionEvent.CONSIDERED, by=by, at=at)


def hide(contribution: Contribution, *, reason: str, by: Person, at: datetime, version: int | None = None) -> None:
    """Take it off the board, with a reason that the sender can read. Raises RuleBroken, WrongStep, Stale."""
    contribution.same_version(version)
    refuse(rules.objections_to_hiding(reason))
    contribution.hidden_reason = reason.strip()
    _move(contribution, ContributionVerb.HIDE, ContributionEvent.HIDDEN, by=by, at=at)


def republish(contribution: Contribution, *, by: Person, at: datetime, version: int | None = None) -> None:
    """Put what was hidden on the board again, as newly published. Raises WrongStep, Stale."""
    contribution.same_version(version)
    contribution.hidden_reason = ""
    _move(contribution, ContributionVerb.REPUBLISH, ContributionEvent.REPUBLISHED, by=by, at=at)


def answer(
    contribution: Contribution,
    *,
    outcome: AnswerOutcome | None,
    text: str,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Answer:
    """Answer, with the reason. A new answer stands over the earlier ones. Raises RuleBroken, WrongStep, Stale."""
    contribution.same_version(version)
    refuse(rules.objections_to_answer(outcome, text))
    assert outcome is not None
    given = Answer(contribution_id=contribution.id, outcome=outcome, text=text.strip(), by_id=by.id, at=at)
    db.session.add(given)
    contribution.outcome = outcome
    facts = {"outcome": outcome.value}
    _move(contribution, ContributionVerb.ANSWER, ContributionEvent.ANSWERED, by=by, at=at, facts=facts)
    return given


def start(contribution: Contribution, *, by: Person, at: datetime, version: int | None = None) -> None:
    """Say that the work has begun. Raises RuleBroken, WrongStep, Stale."""
    contribution.same_version(version)
    refuse(rules.objections_to_starting(contribution.outcome))
    _move(contribution, ContributionVerb.START, ContributionEvent.STARTED, by=by, at=at)


def finish(
    contribution: Contribution,
    *,
    story: str,
    photo: CleanPicture | None = None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> None:
    """Tell what was done, with a photo if there is one. Raises RuleBroken, WrongStep, Stale."""
    contribution.same_version(version)
    refuse(rules.objections_to_finishing(contribution.outcome, story))
    contribution.outcome_story, contribution.done_on = story.strip(), oslo_date(at)
    if photo is not None:
        attach(
            contribution,
            photo.data,
            kind=AttachmentKind.PHOTO,
            name="resultat.jpg",
            media_type=photo.media_type,
            at=at,
            about=DONE_PHOTO,
            size=(photo.width, photo.height),
        )
    _move(contribution, ContributionVerb.FINISH, ContributionEvent.FINISHED, by=by, at=at)


def show_photo(contribution: Contribution, photo: Attachment, *, by: Person, at: datetime) -> None:
    """Put on the board what its sender added after publishing. One that is there already stays as it is."""
    if photo.about == UNSEEN_PHOTO:
        photo.about = ""
        _record(contribution, ContributionEvent.PHOTO_SHOWN, by=by, at=at)


def assign(
    contribution: Contribution, person: Person | None, *, reply_by: date | None = None, by: Person, at: datetime
) -> None:
    """Give it to a colleague (None: to nobody), to be answered by a date if one is set. Raises RuleBroken."""
    refuse(rules.objections_to_reply_date(reply_by, oslo_date(at)))
    contribution.assigned_to_id, contribution.reply_by = (None if person is None else person.id), reply_by
    facts = {
        "to": None if person is None else str(person.id),
        "reply_by": None if reply_by is None else reply_by.isoformat(),
    }
    _record(contribution, ContributionEvent.ASSIGNED, by=by, at=at, facts=facts)


def add_note(contribution: Contribution, text: str, *, by: Person, at: datetime) -> Note:
    """Write to one's colleagues. Raises RuleBroken."""
    refuse(rules.objections_to_note(text))
    note = Note(contribution_id=contribution.id, text=text.strip(), by_id=by.id, at=at)
    db.session.add(note)
    _record(contribution, ContributionEvent.NOTED, by=by, at=at)
    return note


def set_goal(contribution: Contribution, goal: Goal | None, *, by: Person, at: datetime) -> None:
    """Tag it with what it is about (None: with nothing)."""
    contribution.goal_id = None if goal is None else goal.id
    _record(
        contribution, ContributionEvent.TAGGED, by=by, at=at, facts={"goal": None if goal is None else str(goal.id)}
    )


def _move(
    contribution: Contribution,
    verb: ContributionVerb,
    event: ContributionEvent,
    *,
    by: Person,
    at: datetime,
    facts: dict[str, Any] | None = None,
) -> None:
    contribution.step(verb)
    _record(contribution, event, by=by, at=at, verb=verb, facts=facts)
    if event not in (ContributionEvent.CONSIDERED, ContributionEvent.STARTED):
        tell(contribution, event, at=at)


def _record(
    contribution: Contribution,
    event: ContributionEvent,
    *,
    by: Person,
    at: datetime,
    verb: ContributionVerb | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    record(contribution, event.value, by=by, at=at, programme_id=contribution.programme_id, verb=verb, facts=facts)
