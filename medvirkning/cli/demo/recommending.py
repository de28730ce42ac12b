"""The demo's small scheme: there the group recommends, and an officer decides. Its list is recommended, not decided."""

from datetime import date, time

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.grants import announce, apply_all
from medvirkning.cli.demo.programmes import read
from medvirkning.grants.setting_up import set_up_scheme
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.review.declaring import declare
from medvirkning.review.proposing import propose
from medvirkning.review.settling import Reasons, recommend_all, seal, to_settle
from medvirkning.review.words import DeclarationAnswer, Outcome

CHANGES = {
    "slug": "smaa-tiltak",
    "case_prefix": "ST",
    "name": {"nb": "Små tiltak i nabolaget", "nn": "Små tiltak i nabolaget"},
    "deciding_mode": "recommends",
    "most_amount": 15_000,
    "decided_by": {"nb": "Stavanger kommune", "nn": "Stavanger kommune"},
}


def recommend_small(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """The scheme, its round, two applications, and what the group recommends."""
    described = read("grants/scheme.json") | CHANGES
    described["criteria"]["adopted_on"] = date.fromisoformat(described["criteria"]["adopted_on"])
    scheme = set_up_scheme(programme, described, at=almanac.moment(90, time(12)))
    the_round = announce(scheme, almanac, opens=30, closes=15, meets=3, answers=-20, pot=20_000)
    sent = apply_all(("round_small",), the_round, people, almanac)
    told = {one["key"]: one["advice"] for one in read("grants/round_small.json")}
    dag, at = people["dag"], almanac.office(3)
    why = {}
    for key, application in sent.items():
        advice = told[key]
        declare(application, answer=DeclarationAnswer.NO, ground=None, note="", by=dag, at=at)
        propose(application, outcome=Outcome(advice["outcome"]), amount=advice["amount"], version=0, by=dag, at=at)
        why[application.id] = Reasons(advice["reasons"], advice.get("cut_reasons", ""))
    items, _unsaid = to_settle(the_round, dag)
    recommend_all(the_round, why, seen=seal(items), by=dag, at=at)
