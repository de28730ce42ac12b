"""«Help somebody apply»: a coordinator writes for somebody who has asked for it, and says so from the first page."""

from typing import Any
from uuid import uuid4

import wtforms
from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from medvirkning.grants.applicant_words import Consent
from medvirkning.grants.helping import begin_for, helped_by
from medvirkning.grants.queries import open_rounds
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.flagging import flag_helper
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import IdField, tidy
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import label, sentence
from medvirkning.web.loading import programme_at
from medvirkning.web.locale import locale

blueprint = Blueprint("helping", __name__, url_prefix="/<slug>/arbeid/hjelp-a-soke")


class HelpForm(Form):
    """What is said and agreed before one begins."""

    key = IdField()
    round_id = wtforms.SelectField(_l("What do they apply for?"))
    spoken = wtforms.StringField(
        _l("Which language do you speak together?"), filters=[tidy], description=_l("For example sign language.")
    )
    written_in = wtforms.RadioField(
        _l("Which written language is the answer to be in?"), choices={"nb": "Bokmål", "nn": "Nynorsk"}
    )
    asked_for_help = wtforms.BooleanField()
    consents_public = wtforms.BooleanField()
    writes_for_me = wtforms.BooleanField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for consent in Consent:
            self[consent.value].label.text = label(consent)


@blueprint.route("", methods=["GET", "POST"])
@requires(Can.HELP_APPLY, programme_at)
def start(programme: Programme) -> Any:
    """What is begun and not handed over, and a new one."""
    someone = signed_in()
    rounds = {str(each.id): each for each in open_rounds(programme.id, at=now())}
    form = HelpForm(written_in=locale(), key=uuid4())
    form.round_id.choices = [(key, f"{best(each.scheme.name)}, {best(each.name)}") for key, each in rounds.items()]
    if request.method == "POST" and not form.switches_language and form.round_id.data in rounds and form.key.data:
        language = form.written_in.data if form.written_in.data in LANGUAGES else locale()
        agreed = {consent.value for consent in Consent if form[consent.value].data}
        told = {"spoken": form.spoken.data, "agreed": agreed, "language": language, "key": form.key.data}
        try:
            with transaction():
                made = begin_for(rounds[form.round_id.data], **told, by=someone, at=now())
                flag_helper(made, someone, now())
        except RuleBroken as broken:
            for objection in broken.objections:
                form.object_to(str(objection.facts["field"]), sentence(objection.code, {}))
        else:
            return redirect(url_for("applying.tasks", application_id=made.id), 303)
    page = render_template("helping/start.html", form=form, rounds=rounds, begun=helped_by(someone.id, programme.id))
    return page, form.status
