"""Declaring for a whole round on one list, and that there are no ties to any of the rest, confirmed by itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.grants.models import Application
from medvirkning.grants.queries import round_by_id
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Stale
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import grounds_of
from medvirkning.review.declaring_together import RowsBroken, declare_each, declare_rest, rest_of
from medvirkning.review.hints import hints_in_each
from medvirkning.review.models import Declaration
from medvirkning.review.undeclared import left_to_declare, undeclared, undeclared_among
from medvirkning.review.words import DeclarationAnswer
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import law_text
from medvirkning.web.labels.review import GROUND_MEANS
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import InProgramme, programme_at
from medvirkning.web.macros import PAGE
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.list_forms import DeclarationList, RestForm, Row, shown_ids

ON_A_PAGE = 25


@dataclass(frozen=True)
class ToDeclare(InProgramme):
    """A round, as one who works on its cases declares in it."""

    programme: Programme
    round: Round

    def url(self, endpoint: str = "queue.declarations", **values: Any) -> str:
        """Where its list is, or what goes with it."""
        return url_for(endpoint, slug=self.programme.slug, round_id=self.round.id, **values)


def round_to_declare(person: Person, slug: str, round_id: UUID) -> ToDeclare | None:
    """Loader: a round of this programme."""
    programme, the_round = programme_at(person, slug), round_by_id(round_id)
    if programme is None or the_round is None or the_round.programme_id != programme.id:
        return None
    return ToDeclare(programme, the_round)


@blueprint.route("/habilitet/<uuid:round_id>", methods=["GET", "POST"])
@requires(Can.DECLARE_IN_ROUND, round_to_declare)
def declarations(found: ToDeclare) -> Any:
    """The cases of the round that one has said nothing of, a page at a time, to be answered together."""
    someone = signed_in()
    left = left_to_declare(found.round.id, someone, found.programme.id)
    pages = page_count(left, ON_A_PAGE)
    page = asked_page(pages)
    form = _form(found, someone, page)
    if request.method == "POST" and not form.rows:  # the button was pressed twice, or they are answered elsewhere
        return redirect(found.url(), 303)
    if form.accepted():
        on_to_rest = request.form.get("act") == "rest"
        said = form.said
        if not said and not on_to_rest and len(form.rows) == len(shown_ids()):
            form.ask_for_one()
        else:
            try:
                with transaction():
                    made = declare_each(found.round, said, by=someone, at=now()) if said else []
            except RowsBroken as broken:
                form.object_to_rows(broken.rows)
            else:
                _tell(made)
                here = found.url(**{PAGE: str(page)} if page > 1 else {})
                return redirect(found.url("queue.rest") if on_to_rest else here, 303)
    told = render_template(
        "queue/declarations.html",
        programme=found.programme,
        round=found.round,
        form=form,
        left=left,
        page=page,
        pages=pages,
        zones={zone.id: zone for zone in found.programme.zones},
        law=law_text("disqualification"),
        means=GROUND_MEANS,
        back=url_for("queue.applications", slug=found.programme.slug, runde=found.round.id),
    )
    return told, form.status


@blueprint.route("/habilitet/<uuid:round_id>/resten", methods=["GET", "POST"])
@requires(Can.DECLARE_IN_ROUND, round_to_declare)
def rest(found: ToDeclare) -> Any:
    """Who a "no ties to any of the rest" would cover, each by name, to be confirmed."""
    someone, form = signed_in(), RestForm()
    if form.accepted():
        try:
            with transaction():
                made = declare_rest(found.round, seen=form.seen.data or "", by=someone, at=now())
        except Stale:
            form.object_to("none", _("The list has changed since you opened it. Read it once more before you confirm."))
            form.none.data = False
        else:
            _tell(made)
            return redirect(found.url(), 303)
    left = rest_of(found.round, someone)
    if not left.covered and not left.hinted:
        return redirect(found.url(), 303)
    told = render_template(
        "queue/rest.html",
        programme=found.programme,
        round=found.round,
        form=form,
        rest=left,
        later=left_to_declare(found.round.id, someone, found.programme.id) - len(left.covered) - len(left.hinted),
        law=law_text("disqualification"),
        back=found.url(),
    )
    return told, form.status


def _form(found: ToDeclare, someone: Person, page: int) -> DeclarationList:
    """The rows as they were sent, where they still wait for an answer; else those of the page."""
    round_id = found.round.id
    cases: list[Application] = (
        undeclared_among(round_id, someone, shown_ids()[:ON_A_PAGE])
        if request.method == "POST"
        else undeclared(round_id, someone, start=(page - 1) * ON_A_PAGE, most=ON_A_PAGE)
    )
    hints, grounds = hints_in_each(someone, cases), grounds_of(found.round, at=now())
    return DeclarationList([Row(each, hints[each.id], grounds) for each in cases])


def _tell(made: list[Declaration]) -> None:
    """How many answers were kept, and how many cases they closed."""
    aside = sum(each.answer is not DeclarationAnswer.NO for each in made)
    if made:
        flash(ngettext("%(num)d answer is saved.", "%(num)d answers are saved.", len(made)))
    if aside:
        flash(
            ngettext("%(num)d application is closed to you.", "%(num)d applications are closed to you.", aside), "info"
        )
