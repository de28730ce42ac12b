"""Answers on paper: what is printed, what waits, and what counts."""

from flask import render_template

from medvirkning.permissions import Can
from medvirkning.surveys.paper_queries import forms_approved, forms_waiting, last_number, printed_of
from medvirkning.web.access import requires, signed_in
from medvirkning.web.language_names import language_name
from medvirkning.web.survey_paper import approving, helping, keying, printing  # noqa: F401  (their routes)
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.loaders import Found, survey_at


@blueprint.get("/papir")
@requires(Can.APPROVE_KEYED_ANSWERS, survey_at)
def paper(found: Found) -> str:
    """The forms of a survey."""
    survey_id = found.survey.id
    return render_template(
        "survey_paper/paper.html",
        found=found,
        printed=printed_of(survey_id),
        last=last_number(survey_id),
        waiting=forms_waiting(survey_id),
        counted=forms_approved(survey_id),
        reader=signed_in(),
        language_name=language_name,
    )
