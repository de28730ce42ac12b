"""Bergen's neighbourhood money, as it went: 33 asked for just over 2 million, 515 000 to share, 5 000 to 40 000 each.

The applicants and what each asked for are invented; the figures of the round are not.
"""

from datetime import date

from medvirkning.grants.actions import begin, save_section, send
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import CriteriaSet, Criterion, Round
from medvirkning.grants.words import BudgetSide, CriterionKind, Line, Section
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from tests import grant_cast
from tests.cast import World, both
from tests.kept import kept
from tests.review_cast import hands_in, says

POT, FLOOR, CEILING = 515_000, 5_000, 40_000
# What each asked for, and the least it can be done for; in the order they came.
ASKED = (
    (120_000, 30_000), (15_000, 8_000), (64_000, 20_000), (40_000, 15_000), (98_500, 25_000), (22_000, 11_000),
    (75_000, 12_000), (38_000, 10_000), (150_000, 40_000), (9_000, 5_000), (60_000, 18_000), (45_000, 9_000),
    (31_750, 7_500), (110_000, 39_999), (52_000, 14_000), (18_000, 6_000), (86_000, 22_000), (27_000, 13_500),
    (70_000, 16_000), (5_000, 5_000), (140_000, 35_000), (33_333, 8_333), (48_000, 17_000), (95_000, 28_000),
    (12_500, 6_250), (66_000, 19_000), (80_000, 21_000), (24_000, 12_000), (130_000, 38_000), (36_000, 9_500),
    (58_000, 15_500), (105_000, 27_000), (88_000, 23_000),
)  # fmt: skip
CRITERIA = ("Området har levekårsutfordringer", "Tiltaket er en møteplass for alle", "Mange gjør dugnad")


@kept
def bergen(world: World) -> tuple[Round, list[Application]]:
    """The round with everything sent and weighed by two members. Own transactions."""
    with transaction():
        scheme = grant_cast.scheme(world, slug="naermiljomidler", prefix="NM")
        scheme.least_amount, scheme.most_amount = FLOOR, None
        made = CriteriaSet(scheme_id=scheme.id, version=1, adopted_by=both("Bystyret"), adopted_on=date(2024, 4, 3))
        made.criteria = [
            Criterion(key=f"k{place}", position=place, text=both(text), kind=CriterionKind.GRADED, most=3)
            for place, text in enumerate(CRITERIA, 1)
        ]
        db.session.add(made)
    the_round = grant_cast.open_round(world, scheme, pot=POT)
    sent = [_sent(the_round, world, *figures) for figures in ASKED]
    with transaction():
        scheme.most_amount = CEILING
    for place, application in enumerate(sent):
        for person, turn in ((world.ivar, 0), (world.jorunn, 1)):
            says(application, person)
            hands_in(application, person, (place + turn) % 4, (place * 2 + turn) % 4, (place // 3) % 4)
        says(application, world.dag)
    return the_round, sent


def _sent(the_round: Round, world: World, asked: int, least: int) -> Application:
    where = {"zone_id": str(world.programme.zones[0].id), "place": "Plassen", "starts_on": "", "ends_on": ""}
    where["starts_on"] = today().replace(year=today().year + 1, day=1).isoformat()
    lines = [Line(BudgetSide.EXPENSE, "Utstyr", asked)]
    sections = {
        Section.WHO: grant_cast.WHO,
        Section.WHAT: grant_cast.WHAT,
        Section.WHERE_AND_WHEN: where,
        Section.BUDGET: {"lines": lines, "least_workable": str(least)},
        Section.ATTACHMENTS: {"plans": {"statutes": "later"}},
    }
    with transaction():
        made = begin(the_round, by=world.bjarne, language="nb", at=now())
        for section, values in sections.items():
            save_section(made, section, values, by=world.bjarne, at=now())
        send(made, key=made.id, declared=grant_cast.DECLARED, by=world.bjarne, at=now())
    return made
