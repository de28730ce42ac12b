"""Step 1: what somebody wants to say. The cheapest page there is: most who come here only need this form."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.drafts import add_draft_photo, drop_draft_photo, save_draft
from medvirkning.contributions.models import Draft
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.rules import MOST_TEXT, personal_data
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.programmes.models import Programme
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import OPEN_FORM, as_id, blueprint, to_receipt
from medvirkning.web.contribute.forms import WhatForm
from medvirkning.web.labels.lookup import label
from medvirkning.web.loading import programme_or_404
from medvirkning.web.photos import ACCEPT, cleaned
from medvirkning.web.same_for_all import same_for_all
from medvirkning.web.security import limiter


@blueprint.route("/<slug>/innspill/nytt", methods=["GET", "POST"])
@public
@limiter.limit(OPEN_FORM, methods=["POST"])
def what(slug: str) -> Any:
    """The form; empty, or with the draft that `kladd` names."""
    programme = programme_or_404(slug)
    if request.method == "POST":
        return _written(programme)
    wanted = request.args.get("kladd")
    if wanted is None:
        return _empty(programme)
    key = as_id(wanted)
    draft = draft_in(programme.id, key) if key else None
    if draft is not None:
        return _page(WhatForm(obj=draft, draft=draft.id), draft_id=draft.id)
    return to_receipt(programme, key) or _page(WhatForm(draft=uuid4()), lost=True)


def _empty(programme: Programme) -> Response:
    """The form as most see it: with nothing in it but the id made with it and the token."""
    draft_id = uuid4()

    def render() -> str:
        return _rendered(WhatForm(draft=draft_id))

    return _kept_for_back(same_for_all("what", programme, render, str(draft_id), generate_csrf()), 200)


def _written(programme: Programme) -> Any:
    """Keep what was written; on to the next step if nothing is wrong with it."""
    form = WhatForm()
    draft_id = form.draft.data = form.draft.data or uuid4()
    removed = request.form.get("remove")
    good = removed is None and form.accepted()
    photos, faults = cleaned(request.files.getlist("photos"))
    for fault in faults:
        form.object_to("photos", fault)
    good = good and not faults and not _warned(form)
    if good or photos or removed:
        good = _keep(programme, form, draft_id, photos, as_id(removed)) and good
    if good:
        return redirect(url_for("contribute.where", slug=programme.slug, draft_id=draft_id), 303)
    return _page(form, draft_id=draft_id)


def _keep(
    programme: Programme, form: WhatForm, draft_id: UUID, photos: list[CleanPicture], removed: UUID | None
) -> bool:
    """Save words and photos; False when there are too many photos."""
    at, within = now(), True
    words, as_it_is = (form.text.data or "")[:MOST_TEXT], bool(form.as_it_is.data)
    with transaction():
        save_draft(draft_id, programme_id=programme.id, kind=form.chosen_kind, text=words, as_it_is=as_it_is, at=at)
        if removed:
            drop_draft_photo(draft_id, removed)
        for photo in photos:
            try:
                add_draft_photo(draft_id, photo, programme_id=programme.id, at=at)
            except RuleBroken as broken:
                within = False
                form.object_with(broken.objections, dict.fromkeys([o.code for o in broken.objections], "photos"))
                break
    return within


def _warned(form: WhatForm) -> bool:
    """Warn once of personal data in the text: a tick sends it as it is."""
    found = personal_data(form.text.data or "")
    if not found or form.as_it_is.data or form.switches_language:
        return False
    kinds = [label(kind) for kind in sorted(found)]
    what = kinds[0] if len(kinds) == 1 else _("%(first)s and %(last)s", first=", ".join(kinds[:-1]), last=kinds[-1])
    form.object_to(
        "text",
        _("There seems to be %(what)s in the text. Take it out, or tick below to send it as it is.", what=what),
    )
    return True


def _page(form: WhatForm, *, draft_id: UUID | None = None, lost: bool = False) -> Response:
    """The form with something in it, which no browser keeps: its draft brings the words back."""
    photos = attached_to(Draft.__tablename__, draft_id) if draft_id else []
    return make_response(_rendered(form, photos=photos, lost=lost), form.status, {"Cache-Control": "no-store"})


def _rendered(form: WhatForm, *, photos: Sequence[Attachment] = (), lost: bool = False) -> str:
    may_be_personal = form.as_it_is.data or (bool(form.text.errors) and bool(personal_data(form.text.data or "")))
    return render_template(
        "contribute/what.html",
        form=form,
        photos=photos,
        lost=lost,
        may_be_personal=may_be_personal,
        most_text=MOST_TEXT,
        accept=ACCEPT,
    )


def _kept_for_back(page: str, status: int) -> Response:
    """The browser may keep the first step, so that Back from the next one shows it as it was left."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
