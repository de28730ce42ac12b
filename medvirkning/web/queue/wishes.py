"""What somebody wants to see of the queue, as it stands in the address. Every word is from a closed list."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import url_for
from werkzeug.datastructures import MultiDict

from medvirkning.grants.schemes import Round
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import closed_ids
from medvirkning.review.queue import Wish, place_in, round_at_hand, rounds
from medvirkning.review.words import Sort, Tab

TABS = {
    "alle": Tab.ALL,
    "gjenstar": Tab.LEFT,
    "formsjekk": Tab.UNCHECKED,
    "mangler": Tab.MISSING,
    "inhabil": Tab.CLOSED,
}
SORTS = {"frist": Sort.OLDEST, "belop": Sort.AMOUNT, "sone": Sort.ZONE, "poeng": Sort.POINTS}
PLACE = "plass"  # the query parameter that says where on the list a case was opened, from 1
AHEAD = 10  # how far to look for the next open case


@dataclass(frozen=True)
class Asked:
    """The round and the part of its queue that an address asks for."""

    programme: Programme
    round: Round
    rounds: list[Round]
    wish: Wish

    @cached_property
    def query(self) -> dict[str, str]:
        """The address's words for this, without those that say what is usual."""
        words = {
            "vis": next(word for word, tab in TABS.items() if tab is self.wish.tab),
            "sorter": next(word for word, sort in SORTS.items() if sort is self.wish.sort),
            "sone": next((zone.code for zone in self.programme.zones if zone.id == self.wish.zone_id), ""),
            "runde": str(self.round.id) if len(self.rounds) > 1 else "",
        }
        return {key: word for key, word in words.items() if word and word not in ("alle", "frist")}

    def case_url(self, application_id: UUID, place: int) -> str:
        """Where the case at this place on the list (from 1) is read."""
        values: dict[str, Any] = {**self.query, PLACE: place}
        return url_for("queue.application", slug=self.programme.slug, application_id=application_id, **values)

    def list_url(self, place: int = 1, per_page: int = 25) -> str:
        """Where the list is, at the page that has this place."""
        page = (place - 1) // per_page + 1
        values: dict[str, Any] = {**self.query, **({"side": page} if page > 1 else {})}
        return url_for("queue.applications", slug=self.programme.slug, **values)


def asked(programme: Programme, person: Person, query: MultiDict[str, str], *, of: UUID | None = None) -> Asked | None:
    """What the address asks for; None where the programme has no round. `of` is the round of a case that is open."""
    found = rounds(programme.id)
    wanted = str(of) if of else query.get("runde", "")
    the_round = next((each for each in found if str(each.id) == wanted), None) or round_at_hand(found)
    if the_round is None:
        return None
    zone = programme.zone_with(query.get("sone"))
    wish = Wish(
        round_id=the_round.id,
        person_id=person.id,
        zone_id=None if zone is None else zone.id,
        tab=TABS.get(query.get("vis", ""), Tab.ALL),
        sort=SORTS.get(query.get("sorter", ""), Sort.OLDEST),
    )
    return Asked(programme, the_round, found, wish)


def place(query: MultiDict[str, str]) -> int | None:
    """Where on the list (from 1) the address says that the case stands."""
    written = query.get(PLACE, "")
    return int(written) or None if written.isascii() and written.isdigit() and len(written) < 8 else None


def neighbours(listed: Asked, application_id: UUID, at: int | None) -> tuple[str, str]:
    """The addresses of the previous and the next case on the list that are open to this member; empty where none is.

    Where the case has left its place (it was just assessed, on the list of what is left), what stands there is next.
    """
    if at is None:
        upcoming = replace(listed, wish=replace(listed.wish, tab=Tab.LEFT, zone_id=None, sort=Sort.OLDEST))
        return "", _first_open(upcoming, 1, but=application_id)
    start = max(at - 1 - AHEAD, 0)
    around = place_in(listed.wish, start=start, most=2 * AHEAD + 1)
    here = around.index(application_id) if application_id in around else None
    before = around[:here] if here is not None else around[: at - 1 - start]
    after = around[here + 1 :] if here is not None else around[at - 1 - start :]
    first_after = start + (here + 2 if here is not None else at - start)
    shut = closed_ids(listed.wish.person_id, [*before, *after]) if listed.wish.tab is not Tab.CLOSED else set()
    earlier = [(start + n, each) for n, each in enumerate(before, 1) if each not in shut]
    later = [(first_after + n, each) for n, each in enumerate(after) if each not in shut]
    return (
        listed.case_url(earlier[-1][1], earlier[-1][0]) if earlier else "",
        listed.case_url(later[0][1], later[0][0]) if later else "",
    )


def _first_open(listed: Asked, start: int, *, but: UUID) -> str:
    found = place_in(listed.wish, start=start - 1, most=2)
    return next((listed.case_url(each, start + n) for n, each in enumerate(found) if each != but), "")
