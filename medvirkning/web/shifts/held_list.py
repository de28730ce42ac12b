"""All that was held back, sifted by reason and by tablet; and removing several at once, after having asked."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.caravan.held_queries import HeldFilter, held_among, held_from, held_in, how_many_held
from medvirkning.caravan.items import Item
from medvirkning.caravan.looking_over import remove_all
from medvirkning.caravan.queries import tablets_of
from medvirkning.caravan.words import HeldFor
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import label
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint

AT_ONCE = 100  # on the list, and in one press: their ids, without dashes, have room in an address
REASON, TABLET, FILE, THING = "grunn", "nettbrett", "fil", "t"  # words of the address


@blueprint.get("/nettbrett/se-pa")
@requires(Can.READ_SHIFTS, programme_at)
def to_look_at(programme: Programme) -> str:
    """All that was held back, with the reason, or what is asked for of it."""
    there = held_from(programme.id)
    chosen = _wanted()
    if not (count := how_many_held(programme.id, chosen)):
        chosen, count = HeldFilter(), sum(there.values())  # the last of its kind was just seen to
    tablets = {tablet_id for _reason, tablet_id in there}
    return render_template(
        "shifts/to_look_at.html",
        items=held_in(programme.id, chosen, most=AT_ONCE),
        count=count,
        reasons=[reason for reason in HeldFor if any(reason is each for each, _tablet in there)],
        tablets=[tablet for tablet in tablets_of(programme.id) if tablet.id in tablets],
        from_file=None in tablets,
        chosen=chosen,
        query=_query(chosen),
    )


@blueprint.route("/nettbrett/se-pa/fjern", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, programme_at)
def remove_several(programme: Programme) -> Any:
    """Remove those that were ticked, or all that the list showed, after having said what they are."""
    sent = request.form if request.method == "POST" else request.args
    ids, chosen = _ticked(sent.getlist(THING)), _wanted()
    every = request.method == "GET" and "alle" in request.args
    found = held_in(programme.id, chosen, most=AT_ONCE) if every else held_among(programme.id, ids)
    back = url_for(".to_look_at", slug=programme.slug, **_query(chosen))
    if not found:
        gone = _("Somebody else has seen to it, or it was taken in by itself.")
        flash(gone if ids or every else _("Tick what you want to remove first."), "info" if ids or every else "warning")
        return redirect(back, 303)
    if request.method == "GET":
        return render_template("shifts/remove_several.html", items=found, counted=_counted(found), back=back)
    with transaction():
        removed = remove_all(found, by=signed_in(), secret=secret(), at=now())
    gone = ngettext(
        "%(num)d is removed, and what was in it is gone.", "%(num)d are removed, and what was in them is gone.", removed
    )
    flash(gone, "ok" if removed else "info")
    if left := len(ids) - removed:
        flash(ngettext("%(num)d was seen to already.", "%(num)d were seen to already.", left), "info")
    return redirect(back, 303)


def _ticked(words: Iterable[str]) -> list[UUID]:
    found: dict[UUID, None] = {}
    for word in words:
        try:
            found[UUID(word)] = None
        except ValueError:
            continue
    return list(found)[:AT_ONCE]


def _wanted() -> HeldFilter:
    """What the address asks for. A word that is in none of the lists is as if it were not there."""
    word, tablets = request.args.get(TABLET, ""), _ticked([request.args.get(TABLET, "")])
    reason = next((one for one in HeldFor if one.value == request.args.get(REASON)), None)
    return HeldFilter(reason, tablets[0] if tablets else None, from_file=word == FILE)


def _query(chosen: HeldFilter) -> dict[str, Any]:
    tablet = str(chosen.tablet_id) if chosen.tablet_id is not None else None
    return {REASON: chosen.reason, TABLET: FILE if chosen.from_file else tablet}


def _counted(items: Iterable[Item]) -> list[tuple[str, str, int]]:
    """(why, where from, how many), most first."""
    counts = Counter(
        (str(label(one.held_for)), one.tablet.name if one.tablet else _("Out of a file"))
        for one in items
        if one.held_for is not None
    )
    return [(*words, count) for words, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
