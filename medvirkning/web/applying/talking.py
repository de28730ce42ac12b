"""The applicant's messages with those who handle the case."""

from typing import Any

from flask import redirect, render_template, request
from flask_babel import lazy_gettext as _l

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.permissions import Can
from medvirkning.review.talk import messages_of
from medvirkning.review.words import MOST_MESSAGE
from medvirkning.review.writing import read_messages, write_to_staff
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.way import address
from medvirkning.web.fields import long_text
from medvirkning.web.forms import Form


class MessageForm(Form):
    """A message to those who handle the case."""

    text = long_text(_l("Message"), most=MOST_MESSAGE, required=_l("Write something"))


@blueprint.route("/<uuid:application_id>/meldinger", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def messages(application: Application) -> Any:
    """The thread; a press on «I have read it» needs no words."""
    if application.state in NOT_SENT:
        return redirect(address(application, None), 303)
    form = MessageForm()
    if request.method == "POST" and not form.switches_language and "read" in request.form:
        with transaction():
            read_messages(application, from_applicant=False, at=now())
        return redirect(request.path, 303)
    if form.accepted():
        with transaction():
            write_to_staff(application, form.text.data or "", by=signed_in(), at=now())
        return redirect(request.path, 303)
    said = messages_of(application.id)
    unread = [each for each in said if not each.from_applicant and each.read_at is None]
    page = render_template("applying/messages.html", application=application, form=form, messages=said, unread=unread)
    return page, form.status
