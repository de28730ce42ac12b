"""Keeping what was written on a page of settings, unless somebody has changed the same since it was opened."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request
from sqlalchemy.orm.exc import StaleDataError

from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import change_scheme
from medvirkning.kernel.clock import now
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import hold, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.web.access import signed_in
from medvirkning.web.scheme_settings.asked import Group
from medvirkning.web.scheme_settings.forms import SettingsForm, told_by
from medvirkning.web.scheme_settings.loaders import Found
from medvirkning.web.scheme_settings.summing_up import summed_up

NOT_OURS = ("csrf_token", "shown", "language", "save")


def mark(told: Mapping[str, Any]) -> str:
    """What a page carries to know its settings again."""
    return digest(told)


def save(
    found: Found, form: SettingsForm, part: Callable[[], Mapping[str, Any]], put: Callable[[Any], dict[str, Any]]
) -> bool:
    """Let the scheme be as the form says; False where the rules refused, and the form says why.

    `part` is what the page shows, read under the lock; `put` makes a patch to the description of what was written.
    Raises Conflict where the page was opened before somebody changed it.
    """
    try:
        with transaction():
            before = unchanged(found.scheme, form, part)
            change_scheme(found.scheme, found.told | put(told_by(form, before)), by=signed_in(), at=now())
    except RuleBroken as broken:
        form.object_to_settings(broken.objections)
        return False
    except StaleDataError:
        raise Conflict("somebody was first") from None
    return True


def unchanged(scheme: Scheme, form: SettingsForm, part: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the page shows, under the lock. Raises Conflict where that is not what the form was opened with."""
    hold(scheme)
    current = part()
    if mark(current) != form.shown.data:
        raise Conflict("the settings were changed while the page was open")
    return current


def changed_page(found: Found, group: Group, form: SettingsForm, part: Mapping[str, Any], *, back: str) -> Any:
    """Somebody was first: how it is now beside what was written here, which can be sent after all."""
    kept = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_OURS]
    page = render_template(
        "scheme_settings/changed.html",
        found=found,
        group=group,
        now_set=summed_up(group.asked, part),
        wrote=summed_up(form.asked, told_by(form, part)),
        kept=[*kept, ("shown", mark(part))],
        back=back,
    )
    return page, 409
