"""The board and the inbox: filtered, counted and paged in the database; order says nothing of who came first."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from medvirkning.contributions import actions
from medvirkning.contributions.board import (
    BoardFilter,
    board_counts,
    board_page,
    board_total,
    newest_done,
    similar_to,
)
from medvirkning.contributions.inbox import InboxFilter, inbox_counts, inbox_page, inbox_total, neighbours
from medvirkning.contributions.queries import contribution_in, public_contribution
from medvirkning.contributions.words import AnswerOutcome as Outcome
from medvirkning.contributions.words import BoardGroup, BoardSort, ContributionKind, ContributionState, InboxTab
from medvirkning.kernel.clock import now
from tests import cast
from tests import contribution_cast as said
from tests.cast import World

DAY = timedelta(days=1)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def selects(asked: list[str]) -> int:
    return sum(statement.startswith("SELECT") for statement in asked)


@pytest.fixture
def varied(world: World) -> World:
    """One of each that anyone can see, and of each that nobody can."""
    said.published(world, "Lest", zone="Lervig")
    said.answered(world, Outcome.YES, "Ja.", zone="Lervig")
    said.answered(world, Outcome.NO, "Nei.", zone="Emmaus")
    said.answered(world, Outcome.NOT_OURS, "Ikke vårt.")
    said.done(world, zone="all")
    said.sent(world, zone="Lervig")
    said.hidden(world, zone="Lervig")
    return world


def test_counts_per_zone_and_group_come_from_one_question(varied: World) -> None:
    lervig, emmaus = varied.programme.zones[2].id, varied.programme.zones[3].id
    with said.statements() as asked:
        counts = board_counts(varied.programme.id)
    assert selects(asked) == 1
    assert counts.total(BoardFilter()) == 5
    assert {group: counts.of_group(group) for group in BoardGroup} == {
        BoardGroup.READ: 1,
        BoardGroup.WORKING: 1,
        BoardGroup.HAPPENED: 1,
        BoardGroup.DECLINED: 2,
    }
    assert (counts.of_zone(lervig), counts.of_zone(emmaus), counts.of_zone(None)) == (2, 1, 2)
    assert counts.of_zone(lervig, BoardGroup.READ) == 1
    assert counts.of_group(BoardGroup.DECLINED, [emmaus]) == 1


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 5),
        ({"group": BoardGroup.DECLINED}, 2),
        ({"zones": {2}}, 2),
        ({"zones": {2, 3}}, 3),
        ({"zones": {3}, "group": BoardGroup.READ}, 0),
        ({"sort": BoardSort.AGREED}, 5),
    ],
)
def test_what_the_board_lets_through(varied: World, chosen: dict, count: int) -> None:
    zones = frozenset(varied.programme.zones[place].id for place in chosen.get("zones", ()))
    wanted = BoardFilter(**{**chosen, "zones": zones})
    with said.statements() as asked:
        found = board_page(varied.programme.id, wanted)
        assert len([one.zone.name if one.zone else "" for one in found]) == count
    assert selects(asked) == 1
    assert len(found) == count == board_counts(varied.programme.id).total(wanted) == board_total(
        varied.programme.id, wanted
    )  # fmt: skip


def test_what_is_not_public_is_not_there_for_everyone(varied: World) -> None:
    hidden, sent = said.hidden(varied), said.sent(varied)
    other = said.published(varied)
    assert public_contribution(varied.programme.id, other.id) is not None
    for one in (hidden, sent):
        assert public_contribution(varied.programme.id, one.id) is None
        assert contribution_in(varied.programme.id, one.id) is not None
    assert contribution_in(other.id, other.id) is None, "not this programme's"


def test_newest_first_by_day_and_then_by_chance(world: World) -> None:
    at = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
    arrived = [said.published(world, f"Nummer {n}", at=at + n * timedelta(minutes=1)).id for n in range(12)]
    earlier = said.published(world, "I går", at=at - DAY)
    order = [one.id for one in board_page(world.programme.id, BoardFilter(), per_page=20)]
    assert order[-1] == earlier.id
    assert order[:-1] == sorted(arrived, reverse=True), "ids are random, so this is the order of nothing"
    assert order[:-1] not in (arrived, arrived[::-1])
    assert {one.received_on for one in board_page(world.programme.id, BoardFilter())} <= {at.date(), (at - DAY).date()}


def test_pages_hold_everything_once(world: World) -> None:
    said.many(world, 30)
    pages = [board_page(world.programme.id, BoardFilter(), page=page, per_page=12) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [12, 12, 6, 0]
    assert len({one.id for page in pages for one in page}) == 30


def test_the_stories_are_the_last_things_done(world: World) -> None:
    made = [said.done(world, f"Ting {n}", at=now() - n * DAY) for n in range(4)]
    assert [one.headline for one in newest_done(world.programme.id)] == [one.headline for one in made[:3]]


def test_those_who_have_said_much_the_same(world: World) -> None:
    bench = said.published(world, "Vi ønsker flere benker ved lekeplassen", zone="Lervig")
    said.published(world, "Bussen går for sjelden om kvelden", zone="Lervig")
    said.published(world, "Fleire benkar på leikeplassen", zone="Emmaus")
    said.sent(world, "Flere benker ved lekeplassen", zone="Lervig")
    lervig = world.programme.zones[2].id
    found = similar_to("Fleire benkar på leikeplassen", programme_id=world.programme.id, zone_id=lervig)
    assert [one.id for one in found] == [bench.id]
    assert len(similar_to("Flere benker på lekeplassen", programme_id=world.programme.id)) == 2
    assert similar_to("Svømmehall", programme_id=world.programme.id) == []


def test_where_in_the_inbox_everything_lies(varied: World) -> None:
    said.act(said.published(varied), actions.start, varied)
    mine = said.published(varied, "Til Cecilie")
    said.act(mine, actions.assign, varied, person=varied.cecilie)
    with said.statements() as asked:
        counts = inbox_counts(varied.programme.id, person_id=varied.cecilie.id)
    assert selects(asked) == 2
    assert counts == {
        InboxTab.NEW: 1,
        InboxTab.WAITING: 3,
        InboxTab.MINE: 1,
        InboxTab.ANSWERED: 4,
        InboxTab.HIDDEN: 1,
    }
    for tab, count in counts.items():
        chosen = InboxFilter(tab=tab)
        assert len(inbox_page(varied.programme.id, chosen, person_id=varied.cecilie.id)) == count
        assert inbox_total(varied.programme.id, chosen, person_id=varied.cecilie.id) == count
    assert inbox_counts(varied.programme.id, person_id=varied.dag.id)[InboxTab.MINE] == 0


def test_what_is_promised_stays_mine_until_it_is_done(world: World) -> None:
    made = said.answered(world, Outcome.YES)
    said.act(made, actions.assign, world, person=world.cecilie)
    assert inbox_counts(world.programme.id, person_id=world.cecilie.id)[InboxTab.MINE] == 1
    said.act(made, actions.finish, world, story="Ferdig.")
    assert inbox_counts(world.programme.id, person_id=world.cecilie.id)[InboxTab.MINE] == 0


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, {"Benk", "Søppel", "Lys 100 %"}),
        ({"kind": ContributionKind.IDEA}, {"Benk"}),
        ({"zone": 2}, {"Søppel"}),
        ({"text": "søppel"}, {"Søppel"}),
        ({"text": "SØPPEL kaia"}, {"Søppel"}),
        ({"text": "100 %"}, {"Lys 100 %"}),
        ({"text": "_"}, set()),
        ({"text": "%"}, {"Lys 100 %"}),
        ({"text": "' OR 1=1 --"}, set()),
        ({"goal": 0}, {"Benk"}),
    ],
)
def test_what_the_inbox_lets_through(world: World, chosen: dict, found: set[str]) -> None:
    bench = said.published(world, "Benk", kind=ContributionKind.IDEA)
    said.published(world, "Søppel", zone="Lervig", place="ved kaia")
    said.published(world, "Lys 100 %")
    said.act(bench, actions.set_goal, world, goal=world.programme.goals[0])
    wanted = InboxFilter(
        tab=InboxTab.WAITING,
        zone_id=world.programme.zones[chosen["zone"]].id if "zone" in chosen else None,
        kind=chosen.get("kind"),
        goal_id=world.programme.goals[chosen["goal"]].id if "goal" in chosen else None,
        text=chosen.get("text", ""),
    )
    assert {one.text for one in inbox_page(world.programme.id, wanted, person_id=world.cecilie.id)} == found
    assert inbox_total(world.programme.id, wanted, person_id=world.cecilie.id) == len(found)


@pytest.mark.parametrize("tab", [InboxTab.WAITING, InboxTab.MINE, InboxTab.ANSWERED])
def test_next_and_previous_walk_the_list_as_it_is_shown(world: World, tab: InboxTab) -> None:
    state = ContributionState.PUBLISHED if tab is not InboxTab.ANSWERED else ContributionState.IN_PROGRESS
    said.many(world, 20)
    if state is ContributionState.IN_PROGRESS:
        for n in range(5):
            said.answered(world, Outcome.YES, at=now() - n * DAY)
    chosen, me = InboxFilter(tab=tab), world.cecilie.id
    listed = inbox_page(world.programme.id, chosen, person_id=me, per_page=50)
    ids = [one.id for one in listed]
    walked = [neighbours(one, chosen, person_id=me) for one in listed]
    assert [before for before, _ in walked] == [None, *ids[:-1]]
    assert [after for _, after in walked] == [*ids[1:], None]


def test_the_next_is_there_also_when_this_one_has_just_left_the_list(world: World) -> None:
    made = [said.sent(world, f"Nummer {n}", at=now() - (3 - n) * DAY) for n in range(3)]
    said.act(made[1], actions.publish, world)
    here = said.found(world, made[1].id)
    assert neighbours(here, InboxFilter(), person_id=world.cecilie.id) == (made[0].id, made[2].id)
