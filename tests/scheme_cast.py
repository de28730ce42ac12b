"""Schemes out of files, and applications to them, all at one moment, so that the calendar moves nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from medvirkning.grants.actions import begin, save_section, send
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.scheme_words import Intake, LineKind, SignIn
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import announce_described, set_up_scheme
from medvirkning.grants.words import BudgetSide, Line, Section, Undertaking
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from tests import grant_cast
from tests.cast import World

FILES = Path(__file__).parent / "data" / "schemes"
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
WHERE = {"place": "Kaia", "starts_on": "2027-08-20", "ends_on": ""}
ASSOCIATION = grant_cast.WHO | {"applicant_kind": "association"}
RESPONSIBLE = {"responsible_name": "Aud", "responsible_email": "aud@medvirkning.example", "of_age": True}
GROUP = grant_cast.WHO | RESPONSIBLE | {"applicant_kind": "group", "organisation_number": ""}


def told(name: str) -> dict[str, Any]:
    """What a file says."""
    found: dict[str, Any] = json.loads((FILES / f"{name}.json").read_text("utf-8"))
    return found


def bring_in(world: World, name: str) -> Scheme:
    """The scheme of a file with its rounds. Own transaction."""
    description = told(name)
    with transaction():
        made = set_up_scheme(world.programme, description, at=AT)
        for one in description["rounds"]:
            announce_described(made, one, at=AT)
    return made


def lines(cost: int, own: int = 0, *, work: int = 0, materials: int = 0, support: int = 0, fees: int = 0) -> list[Line]:
    """A budget of so many kroner; what is 0 has no line."""
    told = [
        (BudgetSide.EXPENSE, LineKind.PLAIN, cost - fees),
        (BudgetSide.EXPENSE, LineKind.FEE, fees),
        (BudgetSide.INCOME, LineKind.OWN_MONEY, own),
        (BudgetSide.INCOME, LineKind.SUPPORT, support),
        (BudgetSide.EFFORT, LineKind.WORK, work),
        (BudgetSide.EFFORT, LineKind.MATERIALS, materials),
    ]
    return [Line(side, kind.value, amount, str(amount), kind) for side, kind, amount in told if amount]


def written(scheme: Scheme, by: Person, *, signed_in_by: SignIn = SignIn.EMAIL_LINK, **changes: Any) -> Application:
    """A draft in the scheme's first round. `changes` are fields, `lines` and `plans`. Own transaction."""
    round_ = scheme.rounds[0]
    zone = scheme.programme.zones[0]
    values = ASSOCIATION | grant_cast.WHAT | WHERE | {"zone_id": str(zone.id), "physical": "no", "least_workable": ""}
    values |= {"lines": lines(20_000), "plans": {"statutes": "later"}} | changes
    parts = {
        Section.BUDGET: {"lines": values.pop("lines")},
        Section.ATTACHMENTS: {"plans": values.pop("plans")},
    }
    with transaction():
        made = begin(round_, by=by, language="nb", at=AT, signed_in_by=signed_in_by)
        for section in Section:
            save_section(made, section, parts.get(section, values), by=by, at=AT)
    return made


def sent(
    application: Application, by: Person, *, at: datetime = AT, signed_in_by: SignIn = SignIn.EMAIL_LINK
) -> Snapshot:
    """Send it. Own transaction. Raises RuleBroken."""
    with transaction():
        return send(application, key=uuid4(), declared=frozenset(Undertaking), by=by, at=at, signed_in_by=signed_in_by)


def stopped_by(application: Application, by: Person, *, at: datetime = AT) -> list[str]:
    """The words of what stops it; fails where nothing does."""
    try:
        sent(application, by, at=at)
    except RuleBroken as broken:
        return [str(objection.code) for objection in broken.objections]
    raise AssertionError("nothing stopped it")


def rolling_round(world: World) -> dict[str, dict[str, str]]:
    """An example of a round that is open until somebody closes it, for the address that does. Own transactions."""
    with transaction():
        scheme = grant_cast.scheme(world, slug="lopende", prefix="LO")
        scheme.intake, scheme.answer_days = Intake.ROLLING, 30
    round_ = grant_cast.open_round(world, scheme, slug="hele-aret")
    with transaction():
        round_.deadline = round_.answer_by = None
    here = {"scheme_slug": scheme.slug, "round_slug": round_.slug}
    return {"scheme_settings.close": here, "scheme_settings.change_announced": here}
