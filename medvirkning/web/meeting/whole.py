"""The whole list on one page: read once more, with reasons, and settled in one press."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.queries import criteria_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.mail.language import speaking
from medvirkning.mail.letters import compose
from medvirkning.permissions import Can
from medvirkning.review.authority import recommendations
from medvirkning.review.cases import points_seen_by
from medvirkning.review.deciding import AlreadyDecided, CaseBroken
from medvirkning.review.saved import names_of
from medvirkning.review.settling import AT_ONCE, Item, Reasons, decide_all, recommend_all, seal, to_settle
from medvirkning.review.words import MOST_REASONS, Outcome
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import kr
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, meeting_at
from medvirkning.web.meeting.page import mode_of
from medvirkning.web.meeting.reasons import draft_of_reasons


@blueprint.route("/<uuid:round_id>/alle", methods=["GET", "POST"])
@requires(Can.DECIDE, meeting_at)
def settle_all(meeting: Meeting) -> Any:
    """Everything this person can settle now, to be recommended, decided or confirmed in one press."""
    everything, unsaid = to_settle(meeting.round, signed_in())
    items, later = everything[:AT_ONCE], len(everything) - AT_ONCE
    recommends = _recommends(meeting, items)
    if request.method == "GET":
        return _page(meeting, items, unsaid, _drafts(meeting, items), later=later)
    said = {each.id: _said(each.id) for each in items}
    by, at, seen = signed_in(), now(), request.form.get("seen", "")
    try:
        with transaction():
            if recommends:
                settled = len(recommend_all(meeting.round, said, seen=seen, by=by, at=at))
            else:
                settled = len(decide_all(meeting.round, said, seen=seen, by=by, at=at, compose=compose))
    except CaseBroken as broken:
        return _page(meeting, items, unsaid, said, (broken.application_id, _why(broken)), later=later), 422
    except RuleBroken as broken:
        return _page(meeting, items, unsaid, said, (None, _why(broken)), later=later), 422
    except (Stale, AlreadyDecided):
        everything, left = to_settle(meeting.round, signed_in())
        again, later = everything[:AT_ONCE], len(everything) - AT_ONCE
        told = _("The list has changed. Nothing was done. Read it once more.")
        return _page(meeting, again, left, _drafts(meeting, again) | said, (None, told), later=later), 409
    if recommends:
        flash(ngettext("%(num)d case is recommended.", "%(num)d cases are recommended.", settled))
    else:
        flash(ngettext("%(num)d case is decided.", "%(num)d cases are decided.", settled))
    onward = "meeting.settle_all" if later > 0 else "meeting.decisions"
    return redirect(url_for(onward, slug=meeting.programme.slug, round_id=meeting.round.id), 303)


def _recommends(meeting: Meeting, items: list[Item]) -> bool:
    """Whether the press recommends: the scheme's group doesn't decide, and these are not recommended yet."""
    advised = recommendations(meeting.round.id)
    return not mode_of(meeting.round)["elected"] and any(each.id not in advised for each in items)


def _said(application_id: UUID) -> Reasons:
    return Reasons(
        request.form.get(f"reasons-{application_id}", "")[:MOST_REASONS],
        request.form.get(f"cut-{application_id}", "")[:MOST_REASONS],
    )


def _drafts(meeting: Meeting, items: list[Item]) -> dict[UUID, Reasons]:
    """First drafts of the reasons, in each applicant's language; those of a recommendation as they were written."""
    advised, criteria = recommendations(meeting.round.id), criteria_of(meeting.round)[1]
    unwritten = [item.id for item in items if item.id not in advised]
    applications, given = _applications(unwritten), points_seen_by(signed_in(), unwritten)
    found = {}
    for item in items:
        if (advice := advised.get(item.id)) is not None:
            found[item.id] = Reasons(advice.reasons, advice.cut_reasons)
            continue
        application = applications[item.id]
        cut = _cut(meeting, application) if item.outcome is Outcome.PARTLY else ""
        found[item.id] = Reasons(draft_of_reasons(application, criteria, given.get(item.id, [])), cut)
    return found


def _applications(ids: list[UUID]) -> dict[UUID, Application]:
    return {each.id: each for each in db.session.scalars(select(Application).where(Application.id.in_(ids)))}


def _cut(meeting: Meeting, application: Application) -> str:
    with speaking(application.language):
        return _(
            "There was %(pot)s to share out in this round, and more was applied for than there was money for.",
            pot=kr(meeting.round.pot),
        )


def _why(broken: RuleBroken) -> str:
    return " ".join(sentence(each.code, each.facts) for each in broken.objections)


def _page(
    meeting: Meeting,
    items: list[Item],
    unsaid: list[UUID],
    said: dict[UUID, Reasons],
    fault: tuple[UUID | None, str] = (None, ""),
    *,
    later: int,
) -> str:
    the_round = meeting.round
    total = sum(each.amount for each in items)
    return render_template(
        "meeting/settle_all.html",
        meeting=meeting,
        round=the_round,
        items=items,
        applications=_applications([each.id for each in items]),
        later=max(later, 0),
        said=said,
        unsaid=names_of(unsaid),
        seen=seal(items),
        total=total,
        left=the_round.pot - the_round.granted - total,
        recommends=_recommends(meeting, items),
        mode=mode_of(the_round),
        fault=fault,
        most=MOST_REASONS,
    )
