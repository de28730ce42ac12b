"""Decisions and their letters: the list, and each letter as it was sent or would be sent today."""

from typing import Any

from flask import Response, render_template, request

from medvirkning.kernel.clock import today
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letters import compose
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import closed_ids, undeclared_ids
from medvirkning.review.letters import (
    PAGE_SIZE,
    LetterWish,
    corrected_letters,
    corrections_of_each,
    has_begun,
    last_day_to_appeal,
    letter_counts,
    letters,
    notice_of,
    notices,
    told_otherwise,
    unsent_correction,
)
from medvirkning.review.models import Letter
from medvirkning.review.standing import changes_of
from medvirkning.review.waiting import rounds_waiting
from medvirkning.review.words import Outcome
from medvirkning.web.access import requires, signed_in
from medvirkning.web.letters import batches, correcting, own, sending, telling  # noqa: F401  (their views too)
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.files import letter_file
from medvirkning.web.letters.loaders import letter_at
from medvirkning.web.letters.rows import shown_row
from medvirkning.web.letters.turns import turn_of
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.macros import query_url

TABS: dict[str, bool | None] = {"alle": None, "venter": False, "sendt": True}
OUTCOMES = {"ja": Outcome.GRANTED, "delvis": Outcome.PARTLY, "nei": Outcome.REFUSED, "avvist": Outcome.DISMISSED}


@blueprint.get("/<slug>/arbeid/vedtak")
@requires(Can.READ_DECISIONS, programme_at)
def decisions(programme: Programme) -> str:
    """A page of what has been decided, with how it stands with each letter."""
    sent, outcome = TABS.get(request.args.get("vis", "")), OUTCOMES.get(request.args.get("svar", ""))
    wish = LetterWish(programme.id, sent=sent, outcome=outcome, reader_id=signed_in().id)
    counts = letter_counts(wish)
    pages = page_count(counts[wish.sent], PAGE_SIZE)
    page = asked_page(pages)
    found = letters(wish, start=(page - 1) * PAGE_SIZE)
    unsent = [each.decision.application_id for each in found if each.sent_at is None]
    aside, undeclared = closed_ids(signed_in().id, unsent), undeclared_ids(signed_in(), programme.id, unsent)
    corrections = corrections_of_each(each.decision_id for each in found if each.sent_at)
    told = notices([*found, *(each for sent in corrections.values() for each in sent)])
    return render_template(
        "letters/decisions.html",
        tabs=[
            {"word": word, "href": query_url(vis=None if sent is None else word), "count": counts[sent],
             "current": sent is wish.sent} for word, sent in TABS.items()
        ],
        outcomes=[
            {"outcome": outcome, "href": query_url(svar=word), "current": outcome is wish.outcome}
            for word, outcome in [(None, None), *OUTCOMES.items()]
        ],
        rows=[
            shown_row(each, programme, aside, undeclared, told, corrections.get(each.decision_id, []))
            for each in found
        ],
        rounds=rounds_waiting(programme.id),
        filtered=wish.sent is not None or wish.outcome is not None,
        page=page,
        pages=pages,
    )  # fmt: skip


@blueprint.get("/<slug>/arbeid/vedtak/<uuid:letter_id>")
@requires(Can.READ_DECISIONS, letter_at)
def letter(letter: Letter) -> Any:
    """The letter as it was sent; before that, as it would be sent today, with what it lacks."""
    content = content_of(letter)
    return render_template(
        "letters/letter.html",
        letter=letter,
        content=content,
        lacking=missing(content) if letter.sent_at is None else [],
        notice=notice_of(letter),
        last_day=last_day_to_appeal(letter),
        begun=letter.sent_at is not None and has_begun(letter),
        told=told_otherwise(letter),
        turn=turn_of(letter, signed_in()) if letter.sent_at is None else None,
        corrections=corrected_letters(letter.decision_id),
        unsent=unsent_correction(letter.decision_id),
        correctable=letter.sent_at is not None and not changes_of(letter.decision_id),
    )


@blueprint.get("/<slug>/arbeid/vedtak/<uuid:letter_id>/brev.pdf")
@requires(Can.READ_DECISIONS, letter_at)
def letter_pdf(letter: Letter) -> Response:
    """The letter as a file."""
    return letter_file(letter, content_of(letter))


def content_of(letter: Letter) -> LetterContent:
    """What the letter says: frozen once it is sent, else composed anew for today."""
    if letter.sent_at is not None:
        return LetterContent.from_json(letter.content)
    return compose(letter.decision, notified=today())
