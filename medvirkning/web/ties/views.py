"""One's own roles and ties, looked over every half year; and everybody's, for the chair and the auditor."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now, oslo_date, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can, can
from medvirkning.programmes.models import Programme
from medvirkning.review.hints import looked_over, register_of_ties, tie_of, ties_of
from medvirkning.review.impartiality import renewal_due
from medvirkning.review.tying import end_tie, look_over, register_tie
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.cases import law_text
from medvirkning.web.loading import programme_at
from medvirkning.web.ties.blueprint import blueprint
from medvirkning.web.ties.forms import AT_FIELD, TieForm


@blueprint.route("", methods=["GET", "POST"])
@requires(Can.KEEP_TIES, programme_at)
def mine(programme: Programme) -> Any:
    """One's own list: add a tie, end one, or say that the list is right as it stands."""
    if request.form.get("ends") or request.form.get("whole"):
        return _changed(programme)
    someone, form = signed_in(), TieForm()
    if form.accepted():
        try:
            with transaction():
                register_tie(**form.said, by=someone, at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("It is on your list."))
            return redirect(url_for("ties.mine", slug=programme.slug), 303)
    seen = looked_over([someone.id]).get(someone.id)
    page = render_template(
        "ties/mine.html",
        programme=programme,
        form=form,
        ties=ties_of(someone.id),
        seen=seen,
        due=renewal_due(oslo_date(seen.at) if seen else None, today()),
        law=law_text("disqualification"),
        reads_all=can(standings(someone, programme), Can.READ_TIES),
    )
    return page, form.status


def _changed(programme: Programme) -> Any:
    """A tie has ended, or the list is whole."""
    someone = signed_in()
    with transaction():
        if request.form.get("whole"):
            look_over(by=someone, at=now())
        elif (tie := tie_of(someone.id, _id(request.form.get("ends", "")))) is not None:
            end_tie(tie, by=someone, at=now())
    flash(_("Thank you. The list is up to date."))
    return redirect(url_for("ties.mine", slug=programme.slug), 303)


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)


@blueprint.get("/alle")
@requires(Can.READ_TIES, programme_at)
def everybodys(programme: Programme) -> str:
    """Everybody's ties, and when they last looked them over."""
    return render_template(
        "ties/everybodys.html",
        programme=programme,
        rows=[
            (person, ties, seen, renewal_due(oslo_date(seen.at) if seen else None, today()))
            for person, ties, seen in register_of_ties(programme.id)
        ],
        keeps_own=can(standings(signed_in(), programme), Can.KEEP_TIES),
    )
