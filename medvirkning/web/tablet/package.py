"""The package: all that a tablet needs for a shift without network, in every language on offer."""

from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import segno
from flask import current_app, make_response, request, url_for

from medvirkning.caravan.keeping_keys import newest_key
from medvirkning.caravan.queries import shift_at
from medvirkning.caravan.sealing_keys import SealingKey
from medvirkning.caravan.shifting import ROUNDS
from medvirkning.caravan.shifts import Shift
from medvirkning.kernel.clock import today
from medvirkning.kernel.codes import receipt_code
from medvirkning.mail.language import speaking
from medvirkning.people.words import LANGUAGES
from medvirkning.programmes.models import Programme
from medvirkning.surveys.asked import asked_in
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_published, surveys_outside
from medvirkning.surveys.questionnaire import Condition, Question
from medvirkning.web.access import public
from medvirkning.web.keys import secret
from medvirkning.web.security import limiter
from medvirkning.web.tablet.blueprint import HEADER, OFTEN, blueprint, by_script, known_tablet, told
from medvirkning.web.tablet.sameness import mark_of
from medvirkning.web.tablet.screens import SPOKEN, languages_told, screens, survey_screens, theme_screen, words

FORMS = 200  # ids whose codes the tablet knows: as many as two busy days bring in
MASK = 3  # any of the eight reads well; to try them all takes ten times as long
IDLE = 60  # seconds without a touch


@blueprint.get("/pakke")
@public
@by_script
@limiter.limit(OFTEN)
def package() -> Any:
    """What the tablet needs, where it is in a shift; that it has it already; or why it gets nothing."""
    tablet = known_tablet()
    if tablet is None:
        return told(401)
    if tablet.revoked_at is not None:
        return told(403)
    shift = shift_at(tablet.id)
    if shift is None:
        return make_response("", 204, {"Cache-Control": "no-store", HEADER: "1"})
    key = newest_key()
    assert key is not None  # made with the first shift
    to_answer, _results = surveys_outside(shift.programme_id, today=today())
    surveys = [one for one in to_answer if str(one.id) in shift.surveys]
    mark = mark_of(tablet, shift, key, surveys)
    if mark in request.if_none_match.as_set(include_weak=True):
        answer = make_response("", 304, {"Cache-Control": "no-store", HEADER: "1"})
    else:
        answer = told(200, tablet={"id": str(tablet.id), "name": tablet.name}, **_package(shift, key, surveys))
    answer.set_etag(mark, weak=True)  # weak: the ids of the forms are others each time
    return answer


def _package(shift: Shift, key: SealingKey, surveys: list[Survey]) -> dict[str, Any]:
    programme = shift.programme
    languages = languages_told(shift.languages)
    themes = [theme for theme in programme.themes if str(theme.id) in shift.themes]
    said: dict[str, dict[str, str]] = {}
    small: dict[str, dict[str, str]] = {}
    for tag in shift.languages:
        with speaking(_spoken(tag)):
            offer = {"contributions": shift.contributions, "surveys": _named(surveys, tag)}
            said[tag] = screens(programme, languages, offer, theme_screen(themes, tag))
            small[tag] = words()
    return {
        "version": str(shift.offer),
        "programme": {"slug": programme.slug, "name": programme.name},
        "shift": {"id": str(shift.id), "stop": str(shift.stop_id)},
        "pin": {"salt": shift.pin_salt, "hash": shift.pin, "rounds": ROUNDS},
        "key": {"id": str(key.id), "public": b64encode(key.public).decode()},
        "forms": [_form(uuid4()) for _each in range(FORMS)],
        "idle": IDLE,
        "languages": [{"tag": one["tag"], "name": one["name"], "dir": one["dir"]} for one in languages],
        "contributions": shift.contributions,
        "screens": said,
        "words": small,
        "surveys": [_survey(survey, programme, shift.languages) for survey in surveys],
    }


def _survey(survey: Survey, programme: Programme, offered: list[str]) -> dict[str, Any]:
    """A survey in those of the offered languages that it is asked in; in Norwegian, if it is asked in none of them."""
    version = newest_published(survey.id)
    assert version is not None  # it is open
    questionnaire = asked_in(version)
    norwegian = next(tag for tag in offered if tag in LANGUAGES)
    tags = [tag for tag in offered if tag in questionnaire.languages] or [norwegian]
    found = {}
    for tag in tags:
        with speaking(_spoken(tag)):
            found[tag] = survey_screens(survey, questionnaire, programme, tag)
    return {
        "id": str(survey.id),
        "version": version.number,
        "languages": tags,
        "anonymous": survey.anonymous,
        "anyOrder": questionnaire.any_order,
        "sections": [
            {
                "key": section.key,
                "when": _plain(section.when),
                "questions": [_question(one) for one in section.questions],
            }
            for section in questionnaire.sections
        ],
        "screens": found,
    }


def _question(question: Question) -> dict[str, Any]:
    """What branching and checking must know of a question; its words are in the screens."""
    return {
        "key": question.key,
        "kind": question.kind.value,
        "required": question.required,
        "sensitive": question.sensitive,
        "when": _plain(question.when),
        "rows": [row.key for row in question.rows],
        "choices": [choice.key for choice in question.choices],
        "exclusive": [choice.key for choice in question.choices if choice.exclusive],
        "other": question.other,
        "whole": question.whole,
        "least": None if question.least is None else str(question.least),
        "most": None if question.most is None else str(question.most),
    }


def _plain(when: Condition | None) -> dict[str, Any] | None:
    """A condition as `questionnaire.to_json` writes it."""
    if when is None:
        return None
    rules = [
        {"question": rule.question, "operator": rule.operator.value, "values": list(rule.values), "row": rule.row}
        for rule in when.rules
    ]
    return {"joined": when.joined.value, "rules": rules}


def _named(surveys: list[Survey], tag: str) -> list[dict[str, Any]]:
    return [{"id": survey.id, "title": survey.title.text(tag), "minutes": survey.minutes} for survey in surveys]


def qr_of(address: str) -> dict[str, Any]:
    """The picture of an address: how many fields wide, and the rows of dark and light, packed eight to a byte."""
    made = segno.make(address, error="m", micro=False, mask=MASK, boost_error=False)
    bits = [bit for row in made.matrix for bit in row]
    packed = bytes(int("".join(map(str, bits[at : at + 8])).ljust(8, "0"), 2) for at in range(0, len(bits), 8))
    return {"size": len(made.matrix), "bits": b64encode(packed).decode()}


def _form(key: UUID) -> dict[str, Any]:
    """An id, the code that is made of it, and the picture of where the code leads."""
    code = receipt_code(secret(), str(key))
    address = f"{current_app.config['SETTINGS'].base_url}{url_for('code.case', code=code)}"
    return {"id": str(key), "code": code, "qr": qr_of(address)}


def _spoken(tag: str) -> str:
    """The language of the tablet's own words beside questions in this one."""
    return tag if tag in SPOKEN else "nb"
