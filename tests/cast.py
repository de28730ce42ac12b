"""The named people of tests, seeds and screenshots, in a Storhaug of their own. Factories build through actions."""

from dataclasses import dataclass
from datetime import date

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.localized import Localized
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.models import Goal, Programme, Zone
from medvirkning.programmes.words import GoalKind, Role
from tests.kept import kept

ZONES = ("Sentrum", "Badedammen", "Lervig", "Emmaus", "Bergeland")
ROLES = {
    "cecilie": Role.COORDINATOR,
    "dag": Role.CHAIR,
    "eli": Role.AUDITOR,
    "fredrik": Role.ADMINISTRATOR,
    "halima": Role.MEMBER,
    "ivar": Role.MEMBER,
    "jorunn": Role.MEMBER,
    "kim": Role.SUBSTITUTE,
    "magne": Role.APPEAL_BODY,
    "marit": Role.OFFICER,
}


@dataclass
class World:
    """A programme and its people."""

    programme: Programme
    aud: Person  # resident
    bjarne: Person  # leads a sports club, applies
    cecilie: Person  # coordinator
    dag: Person  # chairs the group
    eli: Person  # auditor
    fredrik: Person  # administrator
    guro: Person  # stranger
    halima: Person  # member, on the board of an applicant
    ivar: Person  # member
    jorunn: Person  # member
    kim: Person  # substitute
    magne: Person  # sits in the appeal body
    marit: Person  # decides what the group recommends


def both(nb: str, nn: str | None = None) -> Localized:
    """A text in both written languages."""
    return Localized({"nb": nb, "nn": nn or nb})


def programme(slug: str = "storhaug", name: str = "Storhaug") -> Programme:
    """A programme with five zones and two themes. Call inside a transaction."""
    made = Programme(
        slug=slug,
        name=name,
        term_name=both(f"Levekårsløftet {name}"),
        group_name=both(f"Bydelsgruppa {name}"),
        municipality="Stavanger kommune",
        help_text=both("Kom innom nærmiljøkontoret."),
        contact_email="post@medvirkning.example",
        starts_on=date(2024, 1, 1),
    )
    made.zones = [
        Zone(code=f"S-{number:02}", name=zone, position=number, partial=zone in ("Sentrum", "Bergeland"))
        for number, zone in enumerate(ZONES, 1)
    ]
    made.goals = [
        Goal(kind=GoalKind.THEME, position=1, name=both("Møteplasser", "Møteplassar")),
        Goal(kind=GoalKind.THEME, position=2, name=both("Trafikk")),
    ]
    db.session.add(made)
    db.session.flush()
    return made


@kept
def storhaug() -> World:
    """Storhaug with everybody in it."""
    at = now()
    with transaction():
        made = programme()
        names = list(World.__dataclass_fields__)[1:]
        people = {name: enrol(f"{name}@medvirkning.example", name=name.title(), at=at) for name in names}
        for name, role in ROLES.items():
            give_role(people[name], role, made, by=None, at=at)
    return World(made, **people)
