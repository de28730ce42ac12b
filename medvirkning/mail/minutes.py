"""The minutes in words, in one written language: the page and the PDF are made from the same value.

`written` has all of them, as they are kept; what a reader may be told of them is `minutes_read`'s.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.grants.words import PRIVATE, DecidingMode
from medvirkning.kernel.clock import oslo, oslo_date
from medvirkning.kernel.kroner import show
from medvirkning.kernel.laws import reference
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_glyphs import legible
from medvirkning.mail.letter_voice import day, weekday
from medvirkning.mail.minutes_aside import aside_lines
from medvirkning.mail.typesetting import typeset
from medvirkning.review.attendance import Aside, Place
from medvirkning.review.meetings import Ballot, LaterBallot, Meeting
from medvirkning.review.protocol import Entry, Protocol
from medvirkning.review.words import GROUND_LAW, Outcome, SeatKind


@dataclass(frozen=True, slots=True)
class LaterLines:
    """What was decided of a case after it had been decided. `change` is the id of another answer, empty for a claim."""

    change: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesCase:
    """One case: its heading, and one sentence a line. `id` is the application's.

    `decided`: in this meeting. `settled`: in an earlier one.
    """

    id: str
    heading: str
    lines: tuple[str, ...]
    decided: bool = False
    settled: bool = False
    later: tuple[LaterLines, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting. `facts` are (label, text)."""

    language: str
    title: str
    subtitle: str
    draft: str  # says that it is one; empty when the meeting is closed
    facts: tuple[tuple[str, str], ...]
    cases: tuple[MinutesCase, ...]
    page: str
    day: tuple[int, int, int]


def written(told: Protocol, language: str) -> Minutes:
    """All of the minutes, in bokmål or nynorsk."""
    scheme, meeting = told.round.scheme, told.meeting
    on = oslo_date(meeting.opened_at) if meeting else oslo_date(told.round.deadline or told.round.opens_at)
    with speaking(language):
        return Minutes(
            language=language,
            title=_title(told, language),
            subtitle=f"{scheme.programme.group_name.text(language)} · {scheme.name.text(language)}",
            draft="" if meeting and not meeting.is_open else _("Draft. The meeting is not closed."),
            facts=tuple(_facts(told, on, language)),
            cases=tuple(_case(each, told.round.scheme.deciding_mode, on, language) for each in told.entries),
            page=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            day=(on.year, on.month, on.day),
        )


def minutes_pdf(content: Minutes) -> bytes:
    """The minutes as an accessible, archivable PDF, made as the letters are."""
    return typeset(
        "minutes",
        at=int(datetime(*content.day, tzinfo=UTC).timestamp()),
        minutes=legible(json.dumps(asdict(content), ensure_ascii=False)),
    )


def _title(told: Protocol, language: str) -> str:
    name = told.round.name.text(language)
    if told.meeting is None or told.meeting.number == 1:
        return _("Minutes: %(round)s", round=name)
    return _("Minutes: %(round)s, meeting %(number)d", round=name, number=told.meeting.number)


def _facts(told: Protocol, on: date, language: str) -> list[tuple[str, str]]:
    meeting = told.meeting
    if meeting is None:
        return [(_("The meeting"), _("Not opened yet"))]
    times = f"{weekday(on)}, {oslo(meeting.opened_at):%H.%M}"
    if meeting.closed_at is not None:
        ended = oslo_date(meeting.closed_at)  # another day where the group went on with it, as after an appeal
        times += "–" if ended == on else f" – {weekday(ended)}, "
        times += f"{oslo(meeting.closed_at):%H.%M}"
    seated = [each for each in told.places if each.seat is not SeatKind.SUBSTITUTE]
    names = {each.person.id: each.person.name for each in told.places}
    here = ", ".join(_seat(each, meeting) for each in seated if each.present)
    substitutes = ", ".join(
        _("%(name)s for %(member)s", name=_seat(each, meeting), member=names.get(each.stands_in_for_id, ""))
        for each in told.places
        if each.stands_in_for_id is not None
    )
    away = ", ".join(each.person.name for each in seated if not each.present)
    present = sum(each.present for each in told.places)
    law = reference("quorum", on).text(language)
    enough = _("%(present)d present, %(seats)d seats (%(law)s)", present=present, seats=told.seats, law=law)
    facts = [(_("The meeting"), times), (_("Present"), here or "–"), (_("Substitutes"), substitutes or "–")]
    return [*facts, (_("Absent"), away or "–"), (_("Quorum"), enough)]


