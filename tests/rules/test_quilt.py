"""The quilt: from any municipality's borders to patches that meet, differ and carry their names."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from shapely.geometry import Point, Polygon, box, mapping

from medvirkning.programmes.outlines import HEIGHT, WIDTH, label_point, outlines, room_at, touching
from medvirkning.programmes.quilt import COLOURS, PATTERNS, SYMBOLS, drawings, quilt

ZONES = Path(__file__).resolve().parents[3] / "shared" / "data" / "geo" / "demo_zones.geojson"
POINT = {"type": "Point", "coordinates": [10.9, 59.25]}
FLAT = {"type": "Polygon", "coordinates": [[[10.9, 59.2], [10.95, 59.2], [10.9, 59.2], [10.9, 59.2]]]}


class Zone(NamedTuple):
    name: str
    partial: bool
    drawing: dict[str, Any]


def demo(programme: str) -> list[tuple[str, dict[str, Any]]]:
    features = json.loads(ZONES.read_text("utf-8"))["features"]
    return [
        (one["properties"]["name"], one["geometry"]) for one in features if one["properties"]["programme"] == programme
    ]


def chequers(columns: int, rows: int) -> list[dict[str, Any]]:
    return [
        mapping(box(5 + 0.02 * x, 59 + 0.01 * y, 5.02 + 0.02 * x, 59.01 + 0.01 * y))
        for y in range(rows)
        for x in range(columns)
    ]


SETS = {
    "Storhaug": [geometry for _, geometry in demo("storhaug")],
    "Loddefjord and Olsvik": [geometry for _, geometry in demo("loddefjord-olsvik")],
    "Solheim": [geometry for _, geometry in demo("solheim-slettebakken")],
    "Fredrikstad": [geometry for _, geometry in demo("fredrikstad")],
    "one": chequers(1, 1),
    "two": chequers(2, 1),
    "fifteen": chequers(5, 3),
    "a point": [*chequers(2, 1), POINT],
    "a point alone": [POINT],
    "no area": [FLAT, *chequers(1, 1)],
    "far apart": [mapping(box(5, 59, 5.01, 59.01)), mapping(box(170, -80, 170.01, -79.99))],
    "specks far apart": [mapping(box(5 + 3 * n, 59 + n, 5.001 + 3 * n, 59.001 + n)) for n in range(5)],
    "a speck beside the others": [*chequers(2, 2), mapping(box(31, 71, 31.0002, 71.0002))],
    "the ends of the earth": [POINT, {"type": "Point", "coordinates": [-170, -85]}, *chequers(1, 1)],
    "nowhere": [{"type": "Point", "coordinates": [float("inf"), 1]}, *chequers(1, 1)],
    "unknown": [None, None, *chequers(1, 1)],
}
every_set = pytest.mark.parametrize("geometries", SETS.values(), ids=SETS.keys())


@every_set
def test_every_zone_gets_an_outline_on_the_map(geometries: list[Any]) -> None:
    drawn = outlines(geometries)
    assert len(drawn) == len(geometries)
    for outline in drawn:
        assert Polygon(outline).is_valid
        assert 3 <= len(outline) <= 10
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in outline)


@every_set
def test_patches_do_not_lie_on_each_other(geometries: list[Any]) -> None:
    for one, other in combinations(map(Polygon, outlines(geometries)), 2):
        assert one.intersection(other).area < 0.02 * min(one.area, other.area)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("Loddefjord and Olsvik", 0, 1), ("Storhaug", 1, 2), ("Storhaug", 3, 4), ("fifteen", 0, 1), ("fifteen", 0, 5)],
)
def test_neighbours_share_the_corners_of_their_seam(name: str, first: int, second: int) -> None:
    drawn = outlines(SETS[name])
    assert len(set(drawn[first]) & set(drawn[second])) >= 2


def test_north_is_up_and_east_is_right() -> None:
    south, north = outlines([mapping(box(5, 59, 5.02, 59.01)), mapping(box(5, 59.01, 5.02, 59.02))])
    assert max(y for _, y in north) <= min(y for _, y in south)
    west, east = outlines(chequers(2, 1))
    assert max(x for x, _ in west) <= min(x for x, _ in east)


@every_set
def test_a_name_stands_inside_its_patch(geometries: list[Any]) -> None:
    for outline in outlines(geometries):
        assert Polygon(outline).contains(Point(label_point(outline)))


@every_set
def test_neighbours_never_share_a_pattern(geometries: list[Any]) -> None:
    stored = drawings(geometries)
    for one, other in combinations(stored, 2):
        if touching(one["outline"], other["outline"]):
            assert one["pattern"] != other["pattern"]


@every_set
def test_no_two_zones_look_the_same(geometries: list[Any]) -> None:
    stored = drawings(geometries)
    assert len({(one["colour"], one["pattern"]) for one in stored}) == len(stored)
    assert len({one["symbol"] for one in stored}) == len(stored)
    assert {one["colour"] for one in stored} <= set(COLOURS)
    assert {one["pattern"] for one in stored} <= set(PATTERNS)
    assert {one["symbol"] for one in stored} <= set(SYMBOLS)


@every_set
def test_what_is_stored_is_plain_json(geometries: list[Any]) -> None:
    stored = drawings(geometries)
    assert json.loads(json.dumps(stored)) == stored


def test_a_zone_keeps_what_it_has_chosen_itself() -> None:
    own = {"symbol": "tower", "colour": "#ffffff", "outline": [[0, 0], [50, 0], [50, 50], [0, 50]], "label": [20, 20]}
    stored = drawings(chequers(2, 1), [{}, own])
    assert stored[1] == own | {"pattern": stored[1]["pattern"]}
    assert stored[0]["symbol"] != "tower"


def test_the_same_zones_are_drawn_the_same_way_twice() -> None:
    assert drawings(SETS["Fredrikstad"]) == drawings(SETS["Fredrikstad"])


def test_a_picture_has_a_patch_for_each_zone_in_order() -> None:
    zones = [Zone(f"Zone {n}", n == 2, one) for n, one in enumerate(drawings(chequers(3, 1)), 1)]
    picture = quilt(zones, links=lambda zone: f"/{zone.name[-1]}")
    assert [(patch["number"], patch["href"]) for patch in picture["zones"]] == [(1, "/1"), (2, "/2"), (3, "/3")]
    assert [patch["part_at"] is not None for patch in picture["zones"]] == [False, True, False]
    assert set(picture["patterns"]) == {zone.drawing["pattern"] for zone in zones}


def test_a_picture_without_zones_is_empty() -> None:
    assert quilt([])["zones"] == []
    assert quilt([Zone("Nowhere", False, {})])["zones"] == []


def test_extras_of_the_scenery_are_drawn_only_when_asked_for() -> None:
    scenery = {"land": [[0, 0], [9, 0], [9, 9]], "caravan": [1, 2], "view": [0, 0, 400, 300]}
    zones = [Zone("One", False, one) for one in drawings(chequers(1, 1))]
    assert quilt(zones, scenery=scenery)["caravan"] is None
    assert quilt(zones, scenery=scenery, extras=True)["caravan"] == [1, 2]
    assert quilt(zones, scenery=scenery)["view"] == [0, 0, 400, 300]
    assert quilt(zones, scenery=scenery)["coast"]
    assert not quilt(zones)["coast"]


@pytest.mark.parametrize(
    ("name", "lines", "small"),
    [
        ("Lia", ["Lia"], False),
        ("Øvre Sørlandsskråningen", ["Øvre", "Sørlandsskråningen"], False),
        ("Menneskerettighetsorganisasjonsmedlemskapsordningen", [], True),
        ("", [""], False),
    ],
    ids=["short", "two words", "too long to stand anywhere", "empty"],
)
def test_a_name_is_written_so_that_it_fits(name: str, lines: list[str], small: bool) -> None:
    outline = [[0, 0], [200, 0], [200, 200], [0, 200]]
    zone = Zone(name, False, {"outline": outline, "label": [100, 100]})
    patch = quilt([zone])["zones"][0]
    assert [line["text"] for line in patch["lines"]] == lines
    assert ("is-small" in patch["class"]) == small


def test_room_is_measured_both_ways_from_the_middle() -> None:
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    assert room_at(square, (50, 50), below=0) == 100
    assert room_at(square, (30, 50), below=0) == 60
    assert room_at(square, (50, 50), below=80) == 0
