"""How values are written on a page: kroner, dates, times and numbers, the Norwegian way."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_date
from jinja2 import pass_context
from jinja2.runtime import Context

from medvirkning.kernel import kroner
from medvirkning.kernel.clock import oslo
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.norwegian import masked_account, show_account_number, show_organisation_number
from medvirkning.people.words import LANGUAGES
from medvirkning.web.labels.lookup import label
from medvirkning.web.locale import locale
from medvirkning.web.marked import place_name


def _day(value: date | datetime | str) -> date:
    """The day in Oslo; mails hold their days in ISO's spelling."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return oslo(value).date() if isinstance(value, datetime) else value


def _date(value: date | datetime | str, norwegian: str, elsewhere: str) -> str:
    """As Norwegians write it; in a guest's language, as that language does."""
    return format_date(_day(value), norwegian if locale() in LANGUAGES else elsewhere)


def kr(amount: int) -> str:
    """`18 000 kr`, with spaces that don't break."""
    return f"{kroner.show(amount)}\N{NO-BREAK SPACE}kr"


def day(value: date | datetime) -> str:
    """`10. juni 2026`"""
    return _date(value, "d.\N{NO-BREAK SPACE}MMMM y", "long")


def short_day(value: date | datetime) -> str:
    """`10. juni`"""
    return _date(value, "d.\N{NO-BREAK SPACE}MMMM", "d\N{NO-BREAK SPACE}MMMM")


def weekday(value: date | datetime | str) -> str:
    """`onsdag 10. juni 2026`"""
    return _date(value, "EEEE d.\N{NO-BREAK SPACE}MMMM y", "full")


def clock_time(value: datetime) -> str:
    """`kl. 14.32`, Oslo time."""
    return f"kl.\N{NO-BREAK SPACE}{oslo(value):%H.%M}"


def exact_time(value: datetime) -> str:
    """`kl. 14.32.05`, Oslo time: for what two people did at nearly the same moment."""
    return f"kl.\N{NO-BREAK SPACE}{oslo(value):%H.%M.%S}"


def best(text: Localized | None) -> str:
    """The text in the reader's language, or in the best there is."""
    return "" if text is None else text.best(locale())[0]


def lang_of(text: Localized | None) -> str:
    """The language `best` really answers in, for the `lang` attribute."""
    return locale() if text is None else text.best(locale())[1]


def own_first(languages: Iterable[str]) -> list[str]:
    """The languages, with the reader's own before the others; those stay in their order."""
    return sorted(languages, key=lambda language: language != locale())


@pass_context  # so that a list written in the template isn't put in order once and for all
def _own_first(_context: Context, languages: Iterable[str]) -> list[str]:
    return own_first(languages)


FILTERS: dict[str, Any] = {
    "kr": kr,
    "day": day,
    "short_day": short_day,
    "weekday": weekday,
    "clock_time": clock_time,
    "exact_time": exact_time,
    "best": best,
    "lang_of": lang_of,
    "place_name": place_name,
    "own_first": _own_first,
    "label": label,
    "organisation_number": show_organisation_number,
    "account_number": show_account_number,
    "masked_account": masked_account,
}


def set_up(app: Flask) -> None:
    """Give templates the filters."""
    app.jinja_env.filters.update(FILTERS)