def _seat(place: Place, meeting: Meeting) -> str:
    """Somebody's name, and whether they led."""
    if place.person.id == meeting.leader_id:
        return _("%(name)s (led the meeting)", name=place.person.name)
    return _("%(name)s (leader)", name=place.person.name) if place.seat is SeatKind.LEADER else place.person.name


def _case(entry: Entry, mode: DecidingMode, on: date, language: str) -> MinutesCase:
    one = entry.application
    name = _("A private applicant") if one.applicant_kind in PRIVATE else one.applicant_name
    lines = [_("%(name)s asked for %(amount)s kroner.", name=name, amount=show(one.asked))]
    lines += [_aside(each, on, language) for each in entry.asides]
    lines += [line for each in entry.stepped for line in aside_lines(each, on, language)]
    lines += _votes(entry.ballot)
    if mode is not DecidingMode.ELECTED and entry.advice is not None:
        lines.append(_("Recommendation: %(what)s", what=_outcome(entry.advice.outcome, entry.advice.amount)))
    if entry.decision is not None:
        lines.append(_("Decision: %(what)s", what=_outcome(entry.decision.outcome, entry.decision.amount)))
    elif entry.advice is None and not entry.settled:
        lines.append(_("Not decided."))
    return MinutesCase(
        str(one.id), f"{one.number}: {one.title}", tuple(lines), entry.decision is not None, entry.settled,
        tuple(LaterLines(_waits_for(each), tuple(_later(each))) for each in entry.later),
    )  # fmt: skip


def _waits_for(ballot: LaterBallot) -> str:
    """The change whose letter must be sent before it is told of; empty where it is told at once."""
    return str(ballot.change_id or ballot.claim_change_id or "")


def _later(ballot: LaterBallot) -> list[str]:
    """What was decided of the case afterwards, and the votes."""
    on, change = day(oslo_date(ballot.at)), ballot.change
    if change is not None and change.outcome is not None:
        said = _("Decided after an appeal, %(day)s: %(what)s", day=on, what=_outcome(change.outcome, change.amount))
    elif not ballot.claimed:
        said = _("Decided on %(day)s to claim no money back.", day=on)
    else:
        said = _("Decided on %(day)s to claim back %(amount)s kroner.", day=on, amount=show(ballot.claimed))
    return [said, *_votes(ballot)]


def _aside(aside: Aside, on: date, language: str) -> str:
    if aside.own:
        key = "disqualification_automatic"
    else:
        key = GROUND_LAW[aside.ground] if aside.ground else "disqualification_decided_by"
    said = _("%(name)s stepped aside (%(law)s).", name=aside.person.name, law=reference(key, on).text(language))
    for out, back in aside.times:
        said += " " + _("Out of the room from %(out)s", out=f"{oslo(out):%H.%M}")
        said += " " + _("to %(back)s.", back=f"{oslo(back):%H.%M}") if back else "."
    return said


def _votes(ballot: Ballot | LaterBallot | None) -> list[str]:
    if ballot is None:
        return []
    if not ballot.against:
        return [ngettext("%(num)d vote, for.", "Unanimous, with %(num)d votes.", ballot.in_favour)]
    said = _("%(for_)d votes for, %(against)d against.", for_=ballot.in_favour, against=ballot.against)
    leader = _("The vote of the leader decided.")
    return [f"{said} {leader}" if ballot.casting else said]


def _outcome(outcome: Outcome, amount: int) -> str:
    if outcome is Outcome.REFUSED:
        return _("refused.")
    if outcome is Outcome.DISMISSED:
        return _("dismissed.")
    given = show(amount)
    if outcome is Outcome.GRANTED:
        return _("granted, %(amount)s kroner.", amount=given)
    return _("partly granted, %(amount)s kroner.", amount=given)
