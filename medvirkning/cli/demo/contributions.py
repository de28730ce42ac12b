"""The demo's contributions: each sent as a resident sends it, and handled as the municipality's people do."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from medvirkning.cli.demo import pictures
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.contributions import actions, agreeing, drafts, sender, sending
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.words import AnswerOutcome, ContributionKind, Rating
from medvirkning.kernel.codes import new_token
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

FILES = {
    "storhaug": ("storhaug_done", "storhaug_working", "storhaug_answered", "storhaug_published", "storhaug_new"),
    "loddefjord-olsvik": ("loddefjord-olsvik",),
    "fredrikstad": ("fredrikstad",),
}


@dataclass(frozen=True)
class Office:
    """Where a programme's contributions are handled: its people, its days, and the secret that codes are made from."""

    programme: Programme
    people: dict[str, Person]
    coordinator: Person
    almanac: Almanac
    secret: bytes


def contribute_all(office: Office) -> None:
    """Everything the files hold for the programme."""
    told = [one for name in FILES[office.programme.slug] for one in read(f"contributions/{name}.json")]
    for place, one in enumerate(told):
        sent = _send(office, one)
        for step in one.get("steps", ()):
            _do(office, sent, step | {"theme": one.get("theme")}, place)
        for _neighbour in range(one.get("agree", 0)):
            agreeing.support(sent, key=new_token(), secret=office.secret)


def _send(office: Office, told: dict[str, Any]) -> Contribution:
    """From the first words to the receipt."""
    key, at, programme = uuid4(), office.almanac.moment(told["on"]), office.programme
    kind, language = ContributionKind(told["kind"]), told.get("language", "nb")
    drafts.save_draft(key, programme_id=programme.id, kind=kind, text=told["text"], at=at)
    draft = draft_in(programme.id, key)
    assert draft is not None
    zone = next((zone for zone in programme.zones if zone.name == told.get("zone")), None)
    place, everywhere = told.get("place", ""), told.get("whole_area", False)
    drafts.save_place(draft, zone=zone, whole_area=everywhere, place=place, at=at)
    if "photo" in told:
        drafts.add_draft_photo(key, pictures.photo(told["photo"]), programme_id=programme.id, at=at)
    return sending.submit(
        key,
        programme_id=programme.id,
        secret=office.secret,
        name=told.get("name", ""),
        name_public=told.get("name_public", False),
        email=told.get("email"),
        language=language,
        at=at,
    )


def _do(office: Office, sent: Contribution, step: dict[str, Any], place: int) -> None:
    """One thing that was done with it. `place` spreads the cases over the day."""
    by = office.coordinator
    at = office.almanac.office(step["on"], place) if "on" in step else office.almanac.now
    match step["do"]:
        case "publish":
            actions.publish(sent, by=by, at=at)
            theme = next((goal for goal in office.programme.goals if goal.name.text("nb") == step["theme"]), None)
            if theme is not None:
                actions.set_goal(sent, theme, by=by, at=at)
        case "consider":
            actions.consider(sent, by=by, at=at)
        case "answer":
            actions.answer(sent, outcome=AnswerOutcome(step["outcome"]), text=step["text"], by=by, at=at)
        case "start":
            actions.start(sent, by=by, at=at)
        case "finish":
            photo = pictures.photo(step["photo"]) if "photo" in step else None
            actions.finish(sent, story=step["text"], photo=photo, by=by, at=at)
        case "hide":
            actions.hide(sent, reason=step["reason"], by=by, at=at)
        case "note":
            actions.add_note(sent, step["text"], by=by, at=at)
        case "assign":
            reply_by = office.almanac.working_day(-step["reply_in"])
            actions.assign(sent, office.people[step["to"]], reply_by=reply_by, by=by, at=at)
        case "withdraw":
            sender.withdraw(sent, at=at)
        case "rate":
            for rating, count in ((Rating.GOOD, step["good"]), (Rating.NOT_QUITE, step["not_quite"])):
                for _one in range(count):
                    agreeing.rate(sent, rating, key=new_token(), secret=office.secret)
