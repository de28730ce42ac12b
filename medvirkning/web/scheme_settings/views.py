"""The schemes of a programme, what is set in each, and the pages where it is changed."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.queries import criteria_sets, schemes_of
from medvirkning.grants.scheme_files import described
from medvirkning.kernel.clock import now
from medvirkning.kernel.errors import Conflict
from medvirkning.permissions import Can, can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.loading import programme_at
from medvirkning.web.scheme_settings import beginning, criteria, files, rounds  # noqa: F401  (their routes)
from medvirkning.web.scheme_settings.asked import Asked, Group
from medvirkning.web.scheme_settings.blueprint import blueprint
from medvirkning.web.scheme_settings.forms import SettingsForm, settings_form
from medvirkning.web.scheme_settings.groups import CRITERIA, GROUPS, ROUNDS
from medvirkning.web.scheme_settings.loaders import Found, group_at, scheme_at
from medvirkning.web.scheme_settings.saving import changed_page, mark, save
from medvirkning.web.scheme_settings.summing_up import advice_on, lacking, summed_up


@blueprint.get("")
@requires(Can.READ_SCHEMES, programme_at)
def schemes(programme: Programme) -> str:
    """Every scheme, and what is not translated."""
    found = schemes_of(programme.id)
    lacks = {
        scheme.id: sorted({one for each in lacking(described(scheme), GROUPS).values() for one in each})
        for scheme in found
    }
    return render_template("scheme_settings/schemes.html", schemes=found, lacks=lacks, at=now())


@blueprint.get("/<scheme_slug>")
@requires(Can.READ_SCHEMES, scheme_at)
def scheme_page(found: Found) -> str:
    """The groups of settings of one scheme, with what each lacks."""
    return render_template(
        "scheme_settings/scheme_page.html", found=found, groups=GROUPS, lacks=lacking(found.told, GROUPS)
    )


@blueprint.get("/<scheme_slug>/innstillinger/<group>")
@requires(Can.READ_SCHEMES, group_at)
def settings(found: Found) -> Any:
    """One group of settings: to change for those who may, and to read for the rest."""
    group = _group(found)
    told = found.told
    if group is CRITERIA:
        sets = criteria_sets(found.scheme)
        return render_template("scheme_settings/criteria.html", found=found, group=group, sets=sets)
    known = {"found": found, "group": group, "advice": advice_on(told, group), "with_rounds": group is ROUNDS,
             "at": now()}  # fmt: skip
    if not can(standings(signed_in(), found), Can.CHANGE_SCHEMES):
        return render_template("scheme_settings/read.html", rows=summed_up(_asked(found), told), **known)
    part = _part(found)
    return render_template(
        "scheme_settings/settings.html", form=settings_form(_asked(found), part, shown=mark(part)), **known
    )


@blueprint.post("/<scheme_slug>/innstillinger/<group>")
@requires(Can.CHANGE_SCHEMES, group_at)
def change(found: Found) -> Any:
    """Keep a group of settings, or add, remove and move a row without keeping it."""
    group = _group(found)
    if group is CRITERIA:
        return redirect(url_for(".adopt", slug=found.programme.slug, scheme_slug=found.scheme.slug), 303)
    form: SettingsForm = settings_form(_asked(found), _part(found), shown="")
    if not form.press() and form.accepted():
        try:
            kept = save(found, form, lambda: _part(found), lambda told: told)
        except Conflict:
            return changed_page(found, replace(group, asked=_asked(found)), form, _part(found), back=request.path)
        if kept:
            flash(_("«%(what)s» is saved.", what=group.title), "ok")
            return redirect(url_for(".scheme_page", slug=found.programme.slug, scheme_slug=found.scheme.slug), 303)
    page = render_template(
        "scheme_settings/settings.html",
        found=found,
        group=group,
        form=form,
        advice=[],
        with_rounds=group is ROUNDS,
        at=now(),
    )
    return page, form.status


def _group(found: Found) -> Group:
    assert found.group is not None
    return found.group


def _asked(found: Found) -> tuple[Asked, ...]:
    """What the page asks, with the zones of this programme."""
    zones = [(zone.code, zone.name) for zone in found.programme.zones]
    return tuple(replace(one, choices=zones) if one.name == "zones" else one for one in _group(found).asked)


def _part(found: Found) -> dict[str, Any]:
    told = found.told
    return {name: told.get(name) for name in _group(found).names}
