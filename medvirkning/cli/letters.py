"""`flask letters send`: send all the letters of a round that are complete, as the button does, here and now."""

from uuid import UUID

import click
from flask.cli import with_appcontext

from medvirkning.grants.queries import round_by_id
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.mail.letter_posting import ToSend, post_letters, to_send
from medvirkning.people.models import Person
from medvirkning.people.queries import person_by_email
from medvirkning.permissions import Can, Standing, can
from medvirkning.programmes.queries import roles
from medvirkning.review.batching import batch_in, progress, start_batch, stayed
from medvirkning.review.waiting import Waits, waiting_in
from medvirkning.review.words import BatchState


@click.group("letters")
def letters() -> None:
    """Decision letters."""


@letters.command("send")
@click.argument("round_id", type=click.UUID)
@click.option("--by", "email", required=True, help="The e-mail address of whoever sends them.")
@with_appcontext
def send(round_id: UUID, email: str) -> None:
    """Send the letters of ROUND_ID (the round's id, as in its address) that are complete and open to whoever sends."""
    the_round, person = _who_and_what(round_id, email)
    found = waiting_in(the_round, person)
    for what, left in (("has not declared in", found.undeclared), ("steps aside from", found.closed)):
        if left:
            click.echo(f"{email} {what} {len(left)}: {', '.join(str(one.number) for one in left)}")
    waiting, some = found.open, False
    while press := _next_press(waiting):
        with transaction():
            batch = start_batch(the_round, press.ready, by=person, at=now())
        some = True
        if not _work_off(the_round.programme_id, batch.id):
            break
        waiting = waiting[len(waiting) - press.later :]
    if not some:
        raise click.ClickException("no letter can be sent")


def _next_press(waiting: list[Waits]) -> ToSend | None:
    """The next letters to send, or None where none of those left can be. What lacks something is named, once."""
    press = to_send(waiting)
    for letter, lacks in press.lacking:
        click.echo(f"{letter.decision.application.number} stays: lacks {', '.join(lacks)}")
    return press if press.ready else None


def _work_off(programme_id: UUID, batch_id: UUID) -> bool:
    """Send the batch's letters and tell how it went; False where the mail worker has it in hand."""
    with click.progressbar(length=sum(progress(batch_id).values()), label="Letters") as bar:
        while (done := post_letters()) or not _finished(programme_id, batch_id):
            bar.update(done)
            if not done and not _finished(programme_id, batch_id):
                click.echo("The mail worker has it in hand. Run this again for what may be left.")
                return False
    counts = progress(batch_id)
    click.echo(f"{counts[BatchState.SENT]} sent, {counts[BatchState.STAYED]} not sent")
    for one in stayed(batch_id):
        click.echo(f"{one.letter.decision.application.number} stays: {one.why}")
    return True


def _finished(programme_id: UUID, batch_id: UUID) -> bool:
    end_reading()  # what the work wrote past the rows in hand
    batch = batch_in(programme_id, batch_id)
    return batch is None or batch.finished_at is not None


def _who_and_what(round_id: UUID, email: str) -> tuple[Round, Person]:
    the_round, person = round_by_id(round_id), person_by_email(email)
    if the_round is None:
        raise click.ClickException(f"there is no round {round_id}")
    held = set() if person is None else {Standing(role.value) for role in roles(person.id, the_round.programme_id)}
    if person is None or not can(held, Can.SEND_LETTERS):
        raise click.ClickException(f"{email} may not send letters here")
    return the_round, person
