"""The minutes: for those who work in the programme, as a page and a PDF."""

from flask import Response, render_template

from medvirkning.mail.minutes import minutes, minutes_pdf
from medvirkning.permissions import Can
from medvirkning.review.protocol import is_public, protocol
from medvirkning.web.access import requires, signed_in
from medvirkning.web.locale import locale
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, meeting_at


@blueprint.get("/<uuid:round_id>/protokoll")
@requires(Can.READ_MEETING, meeting_at)
def read_minutes(found: Meeting) -> str:
    """The minutes so far, or as they stand when the meeting is closed."""
    told = protocol(found.round, signed_in())
    return render_template(
        "meeting/minutes.html",
        meeting=found,
        round=found.round,
        minutes=minutes(told, locale()),
        final=is_public(told.meeting),
    )


@blueprint.get("/<uuid:round_id>/protokoll.pdf")
@requires(Can.READ_MEETING, meeting_at)
def minutes_file(found: Meeting) -> Response:
    """The minutes as a file, in the page's language."""
    response = Response(minutes_pdf(minutes(protocol(found.round, signed_in()), locale())), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"protokoll-{found.round.slug}.pdf")
    response.headers["Cache-Control"] = "no-store"
    return response
