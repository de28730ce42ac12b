"""The results of a survey for staff: all questions, whole or of one part of the people, and one question by another."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import ngettext

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can, can
from medvirkning.surveys.as_published import as_published
from medvirkning.surveys.free_texts import may_be_read
from medvirkning.surveys.queries import standing_publications
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.reading import objections_to_reading, read_off
from medvirkning.surveys.sent_photos import may_be_seen
from medvirkning.surveys.shown import Line
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.charts import Chart, Words, charts, filter_words, of_lines
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.survey_results import numbers, one_by_one, photos, publishing, texts  # noqa: F401  (their routes)
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.loaders import Found, question_at, survey_at
from medvirkning.web.zone_maps import by_zone, look_words, zoned

BETWEEN = ":"


@blueprint.get("")
@requires(Can.READ_SURVEYS, survey_at)
def results(found: Found) -> str:
    """How many have answered; when it is closed and read off, every question, of all or of one part of them."""
    survey = found.survey
    last = None if found.results is None else found.results.readings[-1]
    values: dict[str, Any] = {
        "found": found,
        "may_publish": can(standings(signed_in(), survey), Can.PUBLISH_RESULTS),
        "wrong": [sentence(one.code, one.facts) for one in objections_to_reading(survey, last)],
    }
    everything = as_published(survey.id)
    asked = {} if found.results is None else found.told.questionnaire.by_key
    values["gone"] = [(one, told(one.question.text, locale())) for one in everything if one.question.key not in asked]
    if found.results is None:
        return render_template("survey_results/waiting.html", **values)
    options = _options(found)
    wanted = request.args.get("av", "")
    chosen = wanted if wanted in {value for value, _label in options} else ""
    return render_template(
        "survey_results/results.html",
        options=options,
        chosen=chosen,
        part=_part(found, chosen) if chosen else None,
        questions=[(one, told(one.text, locale()), *_charts_of(found, one, chosen)) for one in _questions(found)],
        published={one.question.key for one in everything},
        **values,
    )


@blueprint.post("/les-av")
@requires(Can.PUBLISH_RESULTS, survey_at)
def read(found: Found) -> Any:
    """Read off the results."""
    try:
        with transaction():
            reading = read_off(found.survey, by=signed_in(), at=now())
            people = reading.people
    except RuleBroken as broken:
        flash(sentence(broken.objections[0].code, broken.objections[0].facts), "warning")
    else:
        flash(ngettext("Here is what %(num)d person answered", "Here is what %(num)d people answered", people))
    return redirect(url_for(".results", **found.here), 303)


@blueprint.get("/<question_key>")
@requires(Can.READ_SURVEYS, question_at)
def question(found: Found) -> str:
    """One question, and by another where one is chosen."""
    asked, told_of = found.question, found.told
    offered = [(name, _filter(found, name)[0]) for name in told_of.beside(asked)]
    wanted = request.args.get("mot", "")
    by = wanted if wanted in {key for key, _label in offered} else ""
    shown = told_of.question(asked.key)
    looks = by_zone(told_of, asked)
    chosen = next((one for one in looks if one.look.name == request.args.get("svar")), looks[0] if looks else None)
    around = standings(signed_in(), found.survey)
    return render_template(
        "survey_results/question.html",
        found=found,
        asked=asked,
        title=told(asked.text, locale()),
        shown=shown,
        charts=charts(asked, shown, found.programme, locale()),
        offered=offered,
        by=by,
        by_words=dict(offered).get(by),
        looks=[(one.look.name, look_words(asked, one.look, found.programme)) for one in looks],
        look=chosen.look.name if chosen else "",
        zoned=zoned(asked, chosen, found.programme, "zones") if chosen else None,
        crossings=_crossings(found, asked, by) if by else [],
        published=standing_publications(found.survey.id).get(asked.key),
        may_publish=can(around, Can.PUBLISH_RESULTS),
        written=may_be_read(asked, shown) and can(around, Can.READ_RAW_ANSWERS),
        photographed=may_be_seen(asked, shown) and can(around, Can.READ_RAW_ANSWERS),
    )


def _questions(found: Found) -> list[Question]:
    return list(found.told.questionnaire.questions)


def _filter(found: Found, name: str) -> tuple[Any, Any]:
    return filter_words(name, found.told.questionnaire.by_key, found.programme, locale())


def _options(found: Found) -> list[tuple[str, str]]:
    """The parts of the people that results can be of: one filter at a time."""
    options = []
    for name in found.told.filters:
        heading, word = _filter(found, name)
        shown = found.told.cells(name)
        options += [(f"{name}{BETWEEN}{cell.key}", f"{heading}: {word(cell.key)}") for cell in shown if not cell.hidden]
    return options


def _part(found: Found, chosen: str) -> dict[str, Any]:
    """Who the results are of, where they are of one part of the people: how many, what they answered, and to what."""
    name, _between, cell = chosen.partition(BETWEEN)
    heading, word = _filter(found, name)
    return {"people": found.told.cells(name)[cell].count, "heading": heading, "answer": word(cell), "by": name}


def _charts_of(found: Found, asked: Question, chosen: str) -> tuple[Any, list[Chart]]:
    """What is shown of a question, and its charts: None where it can't be shown of a part of the people."""
    if not chosen:
        shown = found.told.question(asked.key)
        return shown, charts(asked, shown, found.programme, locale())
    name, _between, cell = chosen.partition(BETWEEN)
    crossed = found.told.crossed(asked, name)
    lines = [Line(part, table.row(cell)) for part, table in crossed]
    return None, of_lines(asked, Words(asked, found.programme, locale()), lines)


def _crossings(found: Found, asked: Question, by: str) -> list[dict[str, Any]]:
    """The tables of a question by another: what each is of, its heads, and its rows with a name and their cells."""
    words, row = Words(asked, found.programme, locale()), _filter(found, by)[1]
    return [
        {
            "about": words.cell(part) if part else "",
            "heads": [words.cell(key) for key in table.columns.counts],
            "rows": [(row(key), list(table.row(key)), table.rows[key]) for key in table.rows.counts],
        }
        for part, table in found.told.crossed(asked, by)
    ]
