"""From a municipality's zone borders to the few straight seams of a patch. Done once, when zones are imported.

The picture is a simplified map: neighbours stay neighbours and lie the right way from each other, and a shared border
is one seam. Distances, small corners and water between zones are not kept.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from shapely import prepared
from shapely.affinity import translate
from shapely.errors import ShapelyError
from shapely.geometry import MultiPoint, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

Corner = tuple[float, float]

WIDTH, HEIGHT, MARGIN = 400, 320, 22  # map units
NEAR = 7.0  # corners closer than this are the same corner
MOST_CORNERS, FEWEST_CORNERS = 8, 4
TOO_FLAT = 60.0  # a corner whose triangle is smaller than this says nothing
GAP = 12.0  # between parts of the programme that don't touch
POINT_RADIUS = 46.0  # how large a patch a zone without an area gets
MOST_STRETCH = 1.6  # how much wider than tall, or the other way, a map may be drawn to fill its place
STEP = 6  # how closely places for a name are tried
NAME_LINES = (5, 18)  # a name stands between these, under its label point
SYMBOL_TOP = 26  # and its symbol begins this far over it


def outlines(geometries: Sequence[dict[str, Any] | None]) -> list[list[Corner]]:
    """One outline per GeoJSON geometry (longitude, latitude), in map units with y downwards.

    Neighbours share their corners exactly. A zone that is a point, a line, broken or missing gets a patch of its own
    where it lies, or beside the others when nobody knows where that is; so does one that is a speck beside the rest.
    """
    shapes = [_flat(geometry) for geometry in geometries]
    solid = {index: found for index, found in enumerate(shapes) if isinstance(found, Polygon)}
    frame = list(solid.values()) or shapes
    rings = [list(found.exterior.coords)[:-1] for found in solid.values()]
    joined = dict(zip(solid, _joined(_fitted(rings, frame, MOST_STRETCH)), strict=True))
    drawn = {index: ring for index, ring in joined.items() if len(set(ring)) > 2}
    patches = {index: _whole(ring) for index, ring in zip(drawn, _simpler(list(drawn.values())), strict=True)}
    places = [[found.centroid.coords[0]] if found is not None else [] for found in shapes]
    for index, place in enumerate(_fitted(places, frame, MOST_STRETCH)):
        if index not in patches:
            patches[index] = _octagon(place[0] if place else (WIDTH / 2, HEIGHT / 2))
    _gather(patches, alone=set(patches) - set(drawn))
    fitted = _fitted([list(patches[index].exterior.coords)[:-1] for index in range(len(shapes))], patches.values())
    return [[(round(x), round(y)) for x, y in ring] for ring in fitted]


def label_point(outline: Sequence[Corner]) -> Corner:
    """Where a symbol with a name under it has most room in an outline; always inside it."""
    patch = _whole(outline)
    left, top, right, bottom = (round(edge) for edge in patch.bounds)
    inside = prepared.prep(patch.buffer(-STEP))
    places = [
        (x, y) for x in range(left, right, STEP) for y in range(top, bottom, STEP) if inside.contains(Point(x, y))
    ]
    if not places:
        middle = patch.representative_point()
        return round(middle.x), round(middle.y)

    def roominess(place: Corner) -> float:
        name = min(room_at(outline, place, below) for below in NAME_LINES)
        return min(name, 110.0) + 0.6 * min(room_at(outline, place, -SYMBOL_TOP), 40.0)

    best = max(map(roominess, places))
    good = [place for place in places if roominess(place) > best - 1]
    return max(good, key=lambda place: patch.exterior.distance(Point(place)))


def touching(one: Sequence[Corner], other: Sequence[Corner]) -> bool:
    """True when two outlines meet along a seam or lie so close that they look as if they did."""
    return bool(_whole(one).distance(_whole(other)) < NEAR)


def inset(outline: Sequence[Corner], by: float) -> list[Corner]:
    """The outline drawn `by` units further in; empty when there is no room."""
    inner = _largest(_whole(outline).buffer(-by, join_style="mitre"))
    return [] if inner is None else list(inner.exterior.coords)[:-1]


def room_at(outline: Sequence[Corner], point: Corner, below: float) -> float:
    """How wide the outline is, both ways from `point`, on the line `below` units under it."""
    x, y = point[0], point[1] + below
    crossings = [
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]])
        if (y1 <= y) != (y2 <= y)
    ]
    left = [x - crossing for crossing in crossings if crossing <= x]
    right = [crossing - x for crossing in crossings if crossing > x]
    return 2 * min(min(left), min(right)) if len(left) % 2 and len(right) % 2 else 0.0


def _flat(geometry: dict[str, Any] | None) -> Polygon | Point | None:
    """The main part of a geometry on a flat plane, north up; a Point when it has no area worth drawing."""
    if not geometry:
        return None
    try:
        found: BaseGeometry = shape(geometry)
        polygon = _largest(found if found.is_valid else found.buffer(0))
        middle = found.centroid
    except (ShapelyError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    if not all(map(math.isfinite, found.bounds)):
        return None
    if polygon is None or polygon.area < 1e-8:
        return None if middle.is_empty else Point(middle.x * math.cos(math.radians(middle.y)), -middle.y)
    stretch = math.cos(math.radians(round(middle.y)))
    return Polygon([(x * stretch, -y) for x, y, *_ in polygon.exterior.coords])


def _largest(found: BaseGeometry) -> Polygon | None:
    parts = [part for part in getattr(found, "geoms", [found]) if isinstance(part, Polygon) and not part.is_empty]
    return max(parts, key=lambda part: part.area, default=None)


def _whole(ring: Sequence[Corner]) -> Polygon:
    """A polygon that doesn't cross itself."""
    polygon = Polygon(ring)
    if polygon.is_valid and polygon.area > 0:
        return polygon
    hull = MultiPoint(list(ring)).convex_hull
    return hull if isinstance(hull, Polygon) else _octagon(ring[0])


