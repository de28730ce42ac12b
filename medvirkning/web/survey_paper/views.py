"""Answers on paper: what is printed, what waits, and what counts."""

from flask import render_template

from medvirkning.permissions import Can
from medvirkning.surveys.paper_queries import last_number, printed_of
from medvirkning.web.access import requires
from medvirkning.web.language_names import language_name
from medvirkning.web.survey_paper import printing  # noqa: F401  (its routes)
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.loaders import Found, survey_at


@blueprint.get("/papir")
@requires(Can.KEY_IN_ANSWERS, survey_at)
def paper(found: Found) -> str:
    """The forms of a survey."""
    return render_template(
        "survey_paper/paper.html",
        found=found,
        printed=printed_of(found.survey.id),
        last=last_number(found.survey.id),
        language_name=language_name,
    )
