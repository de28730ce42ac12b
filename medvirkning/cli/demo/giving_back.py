"""Money in the demo that may have to be paid back: one claimed, one paid back, one let go."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from medvirkning.appeals.appealing import appeal
from medvirkning.appeals.subjects import Against
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.appeals import delivered
from medvirkning.cli.demo.meetings import in_the_meeting
from medvirkning.follow_up.giving_back import first_answer_day, first_due_day
from medvirkning.follow_up.repaying import answer_notice, claim, let_go, note_repaid, notify
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentGround
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.mail import repayment_letters
from medvirkning.mail.pdf import pdf
from medvirkning.people.models import Person
from medvirkning.review.cases import decision_on

FEW = "Fristen for rapporten er ute. Vi har høyrt at det vart fire turar av åtte, og vi har ikkje sett kvitteringar."
ILL = "Eg vart sjuk, så det vart færre turar. Lyktene og vestane er kjøpte, kvitteringane ligg på bydelshuset."
REST = "Vi har teke med kvitteringane for lykter og vestar. Resten er ikkje brukt, og det må du betale tilbake."
LESS = "Eg vil betale tilbake 800 kroner, ikkje 2 000."
BECAUSE = "Eg kjøpte termosar og kart òg, og det gløymde eg å sende kvittering for. Ho ligg ved bydelshuset no."
NEVER = "Du har fortalt oss at det ikke ble noe av sjakken. Da skal pengene tilbake."
SORRY = "Det stemmer. Jeg flyttet, og fant ingen som ville ta over."
ALL_OF_IT = "Ingenting av tilskuddet er brukt, og det skriver du selv også."
LATE = "Fristen for rapporten er ute, og vi har ikkje høyrt frå deg."
COMING = "Songhefta er kjøpte, og vi song kvar tysdag. Rapporten kjem."
WAITS = "Du har vist oss kvitteringane. Vi ventar på rapporten."


def give_back(sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
    """The chess that never was, the songs that were sung after all, and the walks that were too few."""
    cecilie, dag = people["cecilie"], people["dag"]
    walks, chess, songs = sent["walks"], sent["chess"], sent["tuesday"]
    made = _notify(chess, RepaymentGround.NOT_CARRIED_OUT, 5_000, NEVER, by=cecilie, at=almanac.office(100))
    answer_notice(made, SORRY, by=chess.owner, at=almanac.office(95))
    _claim(made, 5_000, ALL_OF_IT, by=dag, at=almanac.office(90))
    at = almanac.office(72)
    note_repaid(made, on=oslo_date(at), by=cecilie, at=at)
    made = _notify(songs, RepaymentGround.NOT_REPORTED, 6_000, LATE, by=cecilie, at=almanac.office(60))
    answer_notice(made, COMING, by=songs.owner, at=almanac.office(52))
    at = almanac.office(44)
    with in_the_meeting(songs, by=dag, at=at):
        let_go(made, reason=WAITS, by=dag, at=at)
    made = _notify(walks, RepaymentGround.NOT_CARRIED_OUT, 3_000, FEW, by=cecilie, at=almanac.office(62))
    answer_notice(made, ILL, by=walks.owner, at=almanac.office(50))
    _claim(made, 2_000, REST, by=dag, at=almanac.office(41))
    delivered()
    decision = decision_on(walks.id)
    assert decision is not None
    claimed = Against(decision, claim=made)
    appeal(claimed, key=uuid4(), wanted=LESS, why=BECAUSE, by=walks.owner, at=almanac.office(21))


def _notify(
    application: Application, ground: RepaymentGround, amount: int, reasons: str, *, by: Person, at: datetime
) -> Repayment:
    today = oslo_date(at)
    said: dict[str, Any] = {"ground": ground, "amount": amount, "reasons": reasons}
    said["answer_by"] = first_answer_day(today)
    return notify(application, content=repayment_letters.notice(application, dated=today, **said), by=by, at=at, **said)


def _claim(made: Repayment, amount: int, reasons: str, *, by: Person, at: datetime) -> None:
    today, scheme = oslo_date(at), made.acceptance.application.round.scheme
    said: dict[str, Any] = {"amount": amount, "reasons": reasons, "due_on": first_due_day(today, scheme.appeal_weeks)}
    letter = repayment_letters.claim(made, by=by, dated=today, **said)
    with in_the_meeting(made.acceptance.application, by=by, at=at):
        claim(made, content=letter, pdf=pdf(letter), by=by, at=at, **said)
