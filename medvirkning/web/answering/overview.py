"""The sections of a survey whose parts may be answered in any order: what is done, and where each begins."""

from typing import Any
from uuid import UUID

from flask import redirect
from flask_babel import gettext as _

from medvirkning.surveys.branching import sections_shown
from medvirkning.web.access import public
from medvirkning.web.answering.blueprint import blueprint, page_in
from medvirkning.web.answering.steps import OF_ONE
from medvirkning.web.answering.writing import Writing, writing_or_away
from medvirkning.web.marked import told


@blueprint.get(f"{OF_ONE}/deler")
@public
def overview(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """The sections, each leading to the first question in it that waits."""
    writing = writing_or_away(slug, survey_slug, answering_id)
    if not writing.any_order:
        return redirect(writing.page("resume"), 303)
    return page_in(writing.language, "answering/overview.html", survey=writing.survey, language=writing.language,
                   sections=_sections(writing), check=writing.page("check"))  # fmt: skip


def _sections(writing: Writing) -> list[dict[str, Any]]:
    """As the task list draws them."""
    found = []
    for section, keys in sections_shown(writing.questionnaire, writing.answers):
        waiting = [key for key in keys if key not in writing.answers]
        answered = len(keys) - len(waiting)
        found.append(
            {
                "title": told(section.title, writing.language),
                "href": writing.question(waiting[0] if waiting else keys[0]),
                "state": "empty" if not answered else "started" if waiting else "done",
                "note": _("%(answered)s of %(total)s questions answered", answered=answered, total=len(keys)),
            }
        )
    return found
