"""After the letters in the demo: grants accepted, put on lists by one and approved by another, and paid."""

from datetime import datetime
from typing import Any

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.follow_up.accepting import accept
from medvirkning.follow_up.giving_back import first_answer_day, first_due_day
from medvirkning.follow_up.models import PaymentList
from medvirkning.follow_up.paying import approve, drop, make_list, note_paid
from medvirkning.follow_up.queries import expense_lines
from medvirkning.follow_up.repaying import answer_notice, claim, notify
from medvirkning.follow_up.reporting import save_report, send_report
from medvirkning.follow_up.tidying import close_refused, remind
from medvirkning.follow_up.words import RepaymentGround
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.mail import repayment_letters
from medvirkning.mail.pdf import pdf
from medvirkning.people.models import Person

ACCEPTED = ("benches", "harvest", "murals", "tuesday", "walks")
LATER = "soup"  # an appeal gave it more
UNUSED = "Fristen for rapporten er ute. Vi har høyrt at det vart fire turar av åtte, og vi har ikkje sett kvitteringar."
ANSWER = "Eg vart sjuk, så det vart færre turar. Lyktene og vestane er kjøpte, kvitteringane ligg på bydelshuset."
AFTER = "Vi har teke med kvitteringane for lykter og vestar. Resten er ikkje brukt, og det må du betale tilbake."


class Office:
    """The coordinator and the chair, with the round's applications by key."""

    def __init__(self, sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
        self.sent, self.people, self.almanac = sent, people, almanac

    def at(self, ago: int, minutes: int = 0) -> datetime:
        """A moment at work."""
        return self.almanac.office(ago, minutes)

    def list(self, ago: int, **amounts: int) -> PaymentList:
        """Cecilie makes a list."""
        any_case = next(iter(self.sent.values()))
        chosen = {self.sent[key].id: amount for key, amount in amounts.items()}
        return make_list(any_case.programme_id, chosen, by=self.people["cecilie"], at=self.at(ago))

    def approve(self, made: PaymentList, ago: int) -> None:
        """Dag looks it over."""
        approve(made, by=self.people["dag"], at=self.at(ago))

    def paid(self, made: PaymentList, ago: int) -> None:
        """It has gone out."""
        self.approve(made, ago + 2)
        at = self.at(ago)
        note_paid(made, on=oslo_date(at), by=self.people["cecilie"], at=at)


def follow_up(sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
    """The round that is over, from the yes of those who got money to the last list."""
    office = Office(sent, people, almanac)
    for place, key in enumerate(ACCEPTED):
        _accept(sent[key], almanac.moment(175 - place))
    office.paid(office.list(168, benches=22_000, tuesday=6_000, walks=6_000), 163)
    _accept(sent[LATER], almanac.moment(150))
    office.paid(office.list(120, harvest=6_000, soup=37_000), 116)
    drop(office.list(60, murals=19_000), by=people["cecilie"], at=office.at(58))
    office.approve(office.list(9, murals=9_000), 6)
    office.list(2, harvest=6_000)
    close_refused(at=office.at(150))
    _report(sent["benches"], almanac)
    for ago in (115, 94, 86, 73):
        remind(at=office.at(ago))
    _claim_back(sent["walks"], office)


def _accept(application: Application, at: datetime) -> None:
    accept(application, declared=True, account_right=True, other_account=None, by=application.owner, at=at)


def _claim_back(application: Application, office: Office) -> None:
    """Walks that were never walked: told of, answered, and claimed."""
    told, heard, decided = office.at(62), office.at(50), office.at(41)
    cecilie, dag, today = office.people["cecilie"], office.people["dag"], oslo_date(told)
    why: dict[str, Any] = {"ground": RepaymentGround.NOT_CARRIED_OUT, "amount": 3_000, "reasons": UNUSED}
    notice = {**why, "answer_by": first_answer_day(today)}
    content = repayment_letters.notice(application, dated=today, **notice)
    made = notify(application, content=content, by=cecilie, at=told, **notice)
    answer_notice(made, ANSWER, by=application.owner, at=heard)
    today = oslo_date(decided)
    due_on = first_due_day(today, application.round.scheme.appeal_weeks)
    said: dict[str, Any] = {"amount": 2_000, "reasons": AFTER, "due_on": due_on}
    letter = repayment_letters.claim(made, by=dag, dated=today, **said)
    claim(made, content=letter, pdf=pdf(letter), by=dag, at=decided, **said)


def _report(application: Application, almanac: Almanac) -> None:
    """The benches are up: what came of it, in words and money."""
    at = almanac.moment(20)
    spent = {key: str(line.amount) for key, line in expense_lines(application).items()}
    told = {
        "what": "Vi har satt opp fire benker og et bord ved lekeplassen. Tolv naboer var med på dugnad.",
        "evaluation": "Benkene er i bruk hver dag. Neste gang ville vi bestilt materialene tidligere.",
        "participants": "60",
        "left_over": "0",
        "spent": spent,
    }
    save_report(application, told, at=at)
    send_report(application, by=application.owner, at=at)
