"""Whoever writes for somebody else is told so on the pages that everybody answers on, in her own language.

Her browser remembers only that she helps with this form, by a digest: nothing is kept here that ties her to answers.
"""

from hashlib import sha256
from uuid import UUID

from flask import render_template, request, session
from markupsafe import Markup

from medvirkning.mail.language import speaking
from medvirkning.web.access import person

HELPING = "helping"


def helps_with(answering_id: UUID, survey_id: UUID) -> None:
    """Remember it until she helps another."""
    session[HELPING] = [_mark(answering_id), str(survey_id)]


def helping_strip(*, sent: bool = False) -> Markup:
    """What is said above the question; or, when it is `sent`, what she does now. Empty for everybody else."""
    someone, told = person(), session.get(HELPING)
    answering_id = (request.view_args or {}).get("answering_id")
    if someone is None or not told or not isinstance(answering_id, UUID) or told[0] != _mark(answering_id):
        return Markup()
    with speaking(someone.language):
        text = render_template("survey_paper/_helping.html", sent=sent, spoken=someone.language, survey_id=told[1])
    return Markup(text)  # noqa: S704  (our own template)


def _mark(answering_id: UUID) -> str:
    return sha256(answering_id.bytes).hexdigest()
