"""`flask fill`: believable bulk data for measuring, on top of the demo. Never where the demo is off.

Rows are inserted many at a time and not through the actions, which take each case by itself; what the actions keep
true is kept true here too: journals that can be played again, tallies, case numbers, snapshots with their digests.
Each commit is some hundred rows, so that a site that is running can write in between.
"""

import random
import time
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import with_appcontext

from medvirkning.cli.demo.build import build_demo
from medvirkning.cli.fill_applications import Applications
from medvirkning.cli.fill_contributions import Contributions
from medvirkning.cli.fill_responses import BATCH as MANY
from medvirkning.cli.fill_responses import Responses
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction

BATCH = 400
SLUG = "storhaug"


@click.command("fill")
@click.option("--contributions", type=click.IntRange(min=0), default=0, help="How many contributions to make.")
@click.option("--applications", type=click.IntRange(min=0), default=0, help="How many applications to make.")
@click.option("--responses", type=click.IntRange(min=0), default=0, help="How many answers to a survey to make.")
@click.option("--seed", type=int, default=None, help="The same seed gives the same texts and numbers.")
@with_appcontext
def fill(contributions: int, applications: int, responses: int, seed: int | None) -> None:
    """Fill Storhaug, the round its group works on, and a survey of ten questions with as much as is asked for."""
    settings = current_app.config["SETTINGS"]
    if not settings.demo:
        raise click.ClickException("Bulk data is only for installations with MEDVIRKNING_DEMO=1")
    build_demo()
    chance = random.Random(seed)  # noqa: S311  (nobody is to guess anything)
    with transaction():
        said = Contributions(SLUG, str(settings.secret_key).encode(), chance, at=now())
        applied = Applications(SLUG, chance, at=now(), count=applications)
        answered = Responses(SLUG, chance, at=now(), count=responses) if responses else None
    db.session.expunge_all()  # what both know of the programme is read from now on, and never again from the database
    _in_batches("contributions", contributions, said.add)
    _in_batches("applications", applications, applied.add)
    if answered is not None:
        _in_batches("responses", responses, answered.add, MANY)


def _in_batches(what: str, count: int, add: Callable[[int], None], batch: int = BATCH) -> None:
    began = time.monotonic()
    for done in range(0, count, batch):
        with transaction():
            add(min(batch, count - done))
    if count:
        click.echo(f"{count} {what} in {time.monotonic() - began:.1f} s")
