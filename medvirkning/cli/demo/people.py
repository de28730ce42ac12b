"""The people of the demo. Everybody is invented; `.example` addresses can never be real ones (RFC 2606)."""

from datetime import datetime

from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.models import Programme
from medvirkning.programmes.words import Role

DOMAIN = "medvirkning.example"

# The cast: those one can be at /demo.
CAST = {
    "aud": "Aud Kaisund",  # resident
    "bjarne": "Bjarne Molovik",  # leads a sports club, applies
    "cecilie": "Cecilie Lappetun",  # coordinator
    "dag": "Dag Holmeskar",  # chairs the group
    "eli": "Eli Vardnes",  # auditor
    "fredrik": "Fredrik Solbakkvik",  # administrator
    "guro": "Guro Fjellhamn",  # a stranger to Storhaug
    "halima": "Halima Abdikarim",  # member, on the board of an applicant
    "ivar": "Ivar Brekkestø",  # member
    "jorunn": "Jorunn Havrevoll",  # member, writes nynorsk
    "kim": "Kim Granli",  # substitute
    "lars": "Lars Nordvarde",  # leads the programme, is the second person where two are needed
    "magne": "Magne Nesbakk",  # sits in the appeal body
    "marit": "Marit Stokkelid",  # decides on delegated authority what the group recommends
}
WRITES_NYNORSK = frozenset({"jorunn"})

# Colleagues who are named in the work, and whom nobody signs in as.
COLLEAGUES = {"siri@stavanger.example": "Siri Haugvald", "liv@fredrikstad.example": "Liv Tangebakk"}

ROLES = {
    "storhaug": {
        "cecilie": Role.COORDINATOR,
        "siri": Role.COORDINATOR,
        "dag": Role.CHAIR,
        "eli": Role.AUDITOR,
        "fredrik": Role.ADMINISTRATOR,
        "halima": Role.MEMBER,
        "ivar": Role.MEMBER,
        "jorunn": Role.MEMBER,
        "kim": Role.SUBSTITUTE,
        "lars": Role.LEAD,
        "magne": Role.APPEAL_BODY,
        "marit": Role.OFFICER,
    },
    "loddefjord-olsvik": {"cecilie": Role.COORDINATOR},
    "fredrikstad": {"liv": Role.COORDINATOR, "guro": Role.MEMBER},
}


def enrol_people(*, at: datetime) -> dict[str, Person]:
    """Everybody, by first name in lower case."""
    people = {
        first: enrol(f"{first}@{DOMAIN}", name=name, language="nn" if first in WRITES_NYNORSK else "nb", at=at)
        for first, name in CAST.items()
    }
    colleagues = {address.partition("@")[0]: enrol(address, name=name, at=at) for address, name in COLLEAGUES.items()}
    return people | colleagues


def give_roles(programme: Programme, people: dict[str, Person], *, at: datetime) -> None:
    """What each is in this programme."""
    for first, role in ROLES[programme.slug].items():
        give_role(people[first], role, programme, by=None, at=at)
