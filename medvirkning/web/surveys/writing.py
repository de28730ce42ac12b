"""Forms where texts are written in every language, with lists whose rows are added, moved and removed in the form.

A press on a row's button saves nothing: the page comes back with all that was written.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import wtforms
from flask import request

from medvirkning.kernel.clock import now
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import hold, transaction
from medvirkning.kernel.errors import NotThere, Stale
from medvirkning.surveys.building import keep_draft
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Questionnaire, to_json
from medvirkning.web.access import signed_in
from medvirkning.web.forms import Form
from medvirkning.web.surveys.loaders import Found

MOST_ROWS = 100


class WritingForm(Form):
    """`shown` is the mark of what the page was opened with; `languages` those it has fields for."""

    shown = wtforms.HiddenField()
    languages: tuple[str, ...] = ()

    def summary(self) -> Iterator[tuple[str, str]]:
        """Everything that is wrong, in rows too."""
        yield from _wrong(self)
        yield from self.extra_errors

    def press(self) -> bool:
        """Add, remove or move a row, where a button asked for it."""
        name, _, rest = request.form.get("press", "").partition(" ")
        rows = self._fields.get(name)
        if request.method != "POST" or not isinstance(rows, wtforms.FieldList):
            return False
        verb, _, place = rest.partition(" ")
        written = [entry.data for entry in rows.entries]
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
        if verb == "add" and len(written) < MOST_ROWS:
            written.append({})
        elif verb == "remove" and 0 <= number < len(written):
            del written[number]
        elif verb == "up" and 0 < number < len(written):
            written[number - 1 : number + 1] = reversed(written[number - 1 : number + 1])
        elif verb == "down" and 0 <= number < len(written) - 1:
            written[number : number + 2] = reversed(written[number : number + 2])
        rows.process(None, written)
        return True


def _wrong(fields: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if isinstance(field, wtforms.FieldList):
            yield from ((field.id, error) for error in field.errors if isinstance(error, str))
            yield from _wrong(field.entries)
        elif isinstance(field, wtforms.FormField):
            yield from _wrong(field.form)
        else:
            yield from ((getattr(field, "first_id", field.id), str(error)) for error in field.errors)


def mark(asked: Questionnaire, key: str) -> str:
    """What a page carries to know a question or section again, with its languages; its questions don't count."""
    sections: list[dict[str, Any]] = to_json(asked).get("sections", [])
    things = [*sections, *(one for each in sections for one in each.get("questions", ()))]
    thing = next((one for one in things if one["key"] == key), dict[str, Any]())
    return digest([asked.languages, {name: value for name, value in thing.items() if name != "questions"}])


def keep(
    found: Found,
    change: Callable[[Questionnaire], Edited],
    *,
    shown: str | None = None,
    marked: Callable[[Questionnaire], str] = lambda _asked: "",
) -> Edited:
    """Change the draft as it is now and keep it. Raises Stale where what the page `shown` has changed since.

    NotThere where there is no draft any more, KeyError where what is changed is gone.
    """
    with transaction():
        hold(found.survey)
        draft = draft_of(found.survey.id)
        if draft is None:
            raise NotThere("draft")
        hold(draft)
        asked = draft.questionnaire
        if shown is not None and marked(asked) != shown:
            raise Stale("somebody else has changed it since the page was opened")
        edited = change(asked)
        keep_draft(found.survey, edited.questionnaire, revision=draft.revision, by=signed_in(), at=now())
    return edited
