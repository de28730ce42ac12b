"""The demo's scheme, its three rounds, and the applications: written, attached to and sent as applicants do it."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import uuid4

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.documents import document
from medvirkning.cli.demo.programmes import read
from medvirkning.grants.actions import begin, save_section, send, withdraw
from medvirkning.grants.applicant_words import Consent, HandedOverBy
from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.demands import UNDERTAKINGS
from medvirkning.grants.drafts import WHOLE_AREA
from medvirkning.grants.helping import begin_for, hand_over
from medvirkning.grants.joining import name_co_applicant
from medvirkning.grants.looking_up import keep_answer
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import LineKind
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.grants.setting_up import announce_round, set_up_scheme
from medvirkning.grants.words import BudgetSide, Line, Section, Undertaking
from medvirkning.kernel.clock import oslo_deadline, oslo_moment
from medvirkning.kernel.localized import Localized
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.registers.stand_in import StandIn
from medvirkning.review.declaring import declare
from medvirkning.review.words import DeclarationAnswer, Ground

# Nobody's account: the number that is passed around for trying things. Never pay to it.
DEMO_ACCOUNT = "8601.11.17947"
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
          "desember")  # fmt: skip


@dataclass(frozen=True)
class Rounds:
    """The round that is over, the one the group works on, and the one that is open."""

    past: Round
    in_review: Round
    open: Round


def set_up(programme: Programme, almanac: Almanac) -> Rounds:
    """The scheme and its rounds. Days are counted from today, so that there is always one of each."""
    described = read("grants/scheme.json")
    scheme = set_up_scheme(programme, described, at=almanac.moment(400, time(12)))
    return Rounds(
        past=announce(scheme, almanac, opens=235, closes=197, meets=183, answers=176, pot=150_000),
        in_review=announce(scheme, almanac, opens=55, closes=12, meets=1, answers=-19, pot=350_000),
        open=announce(scheme, almanac, opens=6, closes=-24, meets=-41, answers=-55, pot=250_000),
    )


def apply_all(
    files: tuple[str, ...], round_: Round, people: dict[str, Person], almanac: Almanac
) -> dict[str, Application]:
    """Everything the files hold for the round, by the key each has there."""
    told = [one for name in files for one in read(f"grants/{name}.json")]
    told.sort(key=lambda one: -one.get("sent", one.get("draft")))  # the numbers follow the order of sending
    return {one["key"]: _apply(one, round_, people, almanac) for one in told}


def announce(scheme: Scheme, almanac: Almanac, *, opens: int, closes: int, meets: int, answers: int, pot: int) -> Round:
    """A round named after the month it closes in."""
    last = almanac.working_day(closes)
    name = f"Runden i {MONTHS[last.month - 1]} {last.year}"  # the same in both written languages
    return announce_round(
        scheme,
        slug=f"{last:%Y-%m}",
        name=Localized({"nb": name, "nn": name}),
        opens_at=oslo_moment(almanac.day(opens), time(9)),
        deadline=oslo_deadline(last, time(23, 59)),
        pot=pot,
        meeting_on=almanac.working_day(meets),
        answer_by=almanac.working_day(answers),
        at=almanac.moment(opens + 28, time(10)),  # the form is shown at least four weeks before
    )


def _apply(told: dict[str, Any], round_: Round, people: dict[str, Person], almanac: Almanac) -> Application:
    """From an empty draft to as far as it has come."""
    ago: int = told["sent"] if "sent" in told else told["draft"]
    begun, at = almanac.moment(ago + 1, time(20, 10)), almanac.moment(ago, time(9 + len(told["key"]), 14))
    by = _owner(told["owner"], people, at=begun)
    owner, language = by, told.get("language", "nb")
    if "helped" in told:
        by = people[told["helped"]["by"]]
        spoken = told["helped"]["spoken"]
        application = begin_for(
            round_, spoken=spoken, agreed=set(Consent), by=by, language=language, at=begun, key=uuid4()
        )
    else:
        application = begin(round_, by=by, language=language, at=begun)
    for section, values in _sections(told, round_, owner, almanac).items():
        save_section(application, section, values, by=by, at=at)
    if application.organisation_number:
        reply = StandIn().look_up(application.organisation_number)
        keep_answer(application, application.organisation_number, reply, by=by, at=at)
    for other in told.get("together", []):
        name_co_applicant(application, **other, by=by, at=at)
    if "helped" in told:
        _hand_over(application, owner, by=by, at=at)
        by = owner
    for key, plan in told.get("plans", {}).items():
        if plan == "file":
            name, data = document(key)
            attach_file(application, key, look_over(data, name), by=by, at=at)
    if "sent" in told:
        send(application, key=uuid4(), declared=frozenset(Undertaking), by=by, at=at)
    if "withdrawn" in told:
        withdraw(application, by=by, at=almanac.moment(told["withdrawn"]))
    return application


def _hand_over(application: Application, owner: Person, *, by: Person, at: datetime) -> None:
    """From whoever wrote it to whose it is; the helper says openly that they have helped."""
    way = HandedOverBy.EMAIL
    path = "/logg-inn/{}".format
    hand_over(application, way=way, email=owner.email, read_back=True, sign_in_path=path, by=by, at=at)
    note = "Skrev søknaden for søkeren."
    declare(application, answer=DeclarationAnswer.UNSURE, ground=Ground.HELPED, note=note, by=by, at=at)


def _owner(told: str | list[str], people: dict[str, Person], *, at: Any) -> Person:
    if isinstance(told, str):
        return people[told]
    name, address = told
    return enrol(address, name=name, at=at)


def _sections(told: dict[str, Any], round_: Round, by: Person, almanac: Almanac) -> dict[Section, dict[str, Any]]:
    """What is written in each section, as the form would send it."""
    who = told["who"] | {"account_number": DEMO_ACCOUNT, "contact_name": by.name, "contact_email": by.email}
    if who["applicant_kind"] == "group":
        who |= {"responsible_name": by.name, "responsible_email": by.email, "of_age": True}
    if who.get("applicant_kind") in UNDERTAKINGS:
        who["other_aid"] = "0"
    lines = [_expense(*one) for one in told["expenses"]]
    lines += [Line(BudgetSide.INCOME, text, amount) for text, amount in told["income"]]
    plans = {key: plan for key, plan in told.get("plans", {}).items() if plan != "file"}
    return {
        Section.WHO: who,
        Section.WHAT: told["what"],
        Section.WHERE_AND_WHEN: _where(told["where"], round_, almanac) | told.get("physical", {"physical": "no"}),
        Section.BUDGET: {"lines": lines, "least_workable": str(told.get("least", ""))},
        Section.ATTACHMENTS: {"plans": plans},
    }


def _expense(text: str, amount: int, kind: str = LineKind.PLAIN) -> Line:
    return Line(BudgetSide.EXPENSE, text, amount, kind=LineKind(kind))


def _where(told: dict[str, Any], round_: Round, almanac: Almanac) -> dict[str, Any]:
    zones = {zone.name: str(zone.id) for zone in round_.scheme.programme.zones} | {"all": WHOLE_AREA}
    starts, ends = told.get("starts_in"), told.get("ends_in")
    return {
        "zone_id": zones.get(told.get("zone", ""), ""),
        "place": told.get("place", ""),
        "starts_on": "" if starts is None else almanac.day(-starts).isoformat(),
        "ends_on": "" if ends is None else almanac.day(-ends).isoformat(),
    }
