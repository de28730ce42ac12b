"""The minutes of a round's meetings: for those who work in the programme, as a page and a PDF."""

from flask import Response, render_template

from medvirkning.mail.minutes import minutes_pdf
from medvirkning.mail.minutes_read import minutes_of
from medvirkning.permissions import Can
from medvirkning.review.sittings import meetings_of
from medvirkning.web.access import requires, signed_in
from medvirkning.web.locale import locale
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Sitting, sitting_at


@blueprint.get("/<uuid:round_id>/protokoll")
@blueprint.get("/<uuid:round_id>/protokoll/<int(min=1):number>")
@requires(Can.READ_MEETING, sitting_at)
def read_minutes(found: Sitting) -> str:
    """The minutes so far, or as they stand when the meeting is closed; of the newest meeting where none is named."""
    the_round = found.meeting.round
    return render_template(
        "meeting/minutes.html",
        meeting=found.meeting,
        round=the_round,
        held=found.held,
        meetings=meetings_of(the_round.id),
        minutes=minutes_of(the_round, found.held, signed_in(), locale()),
    )


@blueprint.get("/<uuid:round_id>/protokoll.pdf")
@blueprint.get("/<uuid:round_id>/protokoll/<int(min=1):number>.pdf")
@requires(Can.READ_MEETING, sitting_at)
def minutes_file(found: Sitting) -> Response:
    """The minutes as a file, in the page's language."""
    the_round, number = found.meeting.round, found.held.number if found.held else 1
    file = minutes_pdf(minutes_of(the_round, found.held, signed_in(), locale()))
    response = Response(file, mimetype="application/pdf")
    name = f"protokoll-{the_round.slug}-{number}.pdf" if number > 1 else f"protokoll-{the_round.slug}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
