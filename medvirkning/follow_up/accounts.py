"""What a report must hold: what was done, the money line by line, and what goes with photos and large grants."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from medvirkning.follow_up.words import MOST_TEXT, FollowWord, ReportFile
from medvirkning.grants.awarded import needs_auditor
from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it is written: nothing of it needs to be there, or to make sense. `spent` is by budget line."""

    what: str = ""
    evaluation: str = ""
    participants: str = ""
    left_over: str = ""
    spent: Mapping[str, str] = field(default_factory=dict)
    consent: bool = False
    files: Collection[str] = ()
    signed_by: str = ""
    second_name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a grant's report must hold: the positions of the approved expenses, and what the scheme asked on the yes.

    `auditor_from` in kroner; `receipts` where the money, or some of it, is paid against them.
    """

    lines: Collection[str]
    granted: int
    auditor_from: int | None = None
    second_signer: bool = False
    receipts: bool = False


def read_amount(written: str) -> int | None:
    """Kroner, or None for what can't be read as an amount."""
    try:
        return kroner.parse(written)
    except kroner.NotKroner:
        return None


def spent_in_all(spent: Mapping[str, str]) -> int:
    """What is accounted for, in kroner; what can't be read counts as nothing."""
    return sum(read_amount(written) or 0 for written in spent.values())


def what_stops_report(told: Told, asked: Asked) -> list[Objection]:
    """Everything that stands in the way of sending."""
    found = [*_texts(told), *_money(told, asked.lines, asked.granted)]
    if asked.second_signer:
        found += _second(told)
    if asked.receipts and ReportFile.RECEIPT not in told.files:
        found.append(Objection(FollowWord.RECEIPTS_MISSING, None, field="receipt"))
    if ReportFile.PHOTO in told.files and not told.consent:
        found.append(Objection(FollowWord.CONSENT_MISSING, None, field="consent"))
    if needs_auditor(asked.granted, asked.auditor_from) and ReportFile.AUDITOR not in told.files:
        found.append(Objection(FollowWord.AUDITOR_MISSING, None, field="auditor", least=asked.auditor_from))
    return found


def may_ask_more(answer_by: date, today: date) -> list[Objection]:
    """More is asked for with a day that lies ahead."""
    return [] if answer_by > today else [Objection(FollowWord.DAY_TOO_EARLY)]


def _second(told: Told) -> list[Objection]:
    """Two people vouch for the report, so the second is not the first."""
    if not told.second_name.strip():
        return [Objection(FollowWord.SECOND_NAME_MISSING, None, field="second_name")]
    if told.second_name.casefold().split() == told.signed_by.casefold().split():
        return [Objection(FollowWord.SECOND_IS_SENDER, None, field="second_name")]
    return []


def _texts(told: Told) -> list[Objection]:
    found = []
    for name, missing in (("what", FollowWord.WHAT_MISSING), ("evaluation", FollowWord.EVALUATION_MISSING)):
        text = getattr(told, name)
        if not text.strip():
            found.append(Objection(missing, None, field=name))
        elif len(text) > MOST_TEXT:
            found.append(Objection(FollowWord.TEXT_TOO_LONG, None, field=name, most=MOST_TEXT))
    count = "".join(told.participants.split())
    if not (count.isascii() and count.isdigit() and len(count) < 7):
        found.append(Objection(FollowWord.PARTICIPANTS_UNREADABLE, None, field="participants"))
    return found


def _money(told: Told, lines: Collection[str], granted: int) -> list[Objection]:
    found = [
        Objection(FollowWord.SPENT_UNREADABLE, None, field=f"spent-{line}")
        for line in lines
        if read_amount(told.spent.get(line, "")) is None
    ]
    left = read_amount(told.left_over)
    if left is None:
        found.append(Objection(FollowWord.LEFT_OVER_UNREADABLE, None, field="left_over"))
    elif left > granted:
        found.append(Objection(FollowWord.LEFT_OVER_TOO_MUCH, None, field="left_over", granted=granted))
    return found
