"""The quilt: a programme's zones as patches of cloth. Shape, colour, pattern, symbol and name, always together.

What is stored for a zone is a plain dict, made once by `drawings()` or drawn by hand:

    {"outline": [[x, y], …], "label": [x, y], "pattern": "waves", "colour": "#8fd0d6", "symbol": "boat"}

in map units (400 wide, y downwards). What is stored for a programme (its scenery, all optional) is

    {"land": [[x, y], …], "waves": path, "thread": {"path": path, "end": [x, y]}, "caravan": [x, y],
     "boats": [[x, y], …], "view": [x, y, width, height]}

where the land is drawn in the page's own colour and what is not land is sea.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from medvirkning.programmes.outlines import HEIGHT, NAME_LINES, WIDTH, inset, label_point, outlines, room_at, touching

PATTERNS = ("waves", "dots", "stripes", "grass", "checks")
COLOURS = ("#8fd0d6", "#e4b4d8", "#ffc65c", "#a9cf8f", "#f7a48c")  # ink on each has contrast 8 or more
SYMBOLS = (
    "waves", "boat", "tree", "houses", "tower", "mountain", "flats", "bridge",
    "sun", "flower", "fish", "anchor", "leaf", "lighthouse", "hills", "kite",
)  # fmt: skip

SEAM = 8  # the stitched line lies this far inside the edge
SIZES = (16, 13)  # of names, in map units
LETTERS = {"ijl.,' ": 0.3, "frtI1-": 0.42, "mwæMWÆ": 0.93}  # widths in the bold of the typeface; others below
CAPITAL, SMALL = 0.73, 0.62
MOST_OVER = 100  # a name wider than this may not go over the edge of its patch
MANY = 12  # above this many zones the small patches have no symbol; the list leads
VEIL = 0.85  # how much white lies over a patch of nought per cent
INLAND = "M-1600-900H1600V900H-1600z"

Corners = tuple[tuple[float, float], ...]


class Patch(Protocol):
    """A zone, as far as the quilt cares."""

    @property
    def name(self) -> str: ...
    @property
    def partial(self) -> bool: ...
    @property
    def drawing(self) -> Mapping[str, Any]: ...


def drawings(
    geometries: Sequence[Mapping[str, Any] | None], own: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]]:
    """What to store for each zone, from its GeoJSON geometry. `own` is what zones have chosen themselves.

    Neighbours never share a pattern. No two zones have the same colour and pattern, nor the same symbol, as long as
    there are enough of them; then neighbours share a colour only when there is no other way.
    """
    chosen = [dict(own[index]) if index < len(own) else {} for index in range(len(geometries))]
    drawn = outlines([None if geometry is None else dict(geometry) for geometry in geometries])
    shapes = [list(mine.get("outline") or outline) for mine, outline in zip(chosen, drawn, strict=True)]
    near = [
        [other for other in range(len(shapes)) if other != index and touching(shapes[index], shapes[other])]
        for index in range(len(shapes))
    ]
    patterns = _spread(PATTERNS, near, [mine.get("pattern") for mine in chosen])
    colours = _spread(COLOURS, near, [mine.get("colour") for mine in chosen], apart_from=patterns)
    taken = {mine["symbol"] for mine in chosen if mine.get("symbol")}
    free = [symbol for symbol in SYMBOLS if symbol not in taken]
    stored = []
    for index, (mine, shape) in enumerate(zip(chosen, shapes, strict=True)):
        symbol = mine.get("symbol") or (free.pop(0) if free else SYMBOLS[index % len(SYMBOLS)])
        stored.append(
            {
                "outline": [list(corner) for corner in shape],
                "label": list(mine.get("label") or label_point(shape)),
                "pattern": patterns[index],
                "colour": colours[index],
                "symbol": symbol,
            }
        )
    return stored


def quilt(
    zones: Iterable[Patch],
    *,
    links: Callable[[Any], str] | None = None,
    scenery: Mapping[str, Any] | None = None,
    extras: bool = False,
    name: str = "quilt",
    shares: Callable[[Any], int | None] | None = None,
) -> dict[str, Any]:
    """What the macro `ui.quilt` draws. Zones are numbered from 1 in their order; one without an outline is left out.

    `links` makes the patches links; `extras` adds the thread, the caravan and the boats of the scenery; `name` keeps
    two quilts on one page apart. `shares` gives each zone a number of per cent in the place of its symbol, None for one
    that is not shown: the smaller, the paler.
    """
    scenery = scenery or {}
    shown = [(number, zone) for number, zone in enumerate(zones, 1) if zone.drawing.get("outline")]
    patches = [_patch(number, zone, links, crowded=len(shown) > MANY) for number, zone in shown]
    if shares is not None:
        patches = [_told(patch, shares(zone)) for patch, (_number, zone) in zip(patches, shown, strict=True)]
    return {
        "name": name,
        "view": scenery.get("view") or _view([zone.drawing["outline"] for _, zone in shown]),
        "land": _path(scenery["land"]) if scenery.get("land") else INLAND,
        "coast": bool(scenery.get("land")),
        "waves": scenery.get("waves", ""),
        "patterns": sorted({patch["pattern"] for patch in patches}),
        "zones": sorted(patches, key=lambda patch: "is-over" in patch["class"]),  # names over the edge go on top
        "thread": scenery.get("thread") if extras else None,
        "caravan": scenery.get("caravan") if extras else None,
        "boats": scenery.get("boats", ()) if extras else (),
    }


def _patch(number: int, zone: Patch, links: Callable[[Any], str] | None, *, crowded: bool) -> dict[str, Any]:
    drawing = zone.drawing
    corners, (x, y) = tuple((a, b) for a, b in drawing["outline"]), drawing["label"]
    path, stitches, room = _measured(corners, (x, y))
    lines, size = _fit(zone.name, room)
    if crowded and not size:
        lines = []
    small, over = size != SIZES[0], bool(lines) and not size
    symbol = not (crowded and small)
    first = (17 if symbol else 5) - (7 if len(lines) > 1 and not symbol else 0)
    step = 15 if small else 17
    return {
        "number": number,
        "name": zone.name,
        "href": links(zone) if links else "",
        "path": path,
        "inset": stitches,
        "colour": drawing.get("colour") or COLOURS[number % len(COLOURS)],
        "pattern": drawing.get("pattern") if drawing.get("pattern") in PATTERNS else PATTERNS[number % len(PATTERNS)],
        "symbol": drawing.get("symbol", ""),
        "symbol_at": (x - 17, y - (32 if lines else 17)) if symbol else None,
        "lines": [{"text": line, "x": x, "y": y + first + step * index} for index, line in enumerate(lines)],
        "class": " is-small is-over" if over else " is-small" if small else "",
        "part_at": (x, y + first + 15 + step * (len(lines) - 1)) if zone.partial and lines and not crowded else None,
    }


def _told(patch: dict[str, Any], share: int | None) -> dict[str, Any]:
    """The patch with its share where the symbol would be, under a veil that is thicker the smaller it is."""
    at = patch["symbol_at"]
    return patch | {
        "symbol_at": None,
        "share": "–" if share is None else f"{share}\N{NO-BREAK SPACE}%",
        "share_at": (at[0] + 17, at[1] + 24) if at else None,
        "veil": VEIL if share is None else round(VEIL * (1 - share / 100), 2),
    }


def _fit(name: str, room: float) -> tuple[list[str], float]:
    """The lines a name is written in, and the size; size 0 when it doesn't fit."""
    words = name.split()
    halves = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    halves.sort(key=lambda half: max(map(_width, half)))
    for size in SIZES:
        for lines in ([name], *halves[:1]):
            if max(map(_width, lines)) * size <= room:
                return lines, size
    lines = halves[0] if halves else [name]
    return (lines, 0) if max(map(_width, lines)) * SIZES[1] <= MOST_OVER else ([], 0)


