"""What an elected group's meeting shows everybody: the agenda once nobody can apply any more, and the minutes after."""

from flask import Blueprint, Response, abort, render_template

from medvirkning.grants.queries import scheme_by_slug
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import PRIVATE, DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.mail.minutes import minutes, minutes_pdf
from medvirkning.review.attendance import meeting_of
from medvirkning.review.protocol import agenda, is_public, protocol
from medvirkning.review.quorum import may_open
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale

blueprint = Blueprint("minutes", __name__, url_prefix="/<slug>/tilskudd/<scheme_slug>/<round_slug>")


@blueprint.get("/saksliste")
@public
def public_agenda(slug: str, scheme_slug: str, round_slug: str) -> str:
    """The cases of the meeting. Private people are not named."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    meeting = meeting_of(the_round.id)
    return render_template(
        "minutes/agenda.html",
        round=the_round,
        cases=agenda(the_round),
        private=PRIVATE,
        ready=is_public(meeting),
    )


@blueprint.get("/protokoll")
@public
def public_minutes(slug: str, scheme_slug: str, round_slug: str) -> str:
    """The minutes of a meeting that is closed."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    if not is_public(meeting_of(the_round.id)):
        abort(404)
    told = minutes(protocol(the_round, None), locale())
    return render_template("minutes/minutes.html", round=the_round, minutes=told)


@blueprint.get("/protokoll.pdf")
@public
def public_file(slug: str, scheme_slug: str, round_slug: str) -> Response:
    """The same, as a file."""
    the_round = _round_or_404(slug, scheme_slug, round_slug)
    if not is_public(meeting_of(the_round.id)):
        abort(404)
    response = Response(minutes_pdf(minutes(protocol(the_round, None), locale())), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"protokoll-{the_round.slug}.pdf")
    return response


def _round_or_404(slug: str, scheme_slug: str, round_slug: str) -> Round:
    """A round of an elected group's scheme that nobody can apply in any more."""
    scheme = scheme_by_slug(programme_or_404(slug).id, scheme_slug)
    found = None if scheme is None else next((each for each in scheme.rounds if each.slug == round_slug), None)
    if found is None or found.scheme.deciding_mode is not DecidingMode.ELECTED or may_open(found.deadline, at=now()):
        abort(404)
    return found
