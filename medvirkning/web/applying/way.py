"""The way through an application: which sections it has, where each is, and what comes next."""

from datetime import date, datetime
from typing import Any

from flask import request, url_for

from medvirkning.grants.models import Application
from medvirkning.grants.queries import Progress, answers
from medvirkning.grants.rules import later_by
from medvirkning.grants.schemes import WantedAttachment
from medvirkning.grants.sections import asked_for
from medvirkning.grants.words import Section
from medvirkning.kernel.clock import oslo_date
from medvirkning.web.filters import clock_time, short_day

FROM_CHECK = "sjekk"  # ?fra=sjekk: one came from the check page, and goes back there


def sections_of(application: Application) -> list[Section]:
    """The sections this application has: no page for attachments where none are wanted."""
    written = answers(application, [])
    scheme = application.round.scheme
    wanted = any(asked_for(one.wanted, written, scheme.terms) for one in scheme.wanted)
    return [section for section in Section if section is not Section.ATTACHMENTS or wanted]


def answer_day_of(application: Application) -> date | None:
    """The day by which there is an answer to what has been sent."""
    return application.round.answer_day(oslo_date(application.sent_at or application.updated_at))


def later_day(application: Application, wanted: WantedAttachment, *, at: datetime) -> date | None:
    """The last day for an attachment that comes later; None where the scheme names none."""
    deadline = application.round.deadline
    sent_on = oslo_date(application.sent_at or at)
    return later_by(oslo_date(deadline) if deadline else None, wanted.later_days, sent_on=sent_on)


def address(application: Application, section: Section | None, **query: Any) -> str:
    """The address of a section's page; of the check page when there is no section."""
    name = "check" if section is None else section.value
    return url_for(f"applying.{name}", application_id=application.id, **query)


def after(application: Application, section: Section) -> str:
    """Where «Save and continue» leads."""
    sections = sections_of(application)
    place = sections.index(section) + 1
    if request.args.get("fra") == FROM_CHECK or place == len(sections):
        return address(application, None)
    return address(application, sections[place])


def next_step(application: Application, progress: Progress) -> tuple[Section | None, str]:
    """The first section that lacks something and its address; the check page when nothing does."""
    return progress.next_section, address(application, progress.next_section)


def saved_when(application: Application, *, at: datetime) -> str:
    """When it was saved last: `kl. 14.32`, with the day when that is another one."""
    then = application.updated_at
    day = "" if oslo_date(then) == oslo_date(at) else f"{short_day(then)} "
    return day + clock_time(then)
