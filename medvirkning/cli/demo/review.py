"""The district group at work in the demo: declarations, points with reasons, proposals, decisions and letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from medvirkning.cli.demo import ties
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.people import WRITES_NYNORSK
from medvirkning.cli.demo.programmes import read
from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Criterion
from medvirkning.kernel.database import db
from medvirkning.mail import letters
from medvirkning.mail.sittings import close_meeting, open_meeting
from medvirkning.people.models import Person
from medvirkning.review.assessing import save_assessment, submit_assessment
from medvirkning.review.checking import ask_for_correction, check_form
from medvirkning.review.conducting import come_back, leave_room
from medvirkning.review.deciding import decide
from medvirkning.review.declaring import declare
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Decision
from medvirkning.review.proposing import propose
from medvirkning.review.rules import Points
from medvirkning.review.words import DeclarationAnswer, Dismissal, Ground, Outcome

Told = list[dict[str, Any]]
Sent = dict[str, Application]

NO = DeclarationAnswer.NO
HELD_BY = ("dag", "halima", "ivar", "jorunn")  # those who gave points in the round that is over
PROPOSES = "ivar"


class Group:
    """The group's people, its criteria, and what the files say of the applications, by key."""

    def __init__(self, told: Told, people: dict[str, Person], almanac: Almanac) -> None:
        self.told = {one["key"]: one for one in told}
        self.people, self.almanac = people, almanac
        self.reasons = read("grants/reasons.json")

    def declare(self, who: str, application: Application, *, ago: int) -> None:
        """Nothing stands in the way."""
        at = self._at(ago, who)
        declare(application, answer=NO, ground=None, note="", by=self.people[who], at=at)

    def assess(self, who: str, key: str, application: Application, *, ago: int, note: str = "") -> None:
        """Declare, and hand in points and a reason on every criterion."""
        self.declare(who, application, ago=ago)
        given = self._points(who, key, application)
        at = self._at(ago, who, later=12)
        by = self.people[who]
        submit_assessment(application, given=given, note=note, version=0, form_id=None, by=by, at=at)

    def begin(self, who: str, key: str, application: Application, *, criteria: int, ago: int) -> None:
        """Declare, and get so many criteria done."""
        self.declare(who, application, ago=ago)
        given = dict(list(self._points(who, key, application).items())[:criteria])
        by, at = self.people[who], self._at(ago, who, later=8)
        save_assessment(application, given=given, note="", version=0, form_id=None, by=by, at=at)

    def decide(self, key: str, application: Application, *, ago: int) -> Decision:
        """The chair decides as the file says; the letter is made with it."""
        told = self.told[key]["decision"]
        return decide(
            application,
            outcome=Outcome(told["outcome"]),
            amount=told["amount"],
            reasons=told["reasons"],
            cut_reasons=told.get("cut_reasons", ""),
            dismissal=Dismissal(told["dismissal"]) if "dismissal" in told else None,
            by=self.people["dag"],
            at=self._at(ago, key),
            compose=letters.compose,
        )

    def ask(self, key: str, application: Application, *, ago: int, days: int) -> None:
        """The coordinator has looked through it, and asks for what the file says."""
        told, by = self.told[key]["correction"], self.people["cecilie"]
        self.declare("cecilie", application, ago=ago + 1)
        lacks = {CheckItem.ATTACHMENTS, CheckItem.SUMS}
        looked, asks = self._at(ago, key), self._at(ago, key, later=5)
        check_form(application, in_order=set(CheckItem) - lacks, note="", passes=False, by=by, at=looked)
        deadline = self.almanac.working_day(ago - days)
        ask_for_correction(application, **told, deadline=deadline, by=by, at=asks)

    def find_complete(self, key: str, application: Application, *, ago: int) -> None:
        """The coordinator has looked through it, and everything is here."""
        self.declare("cecilie", application, ago=ago)
        note, by, at = self.told[key]["complete"], self.people["cecilie"], self._at(ago, key, later=9)
        check_form(application, in_order=set(CheckItem), note=note, passes=True, by=by, at=at)

    def open_meeting(self, application: Application, *, ago: int) -> Meeting:
        """The meeting of the application's round, with all members there."""
        here = {self.people[who].id for who in HELD_BY}
        at = self.almanac.office(ago)
        return open_meeting(application.round, present=here, stands_in={}, by=self.people["dag"], at=at)

    def _points(self, who: str, key: str, application: Application) -> Mapping[UUID, Points]:
        """The file's points, now and then one off, as people differ; each with a reason in the member's language."""
        language = "nn" if who in WRITES_NYNORSK else "nb"
        wanted = select(Criterion).where(Criterion.set_id == application.round.criteria_set_id)
        given = {}
        for place, criterion in enumerate(db.session.scalars(wanted.order_by(Criterion.position))):
            turn = sum(map(ord, who + key)) + place * 3
            off = (turn % 5 == 0) - (turn % 7 == 0) if criterion.most > 1 else 0
            points = min(max(int(self.told[key]["points"][place]) + off, 0), criterion.most)
            worded = self.reasons[criterion.key][language][points]
            given[criterion.id] = Points(points, worded[turn % len(worded)])
        return given

    def _at(self, ago: int, of: str, *, later: int = 0) -> Any:
        return self.almanac.office(ago, sum(map(ord, of)), later=later)


