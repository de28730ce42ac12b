"""The demo's schemes that don't pay in advance: one in parts, where a second person confirms, and one afterwards.

In the first, members may agree with another's assessment.
"""

from datetime import date, time

from sqlalchemy import select

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.follow_up import Office
from medvirkning.cli.demo.grants import announce, apply_all
from medvirkning.cli.demo.programmes import read
from medvirkning.cli.demo.review import Group
from medvirkning.follow_up.accepting import accept
from medvirkning.grants.confirming import answer_request
from medvirkning.grants.models import Application
from medvirkning.grants.queries import snapshot_of
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import set_up_scheme
from medvirkning.kernel.database import db
from medvirkning.mail import letters
from medvirkning.mail.sittings import close_meeting
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.review.agreeing import agree_with, look_first

IN_PARTS = {
    "slug": "moteplasser",
    "case_prefix": "MP",
    "name": {"nb": "Møteplasser på Storhaug", "nn": "Møteplassar på Storhaug"},
    "most_amount": 60_000,
    "payment": "divided",
    "first_share": 60,
    "second_confirms": True,
    "may_agree": True,
}
AFTERWARDS = {
    "slug": "dugnad",
    "case_prefix": "DU",
    "name": {"nb": "Dugnadsstøtte", "nn": "Dugnadsstøtte"},
    "most_amount": 20_000,
    "payment": "afterwards",
}
GAVE_POINTS = ("dag", "ivar")  # Jorunn agrees with Ivar


def pay_in_other_ways(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """Both schemes, from the application to what is paid of it so far."""
    parts, after = (_scheme(programme, changes, almanac) for changes in (IN_PARTS, AFTERWARDS))
    stage = _decided("round_parts", parts, people, almanac)
    _decided("round_afterwards", after, people, almanac)
    office = Office(stage, people, almanac)
    office.paid(office.list(165, stage=18_000), 161)
    coming = announce(parts, almanac, opens=9, closes=-18, meets=-33, answers=-47, pot=90_000)
    apply_all(("round_parts_open",), coming, people, almanac)


def _scheme(programme: Programme, changes: dict[str, object], almanac: Almanac) -> Scheme:
    described = read("grants/scheme.json") | changes
    described["criteria"]["adopted_on"] = date.fromisoformat(described["criteria"]["adopted_on"])
    return set_up_scheme(programme, described, at=almanac.moment(400, time(12)))


def _decided(name: str, scheme: Scheme, people: dict[str, Person], almanac: Almanac) -> dict[str, Application]:
    """A round that is over: applied in, confirmed, assessed, decided and accepted."""
    the_round = announce(scheme, almanac, opens=235, closes=197, meets=183, answers=176, pot=60_000)
    sent = apply_all((name,), the_round, people, almanac)
    group = Group(read(f"grants/{name}.json"), people, almanac)
    for key, application in sent.items():
        if scheme.second_confirms:
            _confirm(application, almanac)
        for who in GAVE_POINTS:
            group.assess(who, key, application, ago=190)
        group.declare("cecilie", application, ago=190)
        if scheme.may_agree:
            group.declare("jorunn", application, ago=189)
            look_first(application, by=people["jorunn"], at=almanac.office(188))
            agree_with(application, people["ivar"].id, by=people["jorunn"], at=almanac.office(188, 1))
        meeting = group.open_meeting(application, ago=182)
        decision = group.decide(key, application, ago=181)
        letters.send(decision.letter, by=people["cecilie"], at=almanac.office(179))
        close_meeting(meeting, by=people["dag"], at=almanac.office(181, 9))
        at = almanac.moment(172)
        accept(application, declared=True, account_right=True, other_account=None, by=application.owner, at=at)
    return sent


def _confirm(application: Application, almanac: Almanac) -> None:
    """The second person presses yes behind the link in their mail."""
    db.session.flush()
    asked = select(OutboxMessage).where(OutboxMessage.kind == "second_asked")
    asked = asked.where(OutboxMessage.to == application.second_email)
    snapshot = snapshot_of(application.id)
    assert snapshot is not None
    token = str(db.session.scalars(asked).one().values["token"])
    answer_request(token, confirms=True, seen=snapshot.number, at=almanac.moment(200))
