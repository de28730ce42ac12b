"""The poster of a stop as a file."""

from flask import Response, current_app, url_for

from medvirkning.mail.stop_poster import file_name, stop_poster
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.stops.blueprint import blueprint
from medvirkning.web.stops.loaders import Found, Poster, poster_of


@blueprint.get("/<slug>/arbeid/turplan/<uuid:stop_id>/plakat-<any(a4, a3):size>-<any(nb, nn):language>.pdf")
@requires(Can.READ_STOPS, poster_of)
def poster(wanted: Poster) -> Response:
    """A4 or A3, in bokmål or in nynorsk."""
    found: Found = wanted.found
    base = current_app.config["SETTINGS"].base_url
    content = stop_poster(
        found.stop,
        size=wanted.size,
        language=wanted.language,
        address=base + url_for("stops.shown_stop", **found.here),
        page=base + url_for("stops.tour", slug=found.programme.slug),
    )
    response = Response(content, mimetype="application/pdf")
    name = file_name(found.stop, size=wanted.size, language=wanted.language)
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response
