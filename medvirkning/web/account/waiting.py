"""What waits for an applicant, counted from the applications in hand: one more look at the database, for messages."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from flask import url_for
from flask_babel import ngettext

from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState


class Waiting(NamedTuple):
    """One line: how many of something, and where it leads. To the list where there are several."""

    text: str
    href: str


def waiting(applications: Sequence[Application], unread: Mapping[UUID, int]) -> list[Waiting]:
    """What waits for the one who owns these, the most pressing first. `unread` is messages to them, by case."""
    with_messages = [each for each in applications if unread.get(each.id)]
    messages = sum(unread[each.id] for each in with_messages)
    found = [_line(with_messages, "applying.messages", lambda _: _messages(messages))] if messages else []
    for state, worded in _BY_STATE.items():
        those = [each for each in applications if each.state is state]
        if those:
            found.append(_line(those, "applying.tasks", worded))
    return found


def _line(those: Sequence[Application], endpoint: str, worded: Callable[[int], str]) -> Waiting:
    alone = url_for(endpoint, application_id=those[0].id) if len(those) == 1 else "#own-applications"
    return Waiting(worded(len(those)), alone)


def _messages(count: int) -> str:
    return ngettext("%(num)d message to read", "%(num)d messages to read", count)


def _corrections(count: int) -> str:
    return ngettext("%(num)d application to correct", "%(num)d applications to correct", count)


def _repayments(count: int) -> str:
    return ngettext("%(num)d case about repayment", "%(num)d cases about repayment", count)


def _reports(count: int) -> str:
    return ngettext("%(num)d report to send", "%(num)d reports to send", count)


def _answers(count: int) -> str:
    return ngettext("%(num)d answer has come", "%(num)d answers have come", count)


def _drafts(count: int) -> str:
    return ngettext("%(num)d draft that is not sent", "%(num)d drafts that are not sent", count)


_BY_STATE: dict[ApplicationState, Callable[[int], str]] = {
    ApplicationState.NEEDS_FIX: _corrections,
    ApplicationState.REPAYMENT: _repayments,
    ApplicationState.REPORT_DUE: _reports,
    ApplicationState.LETTER_SENT: _answers,
    ApplicationState.DRAFT: _drafts,
}
