"""What one can apply for: the schemes of a programme, each one's rules, and its rounds. Read without signing in."""

from datetime import date
from typing import Any

from flask import abort, render_template
from flask_babel import format_date

from medvirkning.grants.awarded import day_of_year
from medvirkning.grants.queries import (
    criteria_of,
    last_round,
    phase_of,
    round_numbers,
    scheme_by_slug,
    schemes_of,
    unanswered,
)
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.grants.words import ApplicantKind, RoundPhase
from medvirkning.kernel.clock import now
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.schemes import calendar  # noqa: F401  (its view is this blueprint's too)
from medvirkning.web.schemes.blueprint import blueprint


@blueprint.get("/<slug>/tilskudd")
@public
def scheme_list(slug: str) -> str:
    """The schemes, those one can apply to now first."""
    schemes = [(scheme, *_rounds(scheme)) for scheme in schemes_of(programme_or_404(slug).id)]
    schemes.sort(key=lambda found: not found[1])
    return render_template("schemes/scheme_list.html", schemes=schemes)


@blueprint.get("/<slug>/tilskudd/<scheme_slug>")
@public
def scheme(slug: str, scheme_slug: str) -> str:
    """One scheme: what it is for, who may apply, what is looked for, and how it went last time."""
    found = _scheme_or_404(slug, scheme_slug)
    open_, coming = _rounds(found)
    return render_template("schemes/scheme.html", open_rounds=open_, coming=coming, **_about(found, [*open_, *coming]))


@blueprint.get("/<slug>/tilskudd/<scheme_slug>/<round_slug>")
@public
def scheme_round(slug: str, scheme_slug: str, round_slug: str) -> str:
    """One round: its dates and money, and the way into an application."""
    found = _scheme_or_404(slug, scheme_slug)
    round_ = next((round_ for round_ in found.rounds if round_.slug == round_slug), None)
    if round_ is None:
        abort(404)
    phase = phase_of(round_, at=now())
    return render_template(
        "schemes/scheme_round.html", round=round_, phase=phase, phases=RoundPhase, **_about(found, [round_])
    )


def _scheme_or_404(slug: str, scheme_slug: str) -> Scheme:
    found = scheme_by_slug(programme_or_404(slug).id, scheme_slug)
    if found is None:
        abort(404)
    return found


def _rounds(scheme: Scheme) -> tuple[list[Round], list[Round]]:
    """The rounds that are open, and those to come."""
    at = now()
    found = [(phase_of(round_, at=at), round_) for round_ in scheme.rounds]
    return (
        [round_ for phase, round_ in found if phase is RoundPhase.OPEN],
        [round_ for phase, round_ in found if phase is RoundPhase.COMING],
    )


def _about(scheme: Scheme, rounds: list[Round]) -> dict[str, Any]:
    """What both pages tell of a scheme. The criteria are those of the round in question, or of the newest one."""
    of = rounds[0] if rounds else scheme.rounds[-1] if scheme.rounds else None
    criteria_set, criteria = criteria_of(of) if of else (None, [])
    last = last_round(scheme, at=now())
    return {
        "scheme": scheme,
        "kinds": [kind for kind in ApplicantKind if kind in scheme.applicant_kinds],
        "covered": [zone.name for zone in scheme.programme.zones if zone.code in scheme.zones],
        "report_day": _day_of_year(scheme.report_day),
        "criteria_set": criteria_set,
        "criteria": criteria,
        "last": last,
        "last_answered": last is not None and not unanswered([last.id]),
        "last_numbers": round_numbers([last.id])[last.id] if last else None,
    }


def _day_of_year(written: str) -> str:
    """`15. desember` for `12-15`; nothing for nothing."""
    found = day_of_year(written)
    return format_date(date(2001, *found), "d.\N{NO-BREAK SPACE}MMMM") if found else ""
