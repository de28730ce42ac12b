"""The demo's three programmes, read from the files in `data/`, with schematic zones."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from medvirkning.programmes.actions import set_up_programme
from medvirkning.programmes.models import Programme

DATA = Path(__file__).resolve().parent / "data"
SLUGS = ("storhaug", "loddefjord-olsvik", "fredrikstad")


def read(name: str) -> Any:
    """What a file in `data/` says."""
    return json.loads((DATA / name).read_text("utf-8"))


def set_up(slug: str, *, at: datetime) -> Programme:
    """One programme, with the goals that are the same for all."""
    described = read(f"{slug}.json") | {"slug": slug, "demo": True, "national_goals": read("national_goals.json")}
    for key in ("starts_on", "ends_on"):
        described[key] = date.fromisoformat(described[key]) if key in described else None
    return set_up_programme(described, _features(slug, described.get("zones", {})), at=at)


def _features(slug: str, drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """The programme's zones, in the order it names them, with what is drawn by hand."""
    features = [one for one in read("zones.geojson")["features"] if one["properties"]["programme"] == slug]
    order = list(drawn)
    features.sort(key=lambda one: order.index(one["properties"]["code"]) if one["properties"]["code"] in order else 99)
    for feature in features:
        feature["properties"]["drawing"] = drawn.get(feature["properties"]["code"])
    return features