def _width(text: str) -> float:
    """About how wide a text is, in its own height."""
    widths = {letter: width for letters, width in LETTERS.items() for letter in letters}
    return sum(widths.get(letter, CAPITAL if letter.isupper() else SMALL) for letter in text)


def _view(shapes: Sequence[Sequence[Sequence[float]]]) -> list[float]:
    """All of the width, and the height that is used."""
    heights = [y for shape in shapes for _, y in shape] or [0, HEIGHT]
    top = min(heights) - 16
    return [0, top, WIDTH, max(heights) + 16 - top]


@lru_cache(maxsize=1024)
def _measured(corners: Corners, label: tuple[float, float]) -> tuple[str, str, float]:
    """The path of a patch, of its stitches, and how wide it is where the name stands."""
    room = min(room_at(corners, label, below) for below in NAME_LINES) - 8
    return _path(corners), _path(inset(corners, SEAM)), room


def _path(corners: Sequence[Sequence[float]]) -> str:
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in corners) + "z" if corners else ""


def _spread(
    kinds: Sequence[str],
    near: Sequence[Sequence[int]],
    own: Sequence[str | None],
    apart_from: Sequence[str] | None = None,
) -> list[str]:
    """One kind for each zone; those whose neighbours leave them least to choose from choose first.

    What goes with the same `apart_from` already counts most against a kind, then what neighbours have, then use.
    """
    found: dict[int, str] = {index: kind for index, kind in enumerate(own) if kind}

    def cost(index: int, kind: str) -> tuple[int, int, int]:
        beside = sum(found.get(other) == kind for other in near[index])
        paired = (
            sum(have == kind and apart_from[other] == apart_from[index] for other, have in found.items())
            if apart_from
            else 0
        )
        return paired, beside, sum(have == kind for have in found.values())

    def options(index: int) -> int:
        return len({found[other] for other in near[index] if other in found})

    left = [index for index in range(len(near)) if index not in found]
    while left:
        index = max(left, key=lambda one: (options(one), len(near[one]), -one))
        left.remove(index)
        found[index] = min(kinds, key=lambda kind: cost(index, kind))
    return [found[index] for index in range(len(near))]