def _octagon(middle: Corner) -> Polygon:
    return Point(middle).buffer(POINT_RADIUS, quad_segs=2)


def _fitted(rings: Sequence[Sequence[Corner]], frame: Any, stretch: float = 1.0) -> list[list[Corner]]:
    """The rings moved and scaled alike, so that all of `frame` fits the map; at most `stretch` wider than tall."""
    left, top, right, bottom = unary_union([found for found in frame if found is not None] or [Point(0, 0)]).bounds
    wide, tall = (WIDTH - 2 * MARGIN) / ((right - left) or 1e-9), (HEIGHT - 2 * MARGIN) / ((bottom - top) or 1e-9)
    most = 1.0 if right == left and bottom == top else min(wide, tall)
    wide, tall = min(wide, stretch * most), min(tall, stretch * most)
    dx, dy = WIDTH / 2 - wide * (left + right) / 2, HEIGHT / 2 - tall * (top + bottom) / 2
    return [[(wide * x + dx, tall * y + dy) for x, y, *_ in ring] for ring in rings]


def _joined(rings: list[list[Corner]]) -> list[list[Corner]]:
    """The rings with corners that nearly meet made one, and with each other's corners on long edges put in."""
    known: list[Corner] = []

    def settle(corner: Corner) -> Corner:
        near = [place for place in known if math.dist(place, corner) < NEAR]
        if near:
            return min(near, key=lambda place: math.dist(place, corner))
        known.append(corner)
        return corner

    settled = [_tidy([settle(corner) for corner in ring]) for ring in rings]
    return [_tidy([point for a, b in pairwise([*ring, ring[0]]) for point in _along(a, b, known)]) for ring in settled]


