"""The applicant's own letter: the page and the file, once it has been sent."""

from flask import Response, render_template

from medvirkning.mail.letter_content import LetterContent
from medvirkning.permissions import Can
from medvirkning.review.letters import last_day_to_appeal
from medvirkning.web.access import requires
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.files import letter_file
from medvirkning.web.letters.loaders import OwnLetter, own_letter_of


@blueprint.get("/soknad/<uuid:application_id>/brev")
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_letter(own: OwnLetter) -> str:
    """The letter as it was sent, and a later appeal deadline where the notice went later."""
    content = LetterContent.from_json(own.letter.content)
    last_day = last_day_to_appeal(own.letter)
    return render_template(
        "letters/own_letter.html",
        application_id=own.letter.decision.application_id,
        content=content,
        later_deadline=last_day if last_day and content.deadline and last_day > content.deadline else None,
    )


@blueprint.get("/soknad/<uuid:application_id>/brev.pdf")
@requires(Can.READ_OWN_APPLICATION, own_letter_of)
def own_pdf(own: OwnLetter) -> Response:
    """The file that was sent, byte for byte."""
    return letter_file(own.letter, LetterContent.from_json(own.letter.content))
