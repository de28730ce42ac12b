"""What was said at a stop and answered since: chosen by a coordinator, told on the stop's page and on a poster."""

from typing import Any
from uuid import UUID

import wtforms
from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.caravan.reply_queries import Reply, heard_at, replies_at
from medvirkning.caravan.reply_rules import MOST_REPLIES, shortened
from medvirkning.caravan.replying import tell_at_stop
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.reply_poster import file_name, outcomes, reply_poster
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import choices
from medvirkning.web.forms import Form
from medvirkning.web.stops.blueprint import blueprint
from medvirkning.web.stops.loaders import Found, Poster, poster_of, stop_at

AT_FIELD = {Fault.NOT_TO_TELL: "told", Fault.TOO_MANY_REPLIES: "told"}
MOST_SHOWN = 300  # characters of each text; the rest stands on the board


class RepliesForm(Form):
    """Which of them are told. One that can't be any more is the action's to refuse."""

    told = wtforms.SelectMultipleField(_l("What do you want to tell?"), validate_choice=False)

    def __init__(self, replies: list[Reply], **values: Any) -> None:
        super().__init__(**values)
        self.told.choices = choices(*((str(one.contribution_id), shortened(one.said, MOST_SHOWN)) for one in replies))

    @property
    def chosen(self) -> list[UUID]:
        """What was ticked. What is no id can't be told, as one that nobody has."""
        return [_id(written) for written in self.told.data or ()]


@blueprint.route("/<slug>/arbeid/turplan/<uuid:stop_id>/svar", methods=["GET", "POST"])
@requires(Can.PLAN_STOPS, stop_at)
def replies(found: Found) -> Any:
    """Choose what is told. The newest are ticked until somebody has chosen."""
    stop, on_offer = found.stop, replies_at(found.stop)
    told = replies_at(stop, chosen=True)
    ticked = [str(one.contribution_id) for one in told or on_offer[:MOST_REPLIES]]
    form = RepliesForm(on_offer, told=ticked)
    if form.accepted():
        try:
            with transaction():
                tell_at_stop(stop, form.chosen, by=signed_in(), at=now())
        except RuleBroken as broken:
            on_offer = replies_at(stop)
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("It stands on the page of the stop, and the poster is ready.") if form.chosen
                  else _("Nothing is told at this stop now."))  # fmt: skip
            return redirect(url_for(".stop", **found.here, _anchor="replies"), 303)
    page = render_template(
        "stops/replies.html",
        found=found,
        form=form,
        replies={str(one.contribution_id): one for one in on_offer},
        told=bool(told),
        heard=heard_at(stop),
        outcomes=outcomes(),
        shortened=shortened,
        most=MOST_REPLIES,
        shown=MOST_SHOWN,
    )
    return page, form.status if request.method == "POST" else 200


@blueprint.get("/<slug>/arbeid/turplan/<uuid:stop_id>/svar-<any(a4, a3):size>-<any(nb, nn):language>.pdf")
@requires(Can.READ_STOPS, poster_of)
def replies_poster(wanted: Poster) -> Response:
    """A4 or A3, in bokmål or in nynorsk; not there while nothing is told."""
    found: Found = wanted.found
    told = replies_at(found.stop, chosen=True)
    if not told:
        abort(404)
    board = current_app.config["SETTINGS"].base_url + url_for("board.contributions", slug=found.programme.slug)
    content = reply_poster(found.stop, told, size=wanted.size, language=wanted.language, board=board)
    response = Response(content, mimetype="application/pdf")
    name = file_name(found.stop, size=wanted.size, language=wanted.language)
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)
