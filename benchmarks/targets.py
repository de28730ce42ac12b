"""What is done to a server over and over: the kit's own targets, and those that need more than one fixed address."""

import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from benchmarks.servers import KIT, Site, settings
from medvirkning.app import create_app
from medvirkning.contributions.models import Draft
from medvirkning.contributions.words import ContributionKind
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db, transaction
from medvirkning.programmes.queries import programme_by_slug
from medvirkning.review.queue import round_at_hand, rounds
from medvirkning.settings import from_environment

sys.path.insert(0, str(KIT))
from bench_form import WARMUP, Target
from form_client import Client

FORM = "/storhaug/innspill/nytt"
USERS = 8
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def target(url: str, values: dict[str, Any], mode: str, pid: int) -> Target:
    """One of the kit's own."""
    return Target(url, values, mode, USERS, pid)


class FinalSends(Target):
    """The press that makes a contribution: each action sends a draft of its own, and must lead to a receipt."""

    def __init__(self, site: Site, ready: list[UUID]) -> None:
        self.ready = ready
        super().__init__(f"{site.base}{FORM}", {"@location": "/kvittering$"}, "post", USERS, site.pid)

    def act(self, i: int) -> str | None:
        """Send one draft that is waiting."""
        client, url, data = self.users[i]
        fields = {"csrf_token": data["csrf_token"], "reply": ["no"]}
        status, headers, _body = client.request("POST", f"{url}/{self.ready.pop()}/svar", fields)
        location = headers.get("location", "")
        return None if status == 303 and self.location.search(location) else f"status {status} {location}"


class WholeWays(Target):
    """All three steps, one after another: each action is one contribution by somebody who has the form open."""

    def __init__(self, site: Site) -> None:
        super().__init__(f"{site.base}{FORM}", {"@location": "/kvittering$"}, "post", USERS, site.pid)

    def act(self, i: int) -> str | None:
        """Say it, place it, send it."""
        client, url, data = self.users[i]
        key, token = uuid4(), data["csrf_token"]
        said = {"draft": [str(key)], "kind": ["better"], "text": ["Sett opp flere benker ved kaia."]}
        for path, fields in (("", said), (f"/{key}/hvor", {"zone": ["all"]}), (f"/{key}/svar", {"reply": ["no"]})):
            status, headers, _body = client.request("POST", url + path, {"csrf_token": token} | fields)
            if status != 303:
                return f"status {status} at {path or 'the first step'}"
        return None if self.location.search(headers.get("location", "")) else "no receipt"


def drafts(data: Path, count: int) -> list[UUID]:
    """Drafts that lack nothing but the last press, put straight into the database before anything is measured."""
    app = create_app(from_environment(settings(data)))
    keys = [uuid4() for _one in range(count)]
    with app.app_context():
        programme = programme_by_slug("storhaug")
        assert programme is not None
        zones, on = [zone.id for zone in programme.zones], today()
        rows = [
            {
                "id": key,
                "programme_id": programme.id,
                "kind": ContributionKind.BETTER,
                "text": f"Sett opp flere benker ved kaia, for der blåser det mindre. ({place})",
                "as_it_is": False,
                "zone_id": zones[place % len(zones)],
                "whole_area": False,
                "place": "ved moloen",
                "updated_on": on,
            }
            for place, key in enumerate(keys)
        ]
        for start in range(0, count, 1000):
            with transaction():
                db.session.execute(insert(Draft), rows[start : start + 1000])
        db.engine.dispose()
    return keys


def signed_in(site: Site, person: str) -> list[str]:
    """A cookie for each user, all signed in as this person of the demo."""
    cookies = []
    for _user in range(USERS):
        client = Client(site.base)
        _url, _status, page = client.visit(f"{site.base}/demo")
        found = TOKEN.search(page)
        assert found is not None
        client.request("POST", f"{site.base}/demo/sign-in", {"person": person, "csrf_token": found.group(1)})
        cookies.append("; ".join(f"{name}={value}" for name, value in client.cookies.items()))
        client.close()
    return cookies


def page(site: Site, person: str, path: str) -> Target:
    """A page of the group's, read by somebody; `{case}` and `{round}` are of the round the group works on."""
    address = site.base + path.format(**_at_hand(site.data))
    return target(address, {"@cookies": signed_in(site, person)}, "get", site.pid)


def _at_hand(data: Path) -> dict[str, Any]:
    """The round that the queue shows first, and the last case that was sent in it."""
    app = create_app(from_environment(settings(data)))
    with app.app_context():
        programme = programme_by_slug("storhaug")
        assert programme is not None
        found = round_at_hand(rounds(programme.id))
        assert found is not None
        of_round = select(Application.id).where(Application.round_id == found.id, Application.sent_at.is_not(None))
        case = db.session.scalars(of_round.order_by(Application.sent_at.desc()).limit(1)).one()
        db.engine.dispose()
    return {"round": found.id, "case": case}


def compare(a: Target, b: Target, *, rounds: int, seconds: int) -> dict[str, Any]:
    """A against B in turn, A B, B A and so on, so that drift hits both; the ratio of their rates, round by round."""
    for each in (a, b):
        each.run(WARMUP, record=False)
    for number in range(rounds):
        for each in (b, a) if number % 2 else (a, b):
            each.run(seconds)
    ratios = sorted(x / max(y, 1e-9) for x, y in zip(a.rounds, b.rounds, strict=True))
    low, middle, high = statistics.quantiles(ratios) if len(ratios) > 1 else ratios * 3
    time.sleep(0.2)
    return {"a": a.report(), "b": b.report(), "ratio": middle, "low": low, "high": high}
