"""Taking in a file that a tablet has saved where there was no network."""

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from medvirkning.caravan.bringing_files import bring_file
from medvirkning.kernel.clock import now
from medvirkning.kernel.errors import Refused
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.forms import FileForm

BROUGHT = "brought_file"
AT_ONCE = 300  # things said that are gone through while somebody waits; the clock sees to the rest


@blueprint.route("/nettbrett/fil", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, programme_at)
def take_in_file(programme: Programme) -> Any:
    """Choose the file; then read what was in it."""
    form = FileForm()
    if form.accepted():
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            form.object_to("file", _("Choose a file first"))
        else:
            try:
                report = bring_file(
                    sent.stream, programme, by=signed_in(), secret=secret(), at=now(), most=AT_ONCE  # type: ignore[arg-type]
                )  # fmt: skip
            except Refused as refused:
                form.object_to("file", sentence(refused.code, refused.facts))
            else:
                session[BROUGHT] = report.to_json()
                return redirect(url_for(".take_in_file", slug=programme.slug), 303)
    told = session.pop(BROUGHT, None) if request.method == "GET" else None
    return render_template("shifts/take_in_file.html", form=form, report=told), form.status
