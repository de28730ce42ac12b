"""What an elected group's meetings show everybody: the agenda once nobody can apply any more, and the minutes after."""

from flask import Blueprint, Response, abort, render_template

from medvirkning.grants.queries import scheme_by_slug
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import PRIVATE, DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.mail.minutes import minutes_pdf
from medvirkning.mail.minutes_read import minutes_of
from medvirkning.review.meetings import Meeting
from medvirkning.review.protocol import announced, is_public
from medvirkning.review.quorum import may_open
from medvirkning.review.sittings import meetings_of
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale

blueprint = Blueprint("minutes", __name__, url_prefix="/<slug>/tilskudd/<scheme_slug>/<round_slug>")


@blueprint.get("/saksliste")
@public
def public_agenda(slug: str, scheme_slug: str, round_slug: str) -> str:
    """The cases there are to decide, and the minutes there are."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    over = [each for each in meetings_of(the_round.id) if is_public(each)]
    shown = {"round": the_round, "cases": announced(the_round), "private": PRIVATE, "meetings": over}
    return render_template("minutes/agenda.html", **shown)


@blueprint.get("/protokoll")
@blueprint.get("/protokoll/<int(min=1):number>")
@public
def public_minutes(slug: str, scheme_slug: str, round_slug: str, number: int = 0) -> str:
    """The minutes of a meeting that is closed: the latest, where none is named."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    meetings, held = _held_or_404(the_round, number)
    told = minutes_of(the_round, held, None, locale())
    return render_template("minutes/minutes.html", round=the_round, minutes=told, meetings=meetings, held=held)


@blueprint.get("/protokoll.pdf")
@blueprint.get("/protokoll/<int(min=1):number>.pdf")
@public
def public_file(slug: str, scheme_slug: str, round_slug: str, number: int = 0) -> Response:
    """The same, as a file."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    _meetings, held = _held_or_404(the_round, number)
    response = Response(minutes_pdf(minutes_of(the_round, held, None, locale())), mimetype="application/pdf")
    name = f"protokoll-{the_round.slug}-{held.number}.pdf" if held.number > 1 else f"protokoll-{the_round.slug}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _held_or_404(the_round: Round, number: int) -> tuple[list[Meeting], Meeting]:
    """The round's meetings that are over, and the one with this number, or the latest."""
    over = [each for each in meetings_of(the_round.id) if is_public(each)]
    found = next((each for each in reversed(over) if number in (0, each.number)), None)
    return (over, found) if found is not None else abort(404)


def _round_or_404(slug: str, scheme_slug: str, round_slug: str) -> Round:
    """A round of an elected group's scheme that nobody can apply in any more."""
    scheme = scheme_by_slug(programme_or_404(slug).id, scheme_slug)
    found = None if scheme is None else next((each for each in scheme.rounds if each.slug == round_slug), None)
    if found is None or found.scheme.deciding_mode is not DecidingMode.ELECTED or may_open(found.deadline, at=now()):
        abort(404)
    return found
