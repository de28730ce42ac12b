"""What the sender can change with the code in hand: one more photo, where to be told, and taking it all back."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.contributions.agreeing import stop_telling
from medvirkning.contributions.queries import sender_contact
from medvirkning.contributions.rules import closes_case
from medvirkning.contributions.sender import add_photo, change_contact, withdraw
from medvirkning.contributions.words import ContributionVerb
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.web.access import public
from medvirkning.web.code.blueprint import blueprint, opened
from medvirkning.web.code.case import case_page
from medvirkning.web.code.forms import ConfirmForm, ContactForm, PhotoForm
from medvirkning.web.locale import locale
from medvirkning.web.photos import cleaned
from medvirkning.web.security import guessing, limiter

CHANGES = "60 per 10 minutes"


@blueprint.post("/k/<code>/bilde")
@public
@guessing
@limiter.limit(CHANGES)
def add_photos(code: str) -> Any:
    """Add photos to what was sent. Those that are fine are kept, whatever is wrong with the others."""
    form, found = PhotoForm(), opened(code)
    good = form.validate()
    photos, faults = cleaned(request.files.getlist("photos")) if good else ([], [])
    if good and not photos and not faults:
        faults = [_("Choose a photo first")]
    for fault in faults:
        form.object_to("photos", fault)
    with transaction():
        for photo in photos:
            try:
                add_photo(found, photo, at=now())
            except RuleBroken as broken:
                form.object_with(broken.objections, {objection.code: "photos" for objection in broken.objections})
                break
    if form.status != 200:
        return case_page(opened(code), form)
    flash(_("The photo has been added."))
    return _back(code)


@blueprint.route("/k/<code>/kontakt", methods=["GET", "POST"])
@public
@guessing
@limiter.limit(CHANGES, methods=["POST"])
def contact(code: str) -> Any:
    """Be told at another address, or at none. The address that is there is never shown."""
    found = opened(code)
    if closes_case(found.state, found.outcome):
        return _back(code)
    form = ContactForm()
    if request.method == "POST" and "remove" in request.form:
        return _change(code, None, _("We have deleted the e-mail address."))
    if form.accepted():
        return _change(code, form.email.data, _("We send you an e-mail when something happens."))
    told = sender_contact(found.id) is not None
    return render_template("code/contact.html", form=form, code=code, case=found, told=told), form.status


@blueprint.route("/k/<code>/trekk", methods=["GET", "POST"])
@public
@guessing
@limiter.limit(CHANGES, methods=["POST"])
def take_back(code: str) -> Any:
    """Take it all back, after a page that says what that means."""
    found = opened(code)
    if not found.may(ContributionVerb.WITHDRAW):
        return _back(code)
    if ConfirmForm().accepted():
        with transaction():
            withdraw(opened(code), at=now())
        return _back(code)
    return render_template("code/take_back.html", form=ConfirmForm(), code=code, case=found)


@blueprint.route("/kode/varsel/<uuid:contact_id>", methods=["GET", "POST"])
@public
@limiter.limit(CHANGES, methods=["POST"])
def stop(contact_id: UUID) -> Any:
    """From the link in a mail: no more of these. The same answer whether or not there was an address."""
    form = ConfirmForm()
    if form.accepted():
        with transaction():
            stop_telling(contact_id)
        return redirect(url_for("code.stopped"), 303)
    return render_template("code/stop.html", form=form)


@blueprint.get("/kode/varsel/stoppet")
@public
def stopped() -> str:
    """No more e-mail about it."""
    return render_template("code/stopped.html")


def _change(code: str, email: str | None, said: str) -> Any:
    with transaction():
        change_contact(opened(code), email, language=locale(), at=now())
    flash(said)
    return _back(code)


def _back(code: str) -> Any:
    return redirect(url_for("code.case", code=code), 303)
