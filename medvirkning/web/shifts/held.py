"""Something that was held back: opened, tried again, put under a shift, taken in without its photos, or removed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.caravan import looking_over
from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.queries import shifts_of
from medvirkning.caravan.words import HeldFor, ItemState, ShiftState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.context import allowed
from medvirkning.web.keys import secret
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.forms import PlaceForm
from medvirkning.web.shifts.loaders import FoundItem, item_at
from medvirkning.web.shifts.said import in_words, photos_come, what_stands_in_the_way

ONE = "/nettbrett/se-pa/<uuid:item_id>"


@blueprint.get(ONE)
@requires(Can.READ_SHIFTS, item_at)
def item(found: FoundItem) -> Any:
    """One of them. What is in it is shown to whoever has opened it."""
    return _away(found) if found.item.stands is not ItemState.HELD else _page(found, _place_form(found))


def _page(found: FoundItem, form: PlaceForm | None) -> Any:
    one = found.item
    opened = allowed("run_shifts", found) and looking_over.opened_by(one, signed_in(), at=now())
    said = looking_over.what_is_in(one, secret=secret()) if opened else None
    return render_template(
        "shifts/item.html",
        found=found,
        item=one,
        opened=opened,
        said=in_words(said, found.programme) if said is not None else None,
        photos=photos_come(one, said) if said is not None else None,
        faults=what_stands_in_the_way(one.why),
        form=form,
    ), form.status if form is not None else 200


def _place_form(found: FoundItem) -> PlaceForm | None:
    """Asked of what names no shift that can be right, and of nothing else."""
    if not looking_over.without_shift(found.item) or not allowed("run_shifts", found):
        return None
    return PlaceForm([one for state in ShiftState for one in shifts_of(found.programme.id, state)])


@blueprint.post(f"{ONE}/apne")
@requires(Can.RUN_SHIFTS, item_at)
def open_item(found: FoundItem) -> Any:
    """Open it. That somebody did is journalled."""
    if found.item.stands is not ItemState.HELD:
        return _away(found)
    with transaction():
        looking_over.open_to_look(found.item, by=signed_in(), at=now())
    return redirect(url_for(".item", **found.here), 303)


@blueprint.post(f"{ONE}/prov")
@requires(Can.RUN_SHIFTS, item_at)
def try_again(found: FoundItem) -> Any:
    """Try to take it in once more: what stood in the way may be gone."""
    return _tried(found, without_photos=False)


@blueprint.post(f"{ONE}/vakt")
@requires(Can.RUN_SHIFTS, item_at)
def place_item(found: FoundItem) -> Any:
    """Put it under the shift that is chosen, and try to take it in there; without photos that can't be used."""
    if found.item.stands is not ItemState.HELD:
        return _away(found)
    form = _place_form(found)
    if form is None:
        return redirect(url_for(".item", **found.here), 303)
    if not form.accepted():
        return _page(found, form)
    bad_photo = found.item.held_for is HeldFor.BAD_PHOTO
    with transaction():
        looking_over.place(found.item, form.shifts[form.shift.data], by=signed_in(), at=now())
    return _tried(found, without_photos=bad_photo)


@blueprint.post(f"{ONE}/uten-bilder")
@requires(Can.RUN_SHIFTS, item_at)
def without_photos(found: FoundItem) -> Any:
    """Take it in without the photos that lack or can't be used."""
    return _tried(found, without_photos=True)


@blueprint.route(f"{ONE}/fjern", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, item_at)
def remove(found: FoundItem) -> Any:
    """Remove it for good, after having asked."""
    if found.item.stands is not ItemState.HELD:
        return _away(found)
    if request.method == "GET":
        return render_template("shifts/remove.html", found=found)
    with transaction():
        looking_over.remove(found.item, by=signed_in(), secret=secret(), at=now())
    flash(_("It is removed, and what was in it is gone."))
    return redirect(url_for(".to_look_at", slug=found.programme.slug), 303)


def _tried(found: FoundItem, *, without_photos: bool) -> Any:
    if found.item.stands is not ItemState.HELD:
        return _away(found)
    stands = go_through_safely(found.item.id, secret=secret(), at=now(), by=signed_in(), without_photos=without_photos)
    if stands is ItemState.TAKEN:
        flash(_("It is taken in."))
        return redirect(url_for(".to_look_at", slug=found.programme.slug), 303)
    flash(_("It could not be taken in. Below is what stands in the way."), "warning")
    return redirect(url_for(".item", **found.here), 303)


def _away(found: FoundItem) -> Any:
    """It has been taken in or removed meanwhile."""
    flash(_("Somebody else has seen to it, or it was taken in by itself."), "info")
    return redirect(url_for(".to_look_at", slug=found.programme.slug), 303)
