"""After the letters in the demo: grants accepted, put on lists by one and approved by another, and paid."""

from datetime import datetime

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.giving_back import give_back
from medvirkning.follow_up.accepting import accept
from medvirkning.follow_up.models import PaymentList
from medvirkning.follow_up.paying import approve, drop, make_list, note_paid
from medvirkning.follow_up.queries import expense_lines
from medvirkning.follow_up.reporting import save_report, send_report
from medvirkning.follow_up.tidying import close_refused, remind
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.people.models import Person

ACCEPTED = ("benches", "harvest", "murals", "tuesday", "walks", "chess")
LATER = "soup"  # an appeal gave it more


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
    office.paid(office.list(168, benches=22_000, tuesday=6_000, walks=6_000, chess=5_000), 163)
    _accept(sent[LATER], almanac.moment(150))
    office.paid(office.list(120, harvest=6_000, soup=37_000), 116)
    drop(office.list(60, murals=19_000), by=people["cecilie"], at=office.at(58))
    office.approve(office.list(9, murals=9_000), 6)
    office.list(2, harvest=6_000)
    close_refused(at=office.at(150))
    _report(sent["benches"], almanac)
    for ago in (115, 94, 86, 73):
        remind(at=office.at(ago))
    give_back(sent, office.people, almanac)


def _accept(application: Application, at: datetime) -> None:
    accept(application, declared=True, account_right=True, other_account=None, by=application.owner, at=at)


def _report(application: Application, almanac: Almanac) -> None:
    """The benches are up: what came of it, in words and money."""
    at = almanac.moment(20)
    spent = {key: str(line.amount) for key, line in expense_lines(application).items()}
    told = {
        "what": "Vi har satt opp fire benker og et bord ved lekeplassen. Tolv naboer var med på dugnad.",
        "evaluation": "Benkene er i bruk hver dag. Neste gang ville vi bestilt materialene tidligere.",
        "participants": "60",
        "left_over": "0",
        "second_name": "Anne Torsvik",
        "spent": spent,
    }
    save_report(application, told, at=at)
    send_report(application, by=application.owner, at=at)
