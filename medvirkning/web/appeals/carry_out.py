"""Doing what a form asks, with what the rules object to at its fields, and going back to the appeal."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for

from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.words import Timing
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused, RuleBroken
from medvirkning.review.standing import what_stands
from medvirkning.web.appeals.forms import AT_FIELD
from medvirkning.web.appeals.loaders import Desk
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence


def case_url(desk: Desk) -> str:
    """The appeal's own page."""
    return url_for("appeals.case", slug=desk.programme.slug, appeal_id=desk.appeal.id)


def carried_out(form: Form, act: Callable[[], Any], *, said: str = "", at: dict[Any, str] | None = None) -> Any:
    """What the act gave, done in a transaction; None where the form was refused, with the objections at its fields."""
    if not form.accepted():
        return None
    try:
        with transaction():
            given = act()
    except Refused as refused:
        form.object_to("files", sentence(refused.code, refused.facts))
        return None
    except RuleBroken as broken:
        form.object_with(broken.objections, AT_FIELD | (at or {}))
        return None
    if said:
        flash(said, "ok")
    return given or True


def form_page(template: str, desk: Desk, form: Form, **more: Any) -> Any:
    """A page with one form about one appeal, which stands beside it."""
    page = render_template(
        f"appeals/{template}.html",
        desk=desk,
        appeal=desk.appeal,
        application=desk.appeal.application,
        decision=desk.appeal.decision,
        stands=what_stands(desk.appeal.decision),
        late=timing_of(desk.appeal) is not Timing.IN_TIME,
        form=form,
        back=case_url(desk),
        **more,
    )
    return page, form.status


def back_to(desk: Desk) -> Any:
    """Off to the appeal's page."""
    return redirect(case_url(desk), 303)
