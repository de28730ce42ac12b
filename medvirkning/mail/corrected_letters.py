"""Corrected letters: the letter before as it was sent, with what is corrected in it, and a first part that says so."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from medvirkning.appeals.queries import last_day_now
from medvirkning.grants.words import ApplicantKind
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.kernel.laws import NotInForce, reference
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says
from medvirkning.mail.letter_parts import with_texts
from medvirkning.mail.letter_rights import deadline_told
from medvirkning.mail.letter_voice import day, weekday
from medvirkning.mail.letter_written import written
from medvirkning.mail.pdf import pdf
from medvirkning.people.models import Person
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correcting_letters import send_corrected
from medvirkning.review.correction_rules import deadline_of
from medvirkning.review.letters import letters_sent
from medvirkning.review.models import Decision


def letter_before(decision: Decision, number: int | None = None) -> LetterContent:
    """What the last letter said that was sent about the decision, before the corrected letter with this number."""
    earlier = [each for each in letters_sent(decision.application_id) if number is None or _number(each) < number]
    return LetterContent.from_json(earlier[-1].content or {})


def compose_corrected(made: CorrectedLetter, *, notified: date) -> LetterContent:
    """The corrected letter as it is on the day the party is told: whatever is not corrected stands as it was sent."""
    decision = made.decision
    before = letter_before(decision, made.number)
    content = with_texts(before, made.texts)
    scheme, standing = decision.application.round.scheme, last_day_now(decision)
    anew = appeal_deadline(notified, scheme.appeal_weeks)
    deadline = deadline_of(standing or anew, anew, restarts=made.restarts)
    people = 1 if decision.application.applicant_kind is ApplicantKind.PERSON else 2
    with speaking(made.language):
        told = Passage(Says.DEADLINE, deadline_told(deadline, people), runs_on=True)
        blocks = [_counted_anew(block, told) for block in content.blocks if block.passages[0].says != Says.CORRECTION]
        return replace(
            content,
            title=_("Corrected letter: %(title)s", title=_first_title(decision)),
            dated=notified,
            dated_text=day(notified),
            deadline=deadline,
            deadline_text=weekday(deadline),
            corrects=before.dated,
            keeps_deadline=not made.restarts,
            blocks=(_says_so(made, before, deadline, notified), *blocks),
        )


def send(
    made: CorrectedLetter, *, by: Person, at: datetime, drawn: tuple[LetterContent, bytes] | None = None
) -> CorrectedLetter:
    """Send it with its PDF as it is today. Raises RuleBroken with all that it lacks, as any letter.

    `drawn` is the letter that was read and its PDF: raises Stale where it has come to say something else since.
    """
    content = compose_corrected(made, notified=oslo_date(at))
    lacking = missing(content)
    if lacking or content.deadline is None:
        raise RuleBroken(Objection(lack, "notice") for lack in lacking)
    if drawn is not None and drawn[0] != content:
        raise Stale("letter")
    file = drawn[1] if drawn is not None else pdf(content)
    return send_corrected(made, content=content, pdf=file, deadline=content.deadline, by=by, at=at)


def _says_so(made: CorrectedLetter, before: LetterContent, deadline: date, notified: date) -> Block:
    """The first part: which letter this one corrects, what is corrected, and what it does to the time to appeal."""
    instead = _(
        "This letter comes in place of the letter of %(day)s. What we decided is the same.", day=before.dated_text
    )
    last = weekday(deadline)
    if made.restarts:
        time = _("The time to appeal begins anew with this letter. The last day is %(day)s.", day=last)
    else:
        time = _("The time to appeal is as it was. The last day is still %(day)s.", day=last)
    what = [replace(each, runs_on=False) for each in written(Says.CORRECTION, made.what)]
    lead = " ".join(filter(None, (instead if before.dated_text else "", _by_law(made, notified))))
    passages = (Passage(Says.CORRECTION, lead), *what, Passage(Says.TIME_ANEW, time))
    return Block(_("This is corrected"), passages)


def _by_law(made: CorrectedLetter, on: date) -> str:
    """Where the act tells of corrections; nothing while the act in force has no such rule."""
    try:
        law = reference("correction", on).text(made.language)
    except NotInForce:
        return ""
    return _("We can correct plain errors (%(law)s).", law=law)


def _counted_anew(block: Block, told: Passage) -> Block:
    return Block(
        block.heading,
        tuple(
            replace(told, runs_on=passage.runs_on) if passage.says is Says.DEADLINE else passage
            for passage in block.passages
        ),
    )


def _first_title(decision: Decision) -> str:
    first: dict[str, Any] = decision.letter.content
    return str(first["title"])


def _number(letter: Any) -> int:
    return letter.number if isinstance(letter, CorrectedLetter) else 1
