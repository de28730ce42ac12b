"""What was said on a tablet, in words, for whoever looks at what was held back."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from medvirkning.caravan import looking_into
from medvirkning.caravan.items import Item
from medvirkning.caravan.reading import AnswersSaid, ContributionSaid, Said
from medvirkning.caravan.words import ItemKind
from medvirkning.contributions.words import ContributionKind
from medvirkning.kernel.errors import Refused
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import read
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.queries import survey_in
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.web.answer_words import worded
from medvirkning.web.filters import best, day
from medvirkning.web.labels.lookup import LABELS, label
from medvirkning.web.language_names import language_name
from medvirkning.web.marked import told

FAULTS = {str(code): text for (enum, code), text in LABELS.items() if enum.__name__.endswith("Fault")}
Row = tuple[str, list[Any]]


def in_words(said: Said, programme: Programme) -> list[Row]:
    """(label, lines) of all that stands in it, as it was written."""
    about = (
        _contribution(said.what, programme) if isinstance(said.what, ContributionSaid) else _answers(said, programme)
    )
    rows = [*about, (_("Language"), [language_name(said.language)]), (_("The tablet's day"), [day(said.day)])]
    if said.helped:
        rows.append((_("Written for somebody who spoke"), [said.helped.spoken]))
    return [(name, [line for line in lines if str(line).strip()]) for name, lines in rows]


def photos_come(item: Item, said: Said) -> tuple[int, int]:
    """How many of its photos have come, and of how many."""
    return len(looking_into.photos_come(item, said)), len(said.photos)


def what_stands_in_the_way(why: str) -> list[str]:
    """The rules' own sentences, but for those that tell of numbers nobody kept."""
    found = (str(FAULTS[code]) for code in why.split() if code in FAULTS)
    return [text for text in found if "%(" not in text]


def _contribution(what: ContributionSaid, programme: Programme) -> list[Row]:
    kind = next((label(one) for one in ContributionKind if one.value == what.kind), what.kind)
    zone = programme.zone_with(what.zone)
    where = zone.name if zone else what.zone
    theme = programme.theme_with(what.theme)
    return [
        (label(ItemKind.CONTRIBUTION), [kind]),
        (_("What was written"), what.text.split("\n")),
        *([(_("Theme"), [best(theme.name)])] if theme else []),
        (_("Zone"), [_("All of %(place)s", place=programme.name) if what.whole_area else where]),
        (_("Nearer place"), [what.place]),
    ]


def _answers(said: Said, programme: Programme) -> list[Row]:
    what = said.what
    assert isinstance(what, AnswersSaid)
    survey = survey_in(programme.id, what.survey_id)
    if survey is None:
        return [(_("Survey"), [str(what.survey_id)]), *_as_filled_in(what, None, said.language, programme)]
    try:
        asked = asked_at(survey.id, what.version)
    except NoResultFound:
        asked = None
    title = (_("Survey"), [best(survey.title)])
    return [title, *_as_filled_in(what, asked, said.language, programme)]


def _as_filled_in(what: AnswersSaid, asked: Questionnaire | None, language: str, programme: Programme) -> Iterator[Row]:
    """Each question with its answer in words; with what was filled in, where that can't be read."""
    for key, fields in what.fields.items():
        raw = [value for values in fields.values() for value in values if value]
        question = asked.by_key.get(key) if asked is not None else None
        if question is None:
            yield key, raw
            continue
        try:
            value = read(question, fields, [zone.code for zone in programme.zones])
            yield str(told(question.text, language).striptags()), worded(question, value, language, programme)
        except Refused:
            yield str(told(question.text, language).striptags()), raw
