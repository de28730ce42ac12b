"""The applicant's own letter, once it has been sent: the page and the file; and the earlier, where it is corrected."""

from typing import Any

from flask import Response, render_template

from medvirkning.mail.letter_content import LetterContent
from medvirkning.permissions import Can
from medvirkning.review.letters import last_day_to_appeal
from medvirkning.web.access import requires
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.files import letter_file
from medvirkning.web.letters.loaders import OwnLetter, own_letter_of

ONE = "/soknad/<uuid:application_id>/brev"


@blueprint.get(ONE)
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_letter(own: OwnLetter) -> str:
    """The letter that counts as it was sent, and a later appeal deadline where the notice went later."""
    return _page(own)


@blueprint.get(f"{ONE}/<int:number>")
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_earlier(own: OwnLetter) -> str:
    """One of several letters as it was sent: the first is number 1."""
    return _page(own)


@blueprint.get(f"{ONE}.pdf")
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_pdf(own: OwnLetter) -> Response:
    """The file that was sent, byte for byte."""
    return letter_file(own.letter, _content(own.letter))


@blueprint.get(f"{ONE}/<int:number>.pdf")
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_earlier_pdf(own: OwnLetter) -> Response:
    """The file of one of several letters."""
    return letter_file(own.letter, _content(own.letter))


def _page(own: OwnLetter) -> str:
    content, counts = _content(own.letter), own.letter is own.sent[-1]
    last_day = last_day_to_appeal(own.sent[0])
    return render_template(
        "letters/own_letter.html",
        application_id=own.letter.decision.application_id,
        content=content,
        sent=own.sent,
        number=own.sent.index(own.letter) + 1,
        later_deadline=last_day if counts and last_day and content.deadline and last_day > content.deadline else None,
    )


def _content(letter: Any) -> LetterContent:
    return LetterContent.from_json(letter.content)
