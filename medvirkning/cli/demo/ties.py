"""What the group in the demo has told of its roles and ties, who helped an applicant, and who steps in."""

from datetime import date

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.grants.models import Application
from medvirkning.people.models import Person
from medvirkning.review.calling_in import call_in
from medvirkning.review.flagging import flag_helper
from medvirkning.review.tying import look_over, register_tie
from medvirkning.review.words import TieRole

# Who, the organisation's number and name, the role there, and since when.
TIES = [
    ("halima", "999999921", "Ungdomsgruppa Lykta", TieRole.BOARD, date(2023, 3, 1)),
    ("jorunn", None, "Hagelaget Grønn Bakgård", TieRole.MEMBER, None),
    ("dag", None, "Bybrua seilforening", TieRole.LEADS, date(2019, 5, 20)),
    ("ivar", None, "Verkstedet i Bakgata", TieRole.EMPLOYEE, date(2021, 8, 16)),
]
LOOKED_OVER = {"cecilie": 40, "dag": 60, "halima": 60, "ivar": 210, "jorunn": 35}  # days ago; Kim has not yet


def tell_ties(people: dict[str, Person], almanac: Almanac) -> None:
    """Register the ties, and look the lists over: for some it is time again."""
    for who, number, name, role, since in TIES:
        at = almanac.office(LOOKED_OVER[who], len(who))
        register_tie(organisation_number=number, name=name, role=role, since=since, by=people[who], at=at)
    for who, ago in LOOKED_OVER.items():
        look_over(by=people[who], at=almanac.office(ago, len(who) + 3))


def note_help(sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
    """Cecilie helped the choir to write."""
    flag_helper(sent["choir"], people["cecilie"], almanac.office(10, 4))


def step_in(sent: dict[str, Application], people: dict[str, Person], almanac: Almanac, *, ago: int) -> None:
    """Kim sits for Halima, who is out of her own group's case."""
    path = f"/storhaug/arbeid/soknader/{sent['cinema'].id}/habilitet"
    said = {"member": people["halima"], "substitute": people["kim"], "by": people["dag"]}
    call_in(sent["cinema"], **said, path=path, at=almanac.office(ago, 5))
