"""The registers' replies: read as they are recorded, over a client that goes nowhere else."""

import io
import json
from email.message import Message
from urllib.error import HTTPError, URLError

import pytest

from medvirkning.grants.applicant_words import RegisterOutcome, RegisterWarning
from medvirkning.grants.registers import Organisation, Reply, Role, warnings
from medvirkning.kernel.norwegian import organisation_number
from medvirkning.registers import over_http
from medvirkning.registers.brreg import organisation
from medvirkning.registers.over_http import MOST, PATIENCE, NoOtherWay, OverHttp
from medvirkning.registers.stand_in import StandIn, _replies

NUMBER = "999999913"
UNIT = {
    "organisasjonsnummer": NUMBER,
    "navn": "BADEDAMMEN VELFORENING (DEMO)",
    "organisasjonsform": {"kode": "FLI", "beskrivelse": "Forening/lag/innretning"},
    "forretningsadresse": {
        "postnummer": "4014",
        "poststed": "STAVANGER",
        "adresse": ["Nedre Banegate 1"],
        "kommunenummer": "1103",
    },
    "postadresse": {},
    "registrertIFrivillighetsregisteret": True,
    "konkurs": False,
    "underAvvikling": False,
    "underTvangsavviklingEllerTvangsopplosning": False,
    "maalform": "Nynorsk",
}
ROLES = {
    "rollegrupper": [
        {
            "roller": [
                {
                    "type": {"kode": "LEDE", "beskrivelse": "Styrets leder"},
                    "person": {"fodselsdato": "1970-01-01", "navn": {"fornavn": "KARI", "etternavn": "KAISTRAND"}},
                    "fratraadt": False,
                },
                {"type": {"beskrivelse": "Styremedlem"}, "person": {"navn": {"fornavn": "Per"}}, "fratraadt": True},
            ]
        }
    ]
}


class Net:
    """Answers by the end of the address; remembers what was asked."""

    def __init__(self, **answers: object) -> None:
        self.answers, self.asked = answers, []

    def open(self, request, timeout):
        self.asked.append((request.full_url, timeout, dict(request.header_items())))
        url = request.full_url
        name = "roles" if url.endswith("/roller") else "voluntary" if "frivillig" in url else "unit"
        answer = self.answers.get(name, 404)
        if isinstance(answer, int):
            raise HTTPError(url, answer, "no", Message(), None)
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer if isinstance(answer, bytes) else json.dumps(answer).encode())


def test_a_reply_is_read() -> None:
    found = organisation(UNIT, {"frivilligOrganisasjonsstatus": "AKTIV", "kontonummer": "86011117947"}, ROLES)
    assert found == Organisation(
        number=NUMBER,
        name="Badedammen Velforening (Demo)",
        form="FLI",
        form_name="Forening/lag/innretning",
        address=("Nedre Banegate 1", "4014 STAVANGER"),
        municipality="1103",
        language="nn",
        voluntary=True,
        account_number="86011117947",
        roles=(Role("Kari Kaistrand", "Styrets leder"),),
    )
    assert Organisation.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert "1970" not in json.dumps(found.to_json()), "dates of birth are not kept"


def test_over_http() -> None:
    net = Net(unit=UNIT, roles=ROLES)
    reply = OverHttp(net).look_up(NUMBER)
    assert reply.outcome is RegisterOutcome.FOUND
    assert reply.organisation.roles
    assert all(timeout == PATIENCE == 3.0 for _url, timeout, _headers in net.asked)
    assert {url.split("/")[2] for url, _timeout, _headers in net.asked} == {"data.brreg.no"}
    assert all(set(headers) == {"Accept", "User-agent"} for _url, _timeout, headers in net.asked)


@pytest.mark.parametrize(
    ("unit", "outcome"),
    [
        (404, RegisterOutcome.UNKNOWN),
        (410, RegisterOutcome.DELETED),
        (UNIT | {"slettedato": "2026-01-01"}, RegisterOutcome.DELETED),
        (500, RegisterOutcome.UNREACHABLE),
        (302, RegisterOutcome.UNREACHABLE),
        (TimeoutError(), RegisterOutcome.UNREACHABLE),
        (URLError("away"), RegisterOutcome.UNREACHABLE),
        (b"<html>", RegisterOutcome.UNREACHABLE),
        (b"[]", RegisterOutcome.UNREACHABLE),
        (b" " * (MOST + 1), RegisterOutcome.UNREACHABLE),
        ({"navn": "Uten nummer"}, RegisterOutcome.UNREACHABLE),
        (UNIT | {"organisasjonsnummer": "999999905"}, RegisterOutcome.UNREACHABLE),
    ],
)
def test_what_else_may_come(unit: object, outcome: RegisterOutcome) -> None:
    assert OverHttp(Net(unit=unit)).look_up(NUMBER) == Reply(outcome)


def test_the_rest_may_be_silent() -> None:
    reply = OverHttp(Net(unit=UNIT, roles=TimeoutError(), voluntary=500)).look_up(NUMBER)
    assert reply.outcome is RegisterOutcome.FOUND
    assert reply.organisation.voluntary is True, "the unit itself says so"


def test_nobody_is_followed_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert NoOtherWay().redirect_request(None, None, 302, "", {}, "https://elsewhere.example") is None
    net = Net(unit=UNIT)
    assert OverHttp(net).look_up("9999/../1").outcome is RegisterOutcome.UNREACHABLE
    monkeypatch.setattr(over_http, "UNITS", "https://elsewhere.example/{number}")
    assert OverHttp(net).look_up(NUMBER).outcome is RegisterOutcome.UNREACHABLE
    monkeypatch.setattr(over_http, "UNITS", "http://data.brreg.no/{number}")
    assert OverHttp(net).look_up(NUMBER).outcome is RegisterOutcome.UNREACHABLE
    assert net.asked == []


def test_warnings() -> None:
    def of(**facts: bool) -> list[RegisterWarning]:
        return warnings(Reply(RegisterOutcome.FOUND, Organisation(NUMBER, "Et lag", **facts)))

    assert of() == []
    assert of(bankrupt=True, winding_up=True) == [RegisterWarning.BANKRUPT, RegisterWarning.WINDING_UP]
    assert of(forced_dissolution=True) == [RegisterWarning.FORCED_DISSOLUTION]
    assert warnings(Reply(RegisterOutcome.UNKNOWN)) == [RegisterWarning.NOT_THERE]
    assert warnings(Reply(RegisterOutcome.DELETED)) == [RegisterWarning.DELETED]
    assert warnings(Reply(RegisterOutcome.UNREACHABLE)) == []


def test_the_stand_in_knows_invented_organisations_only() -> None:
    for number in _replies():
        assert organisation_number(number) == number
        found = StandIn().look_up(number).organisation
        assert found.number == number
        assert "(Demo)" in found.name
        assert number >= "999999900"
    assert StandIn().look_up("964965226").outcome is RegisterOutcome.UNKNOWN