def review_past(
    told: list[dict[str, Any]], sent: dict[str, Application], people: dict[str, Person], almanac: Almanac
) -> None:
    """A round from declarations to letters."""
    group = Group(told, people, almanac)
    meeting: Meeting | None = None
    for key, application in sent.items():
        if "correction" in group.told[key]:
            group.declare("dag", application, ago=196)
            group.ask(key, application, ago=195, days=10)
        for who in HELD_BY if "points" in group.told[key] else ():
            if not (who == "halima" and key == "murals"):
                group.assess(who, key, application, ago=190)
        if "points" in group.told[key]:
            group.declare("cecilie", application, ago=192)
        if key == "murals":
            _step_aside(group, application, {"who": "halima", "answer": "yes", "ground": "board", "note": ""}, ago=190)
        meeting = meeting or group.open_meeting(application, ago=182)
        if key == "murals":
            _waits_outside(group, meeting, "halima", application, ago=182)
        decision = group.decide(key, application, ago=181)
        letters.send(decision.letter, by=people["cecilie"], at=almanac.office(179, len(key)))
    if meeting is not None:
        close_meeting(meeting, by=people["dag"], at=almanac.office(181, 9))


def look_through(told: Told, sent: Sent, people: dict[str, Person], almanac: Almanac) -> None:
    """A round that is still open: the coordinator has begun to look through what has come in."""
    group = Group(told, people, almanac)
    for key, one in group.told.items():
        if "correction" in one:
            group.ask(key, sent[key], ago=1, days=14)
        if "complete" in one:
            group.find_complete(key, sent[key], ago=1)


def review_now(
    told: list[dict[str, Any]], sent: dict[str, Application], people: dict[str, Person], almanac: Almanac
) -> None:
    """The round before its meeting: some have given points to all, some to a few, and some have stepped aside."""
    group, plan = Group(told, people, almanac), read("grants/meeting.json")
    ties.tell_ties(people, almanac)
    ties.note_help(sent, people, almanac)
    for aside in plan["aside"]:
        _step_aside(group, sent[aside["what"]], aside, ago=9)
    for who, keys in plan["impartial"].items():
        for key in keys:
            group.declare(who, sent[key], ago=8)
    for who, keys in plan["assessed"].items():
        for key in keys:
            group.assess(who, key, sent[key], ago=6, note=plan["notes"].get(key, {}).get(who, ""))
    for who, begun in plan["begun"].items():
        for key, criteria in begun.items():
            group.begin(who, key, sent[key], criteria=criteria, ago=3)
    ties.step_in(sent, people, almanac, ago=2)
    for who, keys in plan["stepped_in"].items():
        for key in keys:
            group.assess(who, key, sent[key], ago=1)
    for key, one in group.told.items():
        if "proposal" in one:
            outcome, amount = one["proposal"]
            at, by = almanac.office(2, len(key)), people[PROPOSES]
            propose(sent[key], outcome=Outcome(outcome), amount=amount, version=0, by=by, at=at)
        if "decision" in one:
            group.open_meeting(sent[key], ago=one["decision"]["on"] + 1)
            group.decide(key, sent[key], ago=one["decision"]["on"])


def _waits_outside(group: Group, meeting: Meeting, who: str, application: Application, *, ago: int) -> None:
    """Out of the room while the case is handled."""
    out, back = (group.almanac.office(ago, place) for place in (1, 2))
    leave_room(meeting, group.people[who], application, by=group.people["dag"], at=min(out, back))
    come_back(meeting, group.people[who], application, by=group.people["dag"], at=max(out, back))


def _step_aside(group: Group, application: Application, aside: dict[str, Any], *, ago: int) -> None:
    by, at = group.people[aside["who"]], group.almanac.office(ago, len(aside["who"]))
    answer, ground = DeclarationAnswer(aside["answer"]), Ground(aside["ground"])
    declare(application, answer=answer, ground=ground, note=aside["note"], by=by, at=at)
