"""Handing an application over to the one it was written for: read back first, then by e-mail or on paper."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from medvirkning.grants.applicant_words import HandedOverBy
from medvirkning.grants.helping import HelpedEntry, hand_over, helped
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import declaration_of
from medvirkning.review.declaring import declare
from medvirkning.review.rules import must_declare
from medvirkning.review.words import DeclarationAnswer, Ground
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.check import all_answers
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import show
from medvirkning.web.fields import EmailField, choices
from medvirkning.web.forms import Form


class HandOverForm(Form):
    """That it has been read back, and how they get it."""

    read_back = wtforms.BooleanField(_l("I have read everything back, and the applicant says that it is right."))
    way = wtforms.RadioField(
        _l("How do they get it?"),
        choices=choices((HandedOverBy.EMAIL.value, _l("By e-mail")), (HandedOverBy.PAPER.value, _l("On paper"))),
        default=HandedOverBy.EMAIL.value,
    )
    email = EmailField(_l("The applicant's e-mail address"), [Optional()])


def writes_for_somebody(application: Application) -> bool:
    """Whether whoever looks at the draft is writing it for somebody else."""
    entry = helped(application.id)
    return entry is not None and entry.helper_id == application.owner_id


@blueprint.route("/<uuid:application_id>/lever-over", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def handing_over(application: Application) -> Any:
    """All that is written, to read aloud; and the ways to hand it over."""
    someone, form = signed_in(), HandOverForm()
    if not writes_for_somebody(application) or application.state is not ApplicationState.DRAFT:
        return redirect(url_for("applying.tasks", application_id=application.id), 303)
    if form.accepted():
        way = HandedOverBy(form.way.data)
        try:
            with transaction():
                told = {"email": form.email.data, "read_back": form.read_back.data, "way": way}
                entry = hand_over(application, **told, sign_in_path=_sign_in_path, by=someone, at=now())
                _flag(application, entry)
        except RuleBroken as broken:
            show(form, broken.objections)
        else:
            return _handed_over(application, way)
    page = render_template(
        "applying/handing_over.html",
        application=application,
        form=form,
        **all_answers(application),
    )
    return page, form.status


def _handed_over(application: Application, way: HandedOverBy) -> Any:
    if way is HandedOverBy.PAPER:
        flash(_("Send it now, by the applicant's word. Print what you sent, and give it to them."))
        return redirect(url_for("applying.check", application_id=application.id), 303)
    flash(_("It is handed over. They have got a link by e-mail, and send the application themselves."))
    slug = application.round.scheme.programme.slug
    return redirect(url_for("helping.start", slug=slug), 303)


def _flag(application: Application, entry: HelpedEntry) -> None:
    """Whoever helped may be disqualified: the case is closed to them until the group has found out."""
    helper = entry.helper
    if not must_declare(roles(helper.id, application.programme_id)) or declaration_of(helper, application) is not None:
        return
    note = _("Wrote the application for the applicant.")
    declare(application, answer=DeclarationAnswer.UNSURE, ground=Ground.HELPED, note=note, by=helper, at=now())


def _sign_in_path(token: str) -> str:
    return url_for("account.open_link", token=token)
