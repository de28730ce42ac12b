"""Setting up programmes and giving people roles in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.people.actions import sign_out_everywhere
from medvirkning.people.models import Person
from medvirkning.programmes.models import Goal, Membership, Place, Programme, Zone, ZonePopulation
from medvirkning.programmes.queries import current_role, populations
from medvirkning.programmes.quilt import drawings
from medvirkning.programmes.words import GoalKind, PlaceKind, Role
from medvirkning.programmes.words import PopulationFault as Fault

PLAIN = ("slug", "name", "municipality", "organisation_number", "contact_email", "accessibility_url", "privacy_url",
         "default_language", "starts_on", "ends_on", "reply_days", "demo")  # fmt: skip
FIRST_YEAR = 1900


def give_role(person: Person, role: Role, programme: Programme, *, by: Person | None, at: datetime) -> Membership:
    """Give a person a role, from now. Someone who has it already keeps it as it is. `by` is None at set-up."""
    current = current_role(person.email, role, programme.id)
    if current is not None:
        return current
    membership = Membership(person_id=person.id, programme_id=programme.id, role=role, since=at)
    membership.person, membership.programme = person, programme
    db.session.add(membership)
    db.session.flush()
    record(membership, "role_given", by=by, at=at, programme_id=programme.id, facts={"role": role.value})
    return membership


def end_role(membership: Membership, *, by: Person | None, at: datetime) -> None:
    """Take a role away, from now. The person is signed out everywhere, so that nothing stays open."""
    membership.ended_at = at
    sign_out_everywhere(membership.person)
    record(
        membership,
        "role_ended",
        by=by,
        at=at,
        programme_id=membership.programme_id,
        facts={"role": membership.role.value},
    )


def set_up_programme(described: dict[str, Any], features: list[dict[str, Any]], *, at: datetime) -> Programme:
    """A new programme from a description, with a zone for each GeoJSON feature (properties code, name, partial, and
    `population` {people, year, source} where it is known).

    Texts are objects of languages. Goals are lists of such texts under `national_goals` and `themes`, a theme perhaps
    with an `icon` beside; `places` have kind (a PlaceKind), name, and perhaps open_hours and the code of a zone.
    """
    texts = {name: Localized.from_json(described[name]) for name in ("term_name", "group_name", "help_text")}
    programme = Programme(**texts, **{name: described[name] for name in PLAIN if name in described})
    programme.set_up_by = Localized.from_json(described["set_up_by"]) if described.get("set_up_by") else None
    programme.drawing = described.get("drawing", {})
    programme.zones = _zones(features)
    programme.goals = [
        _goal(kind, position, text)
        for kind, key in ((GoalKind.NATIONAL, "national_goals"), (GoalKind.THEME, "themes"))
        for position, text in enumerate(described.get(key, []), 1)
    ]
    programme.places = [_place(place, programme.zones) for place in described.get("places", [])]
    db.session.add(programme)
    db.session.flush()
    for zone, feature in zip(programme.zones, features, strict=True):
        if lives := feature["properties"].get("population"):
            db.session.add(ZonePopulation(zone_id=zone.id, **lives))
    record(programme, "programme_set_up", by=None, at=at, programme_id=programme.id)
    return programme


def tell_populations(
    programme: Programme, people: Mapping[str, int | None], *, year: int | None, source: str, by: Person, at: datetime
) -> None:
    """Tell how many live in these zones, by code, all from one source; None takes away what was told of a zone.

    Raises RuleBroken.
    """
    hold(programme)
    if any(number is not None for number in people.values()):
        refuse(_population_objections(year, source, last=oslo_date(at).year))
    before = populations(programme)
    for zone in programme.zones:
        row, number = before.get(zone.code), people.get(zone.code)
        if number is None:
            if row is not None and zone.code in people:
                db.session.delete(row)
            continue
        row = row or ZonePopulation(zone_id=zone.id)
        row.people, row.year, row.source = number, year or 0, source.strip()
        db.session.add(row)
    db.session.flush()
    told = sorted(code for code, number in people.items() if number is not None)
    facts = {"zones": told, "year": year, "source": source.strip()} if told else {"zones": []}
    record(programme, "populations_told", by=by, at=at, programme_id=programme.id, facts=facts)


def _population_objections(year: int | None, source: str, *, last: int) -> list[Objection]:
    """A number of people is of a year, and somebody has counted them."""
    found = []
    if year is None:
        found.append(Objection(Fault.NO_YEAR))
    elif not FIRST_YEAR <= year <= last:
        found.append(Objection(Fault.NOT_A_YEAR, first=str(FIRST_YEAR), last=str(last)))
    return found if source.strip() else [*found, Objection(Fault.NO_SOURCE)]


def _goal(kind: GoalKind, position: int, described: dict[str, str]) -> Goal:
    texts = {language: text for language, text in described.items() if language != "icon"}
    return Goal(kind=kind, position=position, name=Localized.from_json(texts), icon=described.get("icon"))


def _place(described: dict[str, Any], zones: list[Zone]) -> Place:
    place = Place(kind=PlaceKind(described["kind"]), name=described["name"])
    place.open_hours = Localized.from_json(described["open_hours"]) if described.get("open_hours") else None
    place.zone = next((zone for zone in zones if zone.code == described.get("zone")), None)
    return place


def _zones(features: list[dict[str, Any]]) -> list[Zone]:
    """Zones in the order of the features; each keeps what it brings of its drawing, and the rest is drawn for it."""
    own = [feature["properties"].get("drawing") or {} for feature in features]
    return [
        Zone(
            code=feature["properties"]["code"],
            name=feature["properties"]["name"],
            position=position,
            partial=bool(feature["properties"].get("partial")),
            polygon=feature["geometry"],
            drawing=drawing,
        )
        for position, (feature, drawing) in enumerate(
            zip(features, drawings([feature["geometry"] for feature in features], own), strict=True), 1
        )
    ]
