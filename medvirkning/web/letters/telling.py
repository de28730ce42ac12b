"""The party was told of their letter in another way than by our e-mail: staff write in how, and when."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.letters import notice_of, told_otherwise
from medvirkning.review.models import Letter
from medvirkning.review.telling import tell_otherwise
from medvirkning.review.telling_words import OtherWay, TellWord
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import DateField, choices
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.loaders import corrected_at, letter_at

AT_FIELD = {
    TellWord.WAY_MISSING: "way",
    TellWord.DAY_MISSING: "on",
    TellWord.AHEAD: "on",
    TellWord.BEFORE_LETTER: "on",
}


WAYS = choices(*((each.value, LABELS[OtherWay, each]) for each in OtherWay))


class ToldForm(Form):
    """How they were told, and when."""

    way = wtforms.RadioField(_l("How did you tell them?"), choices=WAYS, validate_choice=False)
    on = DateField(_l("Which day were they told?"))


@blueprint.route("/<slug>/arbeid/vedtak/<uuid:letter_id>/fortalt", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, letter_at)
def told(letter: Letter) -> Any:
    """Write in that they have been told; the time to appeal counts from that day at the earliest."""
    slug = letter.decision.application.round.scheme.programme.slug
    return _told(letter, url_for("letters.letter", slug=slug, letter_id=letter.id))


@blueprint.route("/<slug>/arbeid/vedtak/rettet/<uuid:corrected_id>/fortalt", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, corrected_at)
def told_of_corrected(made: CorrectedLetter) -> Any:
    """The same of a corrected letter."""
    slug = made.decision.application.round.scheme.programme.slug
    return _told(made, url_for("letters.corrected", slug=slug, corrected_id=made.id))


def _told(letter: Letter | CorrectedLetter, back: str) -> Any:
    form = ToldForm(on=today())
    if letter.sent_at is None:
        return redirect(back, 303)
    if form.accepted():
        ways = {each.value: each for each in OtherWay}
        try:
            with transaction():
                tell_otherwise(letter, way=ways.get(form.way.data or ""), on=form.on.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("It is written in."), "ok")
            return redirect(back, 303)
    page = render_template(
        "letters/told.html",
        application=letter.decision.application,
        form=form,
        notice=notice_of(letter),
        told=told_otherwise(letter),
        back=back,
    )
    return page, form.status
