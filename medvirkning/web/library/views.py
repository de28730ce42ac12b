"""The library of ready texts: the list, a new one, changing one, and retiring it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.keeping_texts import add_text, change_text, retire_text, take_up_text
from medvirkning.review.library import texts_of
from medvirkning.review.library_words import TextKind
from medvirkning.web.access import requires, signed_in
from medvirkning.web.library.blueprint import blueprint
from medvirkning.web.library.forms import AT_FIELD, TextForm, said, text_form
from medvirkning.web.library.loaders import Found, text_at
from medvirkning.web.loading import programme_at


@blueprint.get("")
@requires(Can.KEEP_LIBRARY, programme_at)
def texts(programme: Programme) -> str:
    """Every ready text by what it is for, with what is not translated; and those that are retired."""
    found = texts_of(programme.id)
    groups = [(kind, [one for one in found if one.kind is kind and one.retired_at is None]) for kind in TextKind]
    retired = [one for one in found if one.retired_at is not None]
    return render_template("library/texts.html", groups=groups, retired=retired)


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Can.KEEP_LIBRARY, programme_at)
def new(programme: Programme) -> Any:
    """A new ready text."""
    form = text_form(programme)
    if form.accepted():
        try:
            with transaction():
                add_text(programme.id, **said(form, programme, signed_in()), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            return _kept(programme, form)
    return render_template("library/text.html", form=form, one=None), form.status


@blueprint.route("/<uuid:text_id>", methods=["GET", "POST"])
@requires(Can.KEEP_LIBRARY, text_at)
def text(found: Found) -> Any:
    """Change a ready text. What was decided with it keeps its words."""
    form, written = text_form(found.programme, found.text), None
    if form.accepted():
        version = int(form.version.data) if str(form.version.data).isdecimal() else -1
        try:
            with transaction():
                change_text(found.text, **said(form, found.programme, signed_in()), version=version, at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        except Stale:
            written = found.text
            form.version.data = str(found.text.version)
            form.object_to("", _("Somebody has changed the text meanwhile. Look at both, and save yours or leave it."))
        else:
            return _kept(found.programme, form)
    page = render_template("library/text.html", form=form, one=found.text, now_written=written)
    return page, 409 if written else form.status


@blueprint.post("/<uuid:text_id>/utga")
@requires(Can.KEEP_LIBRARY, text_at)
def retire(found: Found) -> Any:
    """Offer the text no more."""
    with transaction():
        retire_text(found.text, by=signed_in(), at=now())
    flash(_("«%(name)s» is not offered any more.", name=found.text.name), "ok")
    return _to_list(found.programme)


@blueprint.post("/<uuid:text_id>/ta-i-bruk")
@requires(Can.KEEP_LIBRARY, text_at)
def take_up(found: Found) -> Any:
    """Offer the text again."""
    with transaction():
        take_up_text(found.text, by=signed_in(), at=now())
    flash(_("«%(name)s» is offered again.", name=found.text.name), "ok")
    return _to_list(found.programme)


def _kept(programme: Programme, form: TextForm) -> Any:
    flash(_("«%(what)s» is saved.", what=form.name.data), "ok")
    return _to_list(programme)


def _to_list(programme: Programme) -> Any:
    return redirect(url_for("library.texts", slug=programme.slug), 303)
