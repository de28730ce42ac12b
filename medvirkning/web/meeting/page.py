"""The sharing page itself: the pot, the tools, and the applications in the order that was chosen."""

from typing import Any
from uuid import UUID

from flask import request, url_for

from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.permissions import Can, can
from medvirkning.review.agenda import agenda
from medvirkning.review.attendance import meeting_of
from medvirkning.review.meeting import PAGE_SIZE
from medvirkning.review.places import length
from medvirkning.review.steps import last_step, mark
from medvirkning.review.words import Order, Outcome
from medvirkning.web.access import signed_in, standings
from medvirkning.web.fragments import page_or_part
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.macros import PAGE
from medvirkning.web.meeting.loaders import Meeting
from medvirkning.web.meeting.pot import pot
from medvirkning.web.meeting.saying import Said

ORDER = "rekkefolge"
ORDERS = {"poeng": Order.SCORES, "kriterier": Order.CRITERIA}
WORDS = {order: word for word, order in ORDERS.items()}
OPEN, PERCENT, USUAL_PERCENT = "hva-om", "percent", "10"


def order() -> Order:
    """The order the address, or the pressed form, asks for."""
    return ORDERS.get(request.values.get(ORDER, ""), Order.SCORES)


def chosen_order() -> dict[str, Any]:
    """The order as an address carries it along; nothing for the usual one."""
    return {} if order() is Order.SCORES else {ORDER: WORDS[order()]}


def what_if() -> dict[str, Any]:
    """«What if …» as the member left it, as an address and a form carry it along; nothing while it is folded."""
    return {OPEN: 1} | ({} if percent() == USUAL_PERCENT else {PERCENT: percent()}) if OPEN in request.values else {}


def percent() -> str:
    """What is written in the field of the percent cut."""
    return request.values.get(PERCENT, USUAL_PERCENT)


def here(meeting: Meeting, **more: Any) -> str:
    """The page's own address, whatever was pressed to come to it."""
    return url_for("meeting.sharing", slug=meeting.programme.slug, round_id=meeting.round.id, **more)


def mode_of(the_round: Round) -> dict[str, bool]:
    """How decisions are made in this round, as templates ask."""
    mode = the_round.scheme.deciding_mode
    return {"elected": mode is DecidingMode.ELECTED, "confirms": mode is DecidingMode.CONFIRMS}


def sharing_page(meeting: Meeting, said: dict[UUID, Said] | None = None, fault: str = "") -> str:
    """The page, or the part of it htmx asked for. `said` are rows just posted, `fault` why a tool did nothing."""
    someone, chosen = signed_in(), order()
    pages = page_count(length(meeting.round.id), PAGE_SIZE)
    page = asked_page(pages)
    found = agenda(meeting.round, someone, chosen, start=(page - 1) * PAGE_SIZE, most=PAGE_SIZE)
    shown: dict[str, Any] = {
        "meeting": meeting,
        "programme": meeting.programme,
        "round": meeting.round,
        "seats": found.seats,
        "said": said or {},
        "share": found.share,
        "may_propose": can(standings(someone, meeting), Can.PROPOSE),
        "undecided": found.undecided,
        "outcomes": {outcome.value: outcome for outcome in Outcome},
        "orders": [
            (here(meeting, **({} if each is Order.SCORES else {ORDER: word}), **what_if()), each, each is chosen)
            for word, each in ORDERS.items()
        ],
        "here": here(meeting, **chosen_order(), **({PAGE: page} if page > 1 else {})),
        "chosen_order": chosen_order(),
        "what_if": what_if(),
        "percent": percent(),
        "order_word": WORDS[chosen],
        "pot": pot(found, meeting.programme),
        "limit": found.limit,
        "closed_to_me": found.closed,
        "zones": {zone.id: zone for zone in meeting.programme.zones},
        "saved_at": now() if said else None,
        "seen": mark(meeting.round.id),
        "last": last_step(meeting.round.id),
        "fault": fault,
        "held": meeting_of(meeting.round.id),
        "mode": mode_of(meeting.round),
        "page": page,
        "pages": pages,
    }
    return page_or_part("meeting/sharing.html", "table", **shown)