def _along(a: Corner, b: Corner, known: Sequence[Corner]) -> Iterator[Corner]:
    """`a`, then the known corners that lie on the way to `b`."""
    yield a
    length = math.dist(a, b)
    on_way = []
    for place in known if length else ():
        along = ((place[0] - a[0]) * (b[0] - a[0]) + (place[1] - a[1]) * (b[1] - a[1])) / length
        beside = abs((place[0] - a[0]) * (b[1] - a[1]) - (place[1] - a[1]) * (b[0] - a[0])) / length
        if 0 < along < length and beside < NEAR / 2 and place not in (a, b):
            on_way.append((along, place))
    yield from (place for _, place in sorted(on_way))


def _tidy(ring: list[Corner]) -> list[Corner]:
    """The ring without a corner that comes twice in a row."""
    kept = [corner for before, corner in pairwise([ring[-1], *ring]) if corner != before]
    return kept or ring[:1]


def _simpler(rings: list[list[Corner]]) -> list[list[Corner]]:
    """The rings with few corners. A corner is taken from every ring it is in, so that seams still meet."""
    while True:
        offers = sorted(
            (_triangle(ring, at), ring[at])
            for ring in rings
            for at in range(len(ring))
            if len(ring) > FEWEST_CORNERS and (len(ring) > MOST_CORNERS or _triangle(ring, at) < TOO_FLAT)
        )
        for _size, corner in offers:
            thinner = _without(rings, corner)
            if thinner is not None:
                rings = thinner
                break
        else:
            return rings


def _triangle(ring: Sequence[Corner], at: int) -> float:
    """How much a corner means: the area of the triangle it makes with those beside it."""
    (ax, ay), (bx, by), (cx, cy) = ring[at - 1], ring[at], ring[(at + 1) % len(ring)]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def _without(rings: list[list[Corner]], corner: Corner) -> list[list[Corner]] | None:
    """The rings without this corner, or None if seams would part, a ring get too small or cross itself."""
    with_it = [ring for ring in rings if corner in ring]
    beside = {frozenset((ring[ring.index(corner) - 1], ring[(ring.index(corner) + 1) % len(ring)])) for ring in with_it}
    if len(beside) != 1 or any(len(ring) <= FEWEST_CORNERS or ring.count(corner) > 1 for ring in with_it):
        return None
    thinner = [[place for place in ring if place != corner] if corner in ring else ring for ring in rings]
    changed = [after for before, after in zip(rings, thinner, strict=True) if corner in before]
    return thinner if all(Polygon(ring).is_valid for ring in changed) else None


def _gather(patches: dict[int, Polygon], alone: set[int]) -> None:
    """Move parts that don't touch close together, each in the direction it lies. Those `alone` belong to no part."""
    groups: list[list[int]] = []
    for index in sorted(patches.keys() - alone):
        meets = [group for group in groups if any(patches[index].distance(patches[other]) < 1 for other in group)]
        apart = [group for group in groups if group not in meets]
        groups = [*apart, [index, *(one for group in meets for one in group)]]
    groups += [[index] for index in sorted(alone)]
    groups.sort(key=lambda group: -sum(patches[index].area for index in group))
    placed = [patches[index] for index in groups[0]] if groups else []
    for group in groups[1:]:
        cluster, together = unary_union([patches[index] for index in group]), unary_union(placed)
        away = (cluster.centroid.x - together.centroid.x, cluster.centroid.y - together.centroid.y)
        length = math.hypot(*away) or 1.0
        step = (away[0] / length, away[1] / length) if length > 1 else (1.0, 0.0)
        nearest, farthest = -length, float(WIDTH + HEIGHT)
        for _ in range(24):
            middle = (nearest + farthest) / 2
            free = translate(cluster, step[0] * middle, step[1] * middle).distance(together) >= GAP
            nearest, farthest = (nearest, middle) if free else (middle, farthest)
        for index in group:
            patches[index] = translate(patches[index], step[0] * farthest, step[1] * farthest)
            placed.append(patches[index])
