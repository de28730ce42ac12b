"""A scheme as a file, out and in, and as the beginning of another."""

import json
from typing import Any

import wtforms
from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError, StatementError

from medvirkning.grants.describing import LONGEST, SLUG
from medvirkning.grants.scheme_files import described
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import announce_described, copy_scheme, set_up_scheme
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.kernel.localized import Localized
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import text
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_at
from medvirkning.web.scheme_settings.blueprint import blueprint
from medvirkning.web.scheme_settings.forms import SettingsForm
from medvirkning.web.scheme_settings.loaders import Found, scheme_at
from medvirkning.web.scheme_settings.rows import both

LARGEST = 1_000_000  # bytes; far above any scheme


class CopyForm(SettingsForm):
    """What a copy can't have from the one it is made from."""

    name_nb = text(_l("What is the new scheme called?"), most=300)
    name_nn = text(_l("What is the new scheme called?"), most=300)
    slug = text(
        _l("The end of its address"),
        most=LONGEST["slug"],
        hint=_l("Only small letters of the English alphabet, digits, and a hyphen between words."),
        required=_l("Write the end of its address"),
    )
    case_prefix = text(
        _l("The letters of its case numbers"),
        most=LONGEST["case_prefix"],
        hint=_l("Such as NT, for case numbers like NT-2027-001."),
        required=_l("Write the letters of its case numbers"),
    )


class FileForm(SettingsForm):
    """A scheme file."""

    file = wtforms.FileField(_l("Choose a file"))


@blueprint.get("/<scheme_slug>/fil.json")
@requires(Can.READ_SCHEMES, scheme_at)
def file(found: Found) -> Response:
    """The scheme with its criteria and rounds. It holds no applications."""
    told = json.dumps(described(found.scheme), ensure_ascii=False, indent=2) + "\n"
    response = Response(told, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{found.scheme.slug}.json")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/<scheme_slug>/kopier", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, scheme_at)
def copy(found: Found) -> Any:
    """A new scheme with the same settings and criteria, and no rounds."""
    form = CopyForm()
    if form.accepted():
        if not (form.name_nb.data or form.name_nn.data):
            form.object_to("name_nb", _("Write what the scheme is called"))
        elif not SLUG.fullmatch(form.slug.data):
            form.object_to(
                "slug", _("Use only small letters of the English alphabet, digits, and a hyphen between words")
            )
        elif made := _copied(found, form):
            flash(_("The copy is made. Now go through the settings."), "ok")
            return _to(found.programme, made)
    return render_template("scheme_settings/copy.html", found=found, form=form), form.status


@blueprint.route("/fra-fil", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, programme_at)
def bring_in(programme: Programme) -> Any:
    """A new scheme from a file, whole or not at all."""
    form = FileForm()
    if form.accepted():
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            form.object_to("file", _("Choose a file first"))
        elif made := _brought_in(programme, form, sent.read(LARGEST + 1)):
            flash(_("The scheme is set up. Now go through the settings."), "ok")
            return _to(programme, made)
    return render_template("scheme_settings/bring_in.html", form=form), form.status


def _copied(found: Found, form: CopyForm) -> Scheme | None:
    name = Localized.written(both(form.data, "name"))
    slug, prefix = form.slug.data, form.case_prefix.data
    try:
        with transaction():
            return copy_scheme(found.scheme, slug=slug, case_prefix=prefix, name=name, by=signed_in(), at=now())
    except Conflict:
        form.object_to("slug", _("There is a scheme with this address or these letters already"))
    except RuleBroken as broken:
        form.object_to_settings(broken.objections)
    return None


def _brought_in(programme: Programme, form: FileForm, data: bytes) -> Scheme | None:
    at, by = now(), signed_in()
    try:
        told: Any = json.loads(data) if len(data) <= LARGEST else None
        with transaction():
            made = set_up_scheme(programme, told, at=at, by=by)
            for one in told.get("rounds", []):
                announce_described(made, one, at=at, by=by)
            return made
    except RuleBroken as broken:
        for objection in broken.objections:
            facts = dict(objection.facts)
            where = str(facts.pop("field", ""))
            form.extra_errors.append(("file", f"{where}: {sentence(objection.code, facts)}"))
    except Conflict:
        form.extra_errors.append(("file", _("There is a scheme with this address or these letters already")))
    except OperationalError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, StatementError):
        # What is not shaped like a scheme at all: the transaction has taken back whatever was begun.
        form.object_to("file", _("This file is not a scheme. Choose one that was downloaded from here."))
    return None


def _to(programme: Programme, made: Scheme) -> Any:
    return redirect(url_for(".scheme_page", slug=programme.slug, scheme_slug=made.slug), 303)
