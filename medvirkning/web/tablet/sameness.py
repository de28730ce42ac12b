"""Whether a package would be as it was: a mark of all that it is made of, worked out without making it."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import inspect

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.sealing_keys import SealingKey
from medvirkning.caravan.shifts import Shift
from medvirkning.kernel.clock import today
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_questions
from medvirkning.web.keys import secret

OF_SHIFT = ("id", "stop_id", "offer", "languages", "contributions", "surveys", "themes", "pin", "pin_salt")
COUNTED = ("responses",)  # of a survey: changes with every answer, and is on no tablet


def mark_of(tablet: Tablet, shift: Shift, key: SealingKey, surveys: Iterable[Survey]) -> str:
    """The same for as long as a package would say the same to this tablet, but for the ids of its forms.

    It is made with the application's secret, as the codes of the forms are: another secret, another mark.
    """
    settings, programme = current_app.config["SETTINGS"], shift.programme
    translations = current_app.config["BABEL_TRANSLATION_DIRECTORIES"]
    made_of = [
        _words_and_ways(current_app.root_path, str(current_app.template_folder), translations),
        [settings.base_url, today().isoformat(), str(tablet.id), tablet.name, str(key.id)],
        [getattr(shift, name) for name in OF_SHIFT],
        _row(programme),
        [_row(zone) for zone in programme.zones],
        [_row(theme) for theme in programme.themes],
        [(_row(survey, COUNTED), newest_questions(survey.id)) for survey in surveys],
    ]
    told = json.dumps(made_of, default=_plain, sort_keys=True)
    return hmac.digest(secret(), told.encode(), "sha256").hex()[:32]


def _row(thing: Any, but: Iterable[str] = ()) -> dict[str, Any]:
    """Everything in a row, so that what a screen shows tomorrow counts from tomorrow on."""
    names = (column.key for column in inspect(type(thing)).column_attrs)
    return {name: getattr(thing, name) for name in names if name not in but}


def _plain(value: Any) -> Any:
    return value.to_json() if isinstance(value, Localized) else str(value)


@cache
def _words_and_ways(*folders: str) -> str:
    """A digest of the code, the templates and the catalogues: a new release makes other packages."""
    digest = hashlib.sha256()
    for file in _files(folders):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(file for file in Path(folder).rglob("*") if file.suffix in {".py", ".html", ".po", ".svg"})
