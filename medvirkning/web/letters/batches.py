"""All the letters of a round that wait: looked over, sent in one go, and how the sending goes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import wtforms
from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from medvirkning.grants.queries import round_by_id
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import transaction
from medvirkning.mail.letter_posting import looked_over, to_send
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.batching import batch_in, batch_underway, progress, start_batch, stayed
from medvirkning.review.letter_batches import LetterBatch
from medvirkning.review.letters import PAGE_SIZE
from medvirkning.review.waiting import Waiting, others_who_may, read, waiting_in
from medvirkning.review.words import BatchState
from medvirkning.web.access import requires, signed_in
from medvirkning.web.forms import Form
from medvirkning.web.fragments import page_or_part
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Post(InProgramme):
    """A round's letters, in its programme."""

    programme: Programme
    round: Round


class SendAllForm(Form):
    """One button; `digest` is of the letters that were looked over."""

    digest = wtforms.HiddenField()


def post_at(person: Person, slug: str, round_id: UUID) -> Post | None:
    """Loader: a round of this programme."""
    programme, the_round = programme_at(person, slug), round_by_id(round_id)
    if programme is None or the_round is None or the_round.programme_id != programme.id:
        return None
    return Post(programme, the_round)


def batch_at(person: Person, slug: str, batch_id: UUID) -> LetterBatch | None:
    """Loader: a batch of this programme."""
    programme = programme_at(person, slug)
    return None if programme is None else batch_in(programme.id, batch_id)


@blueprint.get("/<slug>/arbeid/vedtak/runde/<uuid:round_id>")
@requires(Can.READ_DECISIONS, post_at)
def waiting(post: Post) -> str:
    """The letters of a round that wait, each with what it lacks."""
    found = waiting_in(post.round, signed_in())
    pages = page_count(len(found.open), PAGE_SIZE)
    page = asked_page(pages)
    return render_template(
        "letters/waiting.html",
        round=post.round,
        read=looked_over(read(found.open[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])),
        count=len(found.open),
        underway=batch_underway(post.round.id),
        page=page,
        pages=pages,
        **_left_out(post, found),
    )


@blueprint.route("/<slug>/arbeid/vedtak/runde/<uuid:round_id>/send", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, post_at)
def send_all(post: Post) -> Any:
    """What is sent and what stays; then the sending is asked for, if the letters are still those that were read."""
    underway = batch_underway(post.round.id)
    if underway is not None:
        return _to_batch(post.programme, underway)
    found = waiting_in(post.round, signed_in())
    press = to_send(found.open)
    ready, seen = press.ready, digest(press.ready)
    form = SendAllForm(digest=seen)
    if form.accepted():
        if form.digest.data == seen and ready:
            with transaction():
                batch = start_batch(post.round, ready, by=signed_in(), at=now())
            return _to_batch(post.programme, batch)
        form.digest.data = seen
        form.extra_errors.append(("main-form", _("The letters have changed since you looked at them. Look again.")))
    page = render_template(
        "letters/send_all.html",
        round=post.round,
        form=form,
        complete=len(ready),
        lacking=len(press.lacking),
        later=press.later,
        **_left_out(post, found),
    )
    return page, form.status


@blueprint.get("/<slug>/arbeid/vedtak/utsending/<uuid:batch_id>")
@requires(Can.READ_DECISIONS, batch_at)
def batch(batch: LetterBatch) -> str:
    """How far the sending has come, and what stayed and why. Asks again by itself until it is finished."""
    counts = progress(batch.id)
    return page_or_part(
        "letters/batch.html",
        "state",
        batch=batch,
        counts=counts,
        total=sum(counts.values()),
        done=counts[BatchState.SENT] + counts[BatchState.STAYED],
        stayed=stayed(batch.id),
    )


def _left_out(post: Post, found: Waiting) -> dict[str, Any]:
    """What is not among the letters because of who looks, and who may send it."""
    return {
        "undeclared": read(found.undeclared[:PAGE_SIZE]),
        "undeclared_count": len(found.undeclared),
        "closed": found.closed,
        "others": others_who_may(post.programme.id, found.closed),
    }


def _to_batch(programme: Programme, batch: LetterBatch) -> Response:
    return redirect(url_for("letters.batch", slug=programme.slug, batch_id=batch.id), 303)
