"""Form fields that read what Norwegians write. Each says in words what is wrong and how to fix it."""

from datetime import date
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, StopValidation, ValidationError

from medvirkning.kernel import kroner, plain_text
from medvirkning.kernel.codes import read_code
from medvirkning.kernel.days import read_day
from medvirkning.kernel.errors import Refused
from medvirkning.kernel.norwegian import (
    account_number,
    email_address,
    organisation_number,
    show_account_number,
    show_organisation_number,
)
from medvirkning.review.words import Doubt
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.labels.numbers import NOT_A_DATE


def tidy(text: str | None) -> str:
    """What was written, fit to keep and to show again; nothing written is an empty text."""
    return plain_text.tidy(text or "")


class needed:
    """The field must be filled in; `message` says what to do."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Any, field: wtforms.Field) -> None:
        if field.errors or (field.data not in (None, "", []) and not plain_text.blank(str(field.data))):
            return
        if getattr(field, "unreadable", False):
            return
        raise StopValidation(str(self.message))


def text(
    label: Any, *, most: int, hint: Any = "", required: Any = None, kind: type[wtforms.Field] | None = None
) -> Any:
    """A line of text of at most `most` characters; `required` is what to say when it is empty."""
    rules = [needed(required)] if required is not None else [Optional()]
    too_long = _l("This is too long. Shorten it to %(most)d characters.", most=most)
    return (kind or wtforms.StringField)(
        label, [*rules, Length(max=most, message=too_long)], filters=[tidy], description=hint
    )


def choices(*pairs: tuple[str, Any]) -> list[SelectChoice]:
    """What one may choose between: what is sent, and what people read (worded when the page is shown)."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def long_text(label: Any, *, most: int, hint: Any = "", required: Any = None) -> Any:
    """Several lines of text."""
    return text(label, most=most, hint=hint, required=required, kind=wtforms.TextAreaField)


class ReadField(wtforms.StringField):
    """A field whose text is read into a value; the text stays in the field when it can't be."""

    data: Any
    unreadable = False

    def read(self, written: str) -> Any:
        raise ValueError

    def process_formdata(self, valuelist: list[str]) -> None:
        written = tidy(valuelist[0]) if valuelist else ""
        self.data, self.unreadable = None, False
        if written:
            try:
                self.data = self.read(written)
            except Refused as refused:
                self.unreadable = True
                raise ValueError(sentence(refused.objection.code, refused.objection.facts)) from None
            except ValueError:
                self.unreadable = True
                raise ValueError(str(NOT_A_DATE)) from None

    def show(self) -> str:
        return str(self.data)

    def _value(self) -> str:
        if self.raw_data:
            return tidy(str(self.raw_data[0]))
        return "" if self.data is None else self.show()


class KronerField(ReadField):
    """Whole kroner, written as people write them."""

    def read(self, written: str) -> int:
        return kroner.parse(written)

    def show(self) -> str:
        return kroner.show(self.data)


class EmailField(ReadField):
    """An e-mail address, in lower case."""

    def read(self, written: str) -> str:
        return email_address(written).lower()


class OrganisationField(ReadField):
    """An organisation number, as people write it."""

    def read(self, written: str) -> str:
        return organisation_number(written)

    def show(self) -> str:
        return show_organisation_number(str(self.data))


class CountField(ReadField):
    """A whole number from 0, in digits."""

    def read(self, written: str) -> int:
        if not (written.isascii() and written.isdigit() and len(written) < 6):
            raise Refused(Doubt.NOT_A_COUNT)
        return int(written)


class CodeField(ReadField):
    """A receipt code: any case, spaces and dashes anywhere."""

    def read(self, written: str) -> str:
        return read_code(written)


class AccountField(ReadField):
    """An account number: eleven digits with a check digit, however they are spaced."""

    def read(self, written: str) -> str:
        return account_number(written)

    def show(self) -> str:
        return show_account_number(self.data)


class DateField(ReadField):
    """A date: from the browser's own field, or as `1.12.2026`."""

    def read(self, written: str) -> date:
        return read_day(written)

    def show(self) -> str:
        return str(self.data.isoformat())


class IdField(wtforms.HiddenField):
    """An id made with the form; a broken one reads as None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = UUID(valuelist[0]) if valuelist else None
        except ValueError:
            self.data = None


class Honeypot(wtforms.StringField):
    """A field people don't see. Whoever fills it in is told, so that nothing is dropped in silence."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_l("Leave this field empty"), [_empty], **kwargs)


def _empty(_form: Any, field: wtforms.Field) -> None:
    if field.data:
        raise ValidationError(str(_l("Leave this field empty. It is there to stop robots.")))
