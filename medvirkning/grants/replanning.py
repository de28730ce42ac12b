"""Changing a round that is announced: more time, another pot, other days; never what people have lost by."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.announcing import RoundPlan, change_objections, round_objections
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import Intake
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo, oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person


def change_round(round_: Round, plan: RoundPlan, *, reason: str, by: Person, at: datetime) -> None:
    """Change what has been announced, with a reason. Whoever has a draft in it is told by e-mail.

    Raises RuleBroken where the rules of `announcing` say no.
    """
    hold(round_)
    before = RoundPlan(round_.deadline, round_.pot, round_.meeting_on, round_.answer_by)
    found = change_objections(before, plan, reason, granted=round_.granted, at=at)
    last, rolling = oslo_date(plan.deadline or round_.opens_at), round_.scheme.intake is Intake.ROLLING
    days = round_objections(round_.opens_at, plan.deadline, plan.meeting_on, plan.answer_by, last=last, rolling=rolling)
    refuse([*found, *days])
    changed = {name: _plain(getattr(plan, name)) for name in RoundPlan.__slots__
               if getattr(plan, name) != getattr(before, name)}  # fmt: skip
    for name in changed:
        setattr(round_, name, getattr(plan, name))
    was = {name: _plain(getattr(before, name)) for name in changed}
    facts = {"was": was, "is": changed, "reason": reason.strip()}
    record(round_, "round_changed", by=by, at=at, programme_id=round_.programme_id, facts=facts)
    _tell_writers(round_, set(changed), reason.strip(), at)


def _tell_writers(round_: Round, changed: set[str], reason: str, at: datetime) -> None:
    """One mail to each who has a draft, in the language of the draft."""
    drafts = select(Application).where(Application.round_id == round_.id, Application.state == ApplicationState.DRAFT)
    told: set[UUID] = set()
    for draft in db.session.scalars(drafts.order_by(Application.begun_at, Application.id)):
        if draft.owner_id in told:
            continue
        told.add(draft.owner_id)
        about = {name: _plain(getattr(round_, name)) if name in changed else "" for name in ("meeting_on", "answer_by")}
        ends = round_.deadline if "deadline" in changed else None
        about["deadline_on"] = oslo_date(ends).isoformat() if ends else ""
        about["deadline_at"] = f"{oslo(ends):%H.%M}" if ends else ""
        about["pot"] = round_.pot if "pot" in changed else 0
        post(
            "round_changed", to=draft.owner.email, language=draft.language, at=at, reason=reason,
            round=round_.name.text(draft.language), page=f"/soknad/{draft.id}", **about,
        )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
