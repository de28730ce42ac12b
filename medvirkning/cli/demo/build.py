"""`flask demo`: the invented world of the demo, built through the actions people use. A second run adds nothing.

All of it is one transaction: an installation has the whole demo or none of it, also when the building is cut short.
"""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from medvirkning.caravan.counting_reach import count_reach
from medvirkning.cli.demo import (
    appeals,
    corrected,
    follow_up,
    grants,
    library,
    paying_ways,
    people,
    programmes,
    recommending,
    review,
    shifts,
    surveys,
    tour,
)
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.contributions import Office, contribute_all
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import as_email, compose
from medvirkning.mail.senders import FolderSender
from medvirkning.outbox.actions import note_sent
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.models import Person
from medvirkning.people.queries import person_by_email
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import programme_by_slug

COORDINATORS = {"storhaug": "cecilie", "loddefjord-olsvik": "cecilie", "fredrikstad": "liv"}
IN_REVIEW = ("round_in_review_1", "round_in_review_2")


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Fill an empty installation with the demo. Refuses where the demo is not turned on."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("The demo is only for installations with MEDVIRKNING_DEMO=1")
    click.echo("The demo is in place." if build_demo() else "The demo was in place already.")


def build_demo() -> bool:
    """Make the demo if it isn't there; whether it was made now."""
    with transaction():
        if programme_by_slug(programmes.SLUGS[0]) is not None:
            return False
        almanac = Almanac(now())
        begun = almanac.moment(420)
        cast = people.enrol_people(at=begun)
        for slug in programmes.SLUGS:
            programme = programmes.set_up(slug, at=begun)
            people.give_roles(programme, cast, at=begun)
            _contributions(programme, cast, almanac)
        storhaug = programme_by_slug("storhaug")
        assert storhaug is not None
        _grants(storhaug, cast, almanac)
        surveys.ask_all(storhaug, cast, almanac)
        tour.plan_tour(storhaug, cast, almanac)
        shifts.work_at_stops(storhaug, cast, almanac, secret=_secret())
        count_reach(storhaug, by=cast["cecilie"], at=almanac.now)
        _posted_long_ago()
    return True


def come_again() -> bool:
    """Let the caravan stand somewhere today in a demo that was made another day; whether it didn't already."""
    with transaction():
        storhaug, cecilie = programme_by_slug("storhaug"), person_by_email("cecilie@medvirkning.example")
        if storhaug is None or cecilie is None:
            return False
        return shifts.come_today(storhaug, {"cecilie": cecilie}, Almanac(now()), secret=_secret())


def _contributions(programme: Programme, cast: dict[str, Person], almanac: Almanac) -> None:
    contribute_all(Office(programme, cast, cast[COORDINATORS[programme.slug]], almanac, _secret()))


def _secret() -> bytes:
    return str(current_app.config["SETTINGS"].secret_key).encode()


def _grants(programme: Programme, cast: dict[str, Person], almanac: Almanac) -> None:
    rounds = grants.set_up(programme, almanac)
    library.keep_texts(rounds.past.scheme, cast, almanac)
    past = grants.apply_all(("round_past",), rounds.past, cast, almanac)
    review.review_past(programmes.read("grants/round_past.json"), past, cast, almanac)
    appeals.delivered()
    corrected.correct_one(past, cast, almanac)
    appeals.appeal_past(programmes.read("grants/appeals.json"), past, cast, almanac)
    follow_up.follow_up(past, cast, almanac)
    now_in_review = grants.apply_all(IN_REVIEW, rounds.in_review, cast, almanac)
    told = [one for name in IN_REVIEW for one in programmes.read(f"grants/{name}.json")]
    review.review_now(told, now_in_review, cast, almanac)
    coming_in = grants.apply_all(("round_open",), rounds.open, cast, almanac)
    review.look_through(programmes.read("grants/round_open.json"), coming_in, cast, almanac)
    recommending.recommend_small(programme, cast, almanac)
    paying_ways.pay_in_other_ways(programme, cast, almanac)


def _posted_long_ago() -> None:
    """The mail of the demo's past went out in the past, to the folder: the worker has only what comes from now on."""
    db.session.flush()
    folder = FolderSender(current_app.config["SETTINGS"].mail_folder)
    for message in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.posted_at)):
        folder.send(as_email(message, compose(message)))
        note_sent(message, at=message.posted_at)
