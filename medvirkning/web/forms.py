"""Forms: what was written is kept, what is wrong is told at the field and in a summary, in the person's language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import Form as WTForm

from medvirkning.kernel.errors import Objection
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.web.labels.lookup import sentence


class _Words:
    """What WTForms says by itself, which is seldom: it happens when somebody sends what the page did not offer."""

    def gettext(self, _text: str) -> str:
        return _("Choose one of those the page offers")

    def ngettext(self, one: str, _many: str, _count: int) -> str:
        return self.gettext(one)


class Form(WTForm):
    """A page's form. Filled from the POST, else from `obj` and keyword values.

    A press on the language switch inside the form sends `language`: then nothing is checked and the page comes back
    in the other language with all that was written.
    """

    class Meta:
        """Our words for WTForms' own."""

        def get_translations(self, _form: WTForm) -> _Words:
            return _Words()

    def __init__(self, obj: Any = None, **values: Any) -> None:
        written = request.form if request.method == "POST" else None
        super().__init__(formdata=written, obj=obj, **values)
        self.extra_errors: list[tuple[str, str]] = []

    @property
    def switches_language(self) -> bool:
        """True when the post only asks for another language."""
        return request.method == "POST" and request.form.get("language") in (*LANGUAGES, *GUESTS)

    def accepted(self) -> bool:
        """True when the form was sent and nothing is wrong with it."""
        return request.method == "POST" and not self.switches_language and self.validate()

    @property
    def status(self) -> int:
        """422 for a form shown again with errors, else 200."""
        return 422 if any(True for _error in self.summary()) else 200

    def summary(self) -> Iterator[tuple[str, str]]:
        """(id of the field, message) of everything that is wrong, in the page's order."""
        for field in self:
            for error in _flat(field.errors):
                yield getattr(field, "first_id", field.id), str(error)
        yield from self.extra_errors

    def object_to(self, field_name: str, message: str) -> None:
        """Put an error at a field after the form itself was fine; an unknown name puts it in the summary only."""
        field = self._fields.get(field_name)
        if field is None:
            self.extra_errors.append(("main-form", message))
        else:
            field.errors = [*field.errors, message]

    def object_with(self, objections: Iterable[Objection], at: Mapping[Any, str]) -> None:
        """Show a rule's objections; `at` has the field each code belongs to, the rest stand in the summary."""
        for objection in objections:
            self.object_to(at.get(objection.code, ""), sentence(objection.code, objection.facts))


def _flat(errors: Any) -> Iterator[Any]:
    for error in errors or ():
        if isinstance(error, list | tuple):
            yield from _flat(error)
        else:
            yield error


def heading(count: int) -> str:
    """The error summary's heading."""
    if count == 1:
        return _("One thing needs fixing")
    if count == 2:
        return _("Two things need fixing")
    return _("%(count)d things need fixing", count=count)
