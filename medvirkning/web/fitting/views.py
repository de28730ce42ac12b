"""«Does it fit?»: a few questions before one applies. No account, nothing stored; advice, and never a wall."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.drafts import WHOLE_AREA
from medvirkning.grants.fitting import ELSEWHERE, Wish, speaks_against
from medvirkning.grants.queries import phase_of, scheme_by_slug
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.grants.words import ApplicantKind, RoundPhase
from medvirkning.kernel.clock import now, today
from medvirkning.web.access import public
from medvirkning.web.filters import best
from medvirkning.web.fitting.forms import FitForm
from medvirkning.web.labels.lookup import label, sentence
from medvirkning.web.loading import programme_or_404

blueprint = Blueprint("fitting", __name__)
ASKED = "svar"  # the button's name: the answers have been sent


@blueprint.get("/<slug>/tilskudd/<scheme_slug>/passer-det")
@public
def fit(slug: str, scheme_slug: str) -> Any:
    """The questions, and what the answers come to."""
    programme = programme_or_404(slug)
    scheme = scheme_by_slug(programme.id, scheme_slug) or abort(404)
    not_funded = {str(place): best(one.text) for place, one in enumerate(scheme.not_funded, 1)}
    form = FitForm()
    form.hvem.choices = {kind.value: label(kind) for kind in ApplicantKind}
    form.hvor.choices = {
        "": _("Choose"),
        **{str(zone.id): zone.name for zone in programme.zones},
        WHOLE_AREA: _("All of %(programme)s", programme=programme.name),
        ELSEWHERE: _("Somewhere else"),
    }
    form.med.choices = not_funded
    asked, status = ASKED in request.args, 200
    if asked and not form.validate():
        asked, status = False, 422
    open_ = next((each for each in scheme.rounds if phase_of(each, at=now()) is RoundPhase.OPEN), None)
    wish = _wish(form, not_funded, scheme)
    return (
        render_template(
            "fitting/fit.html",
            scheme=scheme,
            form=form,
            asked=asked,
            advice=_advice(wish, scheme, open_) if asked else [],
            answered=wish != Wish(),
            stopped=bool(wish.stopping),
            round=open_,
            onwards=_onwards(open_, form) if open_ else "",
        ),
        status,
    )


def _wish(form: FitForm, not_funded: dict[str, str], scheme: Scheme) -> Wish:
    included = tuple(text for key, text in not_funded.items() if key in (form.med.data or ()))
    return Wish(
        kind=ApplicantKind(form.hvem.data) if form.hvem.data in set(ApplicantKind) else None,
        where=form.hvor.data or "",
        asked=form.kroner.data,
        starts_on=form.nar.data,
        included=included,
        stopping=tuple(best(one.text) for one in scheme.not_funded if one.stops and best(one.text) in included),
    )


def _advice(wish: Wish, scheme: Scheme, round_: Round | None) -> list[str]:
    found = speaks_against(wish, scheme.terms, answer_by=round_.answer_day(today()) if round_ else None, on=today())
    return [sentence(each.code, {k: v for k, v in each.facts.items() if k != "field"}) for each in found]


def _onwards(round_: Round, form: FitForm) -> str:
    """The way into an application, with what it can use of the answers."""
    told: dict[str, Any] = {
        name: request.args.get(name, "")[:40] for name in ("hvem", "hvor", "kroner", "nar") if form[name].data
    }
    return url_for("applying.new", round_id=round_.id, **told)
