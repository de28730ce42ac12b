"""A page of settings as a form, made from the table of what it asks, and what was written as a description has it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import wtforms
from flask import request
from flask_babel import lazy_gettext as _l

from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.web.fields import DateField, choices, long_text, needed, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.scheme_settings.asked import Asked, Kind
from medvirkning.web.scheme_settings.rows import ROWS, blank_row, both, by_key, shown_rows, told_row, whole

LANGUAGES = ("nb", "nn")
ROW_FIELDS = {SchemeWord.SCALE_DOES_NOT_FIT: "scale_nb", SchemeWord.NEVER_ASKED: "asked_of"}
NUMBERS = {"wanted": "later_days", "criteria": "most"}


class SettingsForm(Form):
    """A page of settings. `shown` tells what the scheme was like when the page was opened."""

    shown = wtforms.HiddenField()
    asked: Sequence[Asked] = ()

    def summary(self) -> Iterator[tuple[str, str]]:
        """Everything that is wrong, with the name of its field: many say the same."""
        for field in leaves(self):
            for error in field.errors:
                yield getattr(field, "first_id", field.id), f"{field.label.text}: {error}"
        yield from self.extra_errors

    def press(self) -> bool:
        """Add, remove or move a row, where a button asked for it; what is written stays."""
        for verb in ("add", "remove", "up"):
            name, _, place = request.form.get(verb, "").partition("-")
            rows = self._fields.get(name)
            if not isinstance(rows, wtforms.FieldList):
                continue
            written = [entry.data for entry in rows.entries]
            number = int(place) if place.isdecimal() and len(place) < 4 else -1
            if verb == "add":
                written.append({})
            elif verb == "remove" and 0 <= number < len(written):
                del written[number]
            elif verb == "up" and 0 < number < len(written):
                written[number - 1 : number + 1] = reversed(written[number - 1 : number + 1])
            rows.process(None, written)
            return True
        return False

    def object_to_settings(self, objections: Iterable[Objection]) -> None:
        """Show what the rules say at the fields it is about."""
        for objection in objections:
            name, _, place = str(objection.facts.get("field", "")).removeprefix("criteria.").partition(" ")
            facts = {key: value for key, value in objection.facts.items() if key != "field"}
            field = self._field_of(name, int(place) if place.isdecimal() else 0, objection.code)
            if field is None:
                self.extra_errors.append(("main-form", sentence(objection.code, facts)))
            else:
                field.errors = [*field.errors, sentence(objection.code, facts)]

    def written_rows(self, name: str) -> list[Any]:
        """The rows of a list that something is written in."""
        return [entry for entry in self[name].entries if not blank_row(entry.data)]

    def _field_of(self, name: str, place: int, code: str) -> Any:
        if name not in ROWS:
            return self._fields.get(name) or self._fields.get(f"{name}_nb")
        rows = self.written_rows(name) if name in self._fields else []
        if not 0 < place <= len(rows):
            return None
        inner = NUMBERS.get(name) if code == SchemeWord.NOT_A_NUMBER else ROW_FIELDS.get(SchemeWord(code))
        return rows[place - 1].form[inner or "text_nb"]


def leaves(fields: Iterable[Any]) -> Iterator[Any]:
    """The fields one writes in, those of rows too."""
    for field in fields:
        if isinstance(field, wtforms.FieldList):
            yield from leaves(field.entries)
        elif isinstance(field, wtforms.FormField):
            yield from leaves(field.form)
        else:
            yield field


def settings_form(asked: Sequence[Asked], told: Mapping[str, Any], *, shown: str) -> Any:
    """The form of these settings, filled with the description's or with what was sent."""
    fields: dict[str, Any] = {"asked": asked}
    values: dict[str, Any] = {"shown": shown}
    for one in asked:
        value = told.get(one.name)
        if one.localized:
            make, most = (text, 300) if one.kind is Kind.LINE else (long_text, 3000)
            fields |= {f"{one.name}_{language}": make(one.label, most=most) for language in LANGUAGES}
            values |= {f"{one.name}_{language}": (value or {}).get(language, "") for language in LANGUAGES}
            continue
        fields[one.name] = _field(one)
        if one.kind is Kind.ROWS:
            values[one.name] = shown_rows(one.name, value or []) if request.method != "POST" else []
        else:
            values[one.name] = _shown(one.kind, value)
    return type("GroupForm", (SettingsForm,), fields)(**values)


def told_by(form: SettingsForm, before: Mapping[str, Any]) -> dict[str, Any]:
    """What the form tells, as a description of a scheme has it."""
    return {one.name: _told(form, one, before.get(one.name)) for one in form.asked}


def _told(form: SettingsForm, one: Asked, before: Any) -> Any:
    if one.localized:
        return both(form.data, one.name, before)
    if one.kind is Kind.ROWS:
        return _told_rows(form, one.name, before or [])
    written = form[one.name].data
    match one.kind:
        case Kind.NUMBER:
            return whole(written)
        case Kind.KRONER:
            return _kroner(written)
        case Kind.DAY:
            return written.isoformat() if written else None
    return written


def _told_rows(form: SettingsForm, name: str, before: Collection[Mapping[str, Any]]) -> list[dict[str, Any]]:
    earlier = by_key(name, before)
    made: list[dict[str, Any]] = []
    written = [entry.data for entry in form.written_rows(name)]
    taken = {str(row.get("key")) for row in [*written, *before]}
    for row in written:
        one = told_row(name, row, taken, earlier.get(row["key"], {}))
        taken.add(one.get("key", ""))
        made.append(one)
    return made


def _kroner(written: str | None) -> int | str | None:
    try:
        return kroner.parse(written) if written else None
    except Refused:
        return written


def _shown(kind: Kind, value: Any) -> Any:
    if kind in (Kind.NUMBER, Kind.KRONER):
        return "" if value is None else kroner.show(value) if kind is Kind.KRONER else str(value)
    return value


def _field(one: Asked) -> Any:
    offered = choices(*one.choices)
    match one.kind:
        case Kind.CHOICE:
            return wtforms.RadioField(one.label, choices=offered, description=one.hint)
        case Kind.SEVERAL:
            return wtforms.SelectMultipleField(one.label, choices=offered, description=one.hint)
        case Kind.FLAG:
            return wtforms.BooleanField(one.label, description=one.hint)
        case Kind.DAY:
            return DateField(one.label, [needed(_l("Write the day"))], description=one.hint)
        case Kind.ROWS:
            return wtforms.FieldList(wtforms.FormField(ROWS[one.name]), label=one.label, description=one.hint)
        case Kind.NOTE:
            return long_text(one.label, most=2000, hint=one.hint)
    return text(one.label, most=200, hint=one.hint)
