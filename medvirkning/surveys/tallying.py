"""Counting, in the transaction that makes or takes away a response: every variable, and every pair of them.

One statement for all of it, built once for each database, with the person's own cells as its only list. Whoever is in
`@none` is in no row: see `counts`. Two who send at once take turns by the survey's row, which is counted up first.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, insert, select, text, update

from medvirkning.kernel.database import changed, db, hold, insert_into
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.asked import asked
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.responses import Response
from medvirkning.surveys.summing import NONE, Variable, cells, numbers, variables
from medvirkning.surveys.tallies import NumberTally, Tally
from medvirkning.surveys.words import Channel

Sums = tuple[int, Decimal, Decimal]  # people, the sum of their numbers, and of the squares of them
NOBODY: Sums = (0, Decimal(0), Decimal(0))
Cell = tuple[str, str, str, str]  # a, its cell, b, its cell; b and its cell are empty for a alone

_SAID = {
    "sqlite": "SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')"
    " FROM json_each(:said)",
    "postgresql": "SELECT place, value ->> 0, value ->> 1, value ->> 2"
    " FROM jsonb_array_elements(CAST(:said AS jsonb)) WITH ORDINALITY AS each (value, place)",
}
_CELLS = (
    "SELECT {survey} v AS a, c AS a_cell, '' AS b, '' AS b_cell {one} FROM said UNION ALL"
    " SELECT {survey} i.v, i.c, j.v, j.c {one} FROM said AS j CROSS JOIN said AS i"  # in the order of the table
    " WHERE i.place < j.place AND i.question <> j.question"  # which is empty where not crossed
)
_WITH = "WITH said (place, v, c, question) AS MATERIALIZED ({said})"
_UP = (
    "INSERT INTO survey_tally (survey_id, a, a_cell, b, b_cell, people) {cells}"
    " ON CONFLICT (survey_id, b, a, a_cell, b_cell) DO UPDATE SET people = survey_tally.people + 1"
)
_DOWN = (
    "UPDATE survey_tally SET people = people - 1 WHERE survey_id = :survey_id"
    " AND (a, a_cell, b, b_cell) IN (SELECT a, a_cell, b, b_cell FROM ({cells}) AS told)"
)
_ID = bindparam("survey_id", type_=Uuid())
_SURVEYS = Survey.__table__
_PEOPLE = {
    by: update(_SURVEYS).where(_SURVEYS.c.id == _ID).values(responses=_SURVEYS.c.responses + by) for by in (1, -1)
}
_NUMBERS = NumberTally.__table__
_OF_QUESTION = (_NUMBERS.c.survey_id == bindparam("survey")) & (_NUMBERS.c.question == bindparam("key"))
_SUMS, _NEW_SUMS = select(_NUMBERS).where(_OF_QUESTION), insert(_NUMBERS)
_KEEP_SUMS = update(_NUMBERS).where(_OF_QUESTION).values(
    people=bindparam("new_people"), total=bindparam("new_total"), squares=bindparam("new_squares")
)  # fmt: skip
MOST_AT_ONCE = 1000
_EXACT = Context(prec=120)  # digits enough for the squares of all numbers that can be written


def count_in(survey_id: UUID, questionnaire: Questionnaire, answers: Answers, channel: Channel) -> None:
    """Count one more person, with these answers."""
    db.session.execute(_PEOPLE[1], {"survey_id": survey_id})
    db.session.execute(_statement(db.engine.dialect.name, True), _told(survey_id, questionnaire, answers, channel))
    _add_numbers(survey_id, numbers(questionnaire, answers), 1)


def count_out(survey_id: UUID, questionnaire: Questionnaire, answers: Answers, channel: Channel) -> None:
    """Count one person less, who had these answers. The database refuses to count below nobody."""
    db.session.execute(_PEOPLE[-1], {"survey_id": survey_id})
    db.session.execute(_statement(db.engine.dialect.name, False), _told(survey_id, questionnaire, answers, channel))
    _add_numbers(survey_id, numbers(questionnaire, answers), -1)


def cells_of(questionnaire: Questionnaire, answers: Answers, channel: Channel) -> Iterator[Cell]:
    """Every row that one person is counted in: what the statements above make in the database."""
    said = _said(questionnaire, answers, channel)
    for place, (name, cell, question) in enumerate(said):
        yield name, cell, "", ""
        for other, other_cell, other_question in said[place + 1 :]:
            if question is not None and other_question is not None and question != other_question:
                yield name, cell, other, other_cell


def recount(survey_id: UUID) -> tuple[int, Counter[Cell], dict[str, Sums]]:
    """What the tallies should be, counted over from the responses: people, cells, and the sums of numbers."""
    people, told, sums = 0, Counter[Cell](), dict[str, Sums]()
    for questionnaire, channel, content in _responses(survey_id):
        people += 1
        told.update(cells_of(questionnaire, content, channel))
        for key, number in numbers(questionnaire, content).items():
            sums[key] = _summed(sums.get(key, NOBODY), number, 1)
    return people, told, sums


def miscounted(survey_id: UUID) -> bool:
    """Whether what is kept differs from what the responses say."""
    people, told, sums = recount(survey_id)
    kept = select(Tally.a, Tally.a_cell, Tally.b, Tally.b_cell, Tally.people)
    rows = db.session.execute(kept.where(Tally.survey_id == survey_id, Tally.people > 0))
    stored = {(row.a, row.a_cell, row.b, row.b_cell): row.people for row in rows}
    kept_sums = select(NumberTally).where(NumberTally.survey_id == survey_id, NumberTally.people > 0)
    numbers_kept = {
        row.question: (row.people, Decimal(row.total), Decimal(row.squares)) for row in db.session.scalars(kept_sums)
    }
    responses = db.session.scalar(select(Survey.responses).where(Survey.id == survey_id))
    return (responses, stored, numbers_kept) != (people, dict(told), sums)


def rebuild(survey: Survey) -> None:
    """Count everything over from the responses. Nobody can send meanwhile."""
    hold(survey)
    people, told, sums = recount(survey.id)
    changed(delete(Tally).where(Tally.survey_id == survey.id))
    changed(delete(NumberTally).where(NumberTally.survey_id == survey.id))
    changed(update(Survey).where(Survey.id == survey.id).values(responses=0))
    count_in_all(survey.id, people, told, sums)
    db.session.refresh(survey)


def count_in_all(survey_id: UUID, people: int, told: Mapping[Cell, int], sums: Mapping[str, Sums]) -> None:
    """Count so many more at once, whose cells (`cells_of`) and numbers add up to these. Whoever sends now waits."""
    changed(update(Survey).where(Survey.id == survey_id).values(responses=Survey.responses + people))
    names = ("a", "a_cell", "b", "b_cell")
    rows = [{"survey_id": survey_id, **dict(zip(names, cell, strict=True)), "people": n} for cell, n in told.items()]
    upsert = insert_into(Tally)
    more = upsert.on_conflict_do_update(
        index_elements=["survey_id", "b", "a", "a_cell", "b_cell"],
        set_={"people": Tally.people + upsert.excluded.people},
    )
    for start in range(0, len(rows), MOST_AT_ONCE):
        db.session.execute(more, rows[start : start + MOST_AT_ONCE])
    for question, some in sums.items():
        _add_sums(survey_id, question, some)


def _responses(survey_id: UUID) -> Iterable[tuple[Questionnaire, Channel, Answers]]:
    wanted = (
        select(Response.version_number, QuestionnaireVersion.digest, Response.channel, Response.content)
        .join(
            QuestionnaireVersion,
            (QuestionnaireVersion.survey_id == Response.survey_id)
            & (QuestionnaireVersion.number == Response.version_number),
        )
        .where(Response.survey_id == survey_id)
        .execution_options(yield_per=MOST_AT_ONCE)
    )
    for number, digest, channel, content in db.session.execute(wanted):
        yield asked(survey_id, number, digest), channel, content


@lru_cache
def _statement(dialect: str, up: bool) -> Any:
    said = _WITH.format(said=_SAID[dialect])
    cells = _CELLS.format(survey=":survey_id," if up else "", one=", 1" if up else "")
    return text(f"{said} {(_UP if up else _DOWN).format(cells=cells)}").bindparams(_ID)


def _told(survey_id: UUID, questionnaire: Questionnaire, answers: Answers, channel: Channel) -> dict[str, Any]:
    return {"survey_id": survey_id, "said": json.dumps(_said(questionnaire, answers, channel))}


def _said(questionnaire: Questionnaire, answers: Answers, channel: Channel) -> list[tuple[str, str, str | None]]:
    """The person's variables in alphabetical order, each with its cell, and its question if it is crossed."""
    counted = _variables(questionnaire, answers)
    told = cells(questionnaire, answers, channel, counted.values())
    return [
        (name, cell, variable.question if variable.crossed else None)
        for name, cell in sorted(told.items())
        if cell != NONE and (variable := counted[name])
    ]


def _variables(questionnaire: Questionnaire, answers: Answers) -> Mapping[str, Variable]:
    """The variables, with such zones as are in the answers: a zone that is gone since is counted as it was."""
    zones = tuple(sorted({answer["zone"] for answer in answers.values() if "zone" in answer}))
    return {variable.name: variable for variable in variables(questionnaire, zones)}


def _add_numbers(survey_id: UUID, told: Mapping[str, Decimal], by: int) -> None:
    """Add to the sums, or take away."""
    for question, number in told.items():
        _add_sums(survey_id, question, _summed(NOBODY, number, by))


def _add_sums(survey_id: UUID, question: str, more: Sums) -> None:
    """Add these sums to those kept. The survey's row is held, so nobody else does it now."""
    here = {"survey": survey_id, "key": question}
    kept = db.session.execute(_SUMS, here).one_or_none()
    before = NOBODY if kept is None else (kept.people, Decimal(kept.total), Decimal(kept.squares))
    people, total, squares = added(before, more)
    after = {"people": people, "total": str(total), "squares": str(squares)}
    if kept is None:
        db.session.execute(_NEW_SUMS, {"survey_id": survey_id, "question": question, **after})
    else:
        db.session.execute(_KEEP_SUMS, here | {f"new_{name}": value for name, value in after.items()})


def added(before: Sums, more: Sums) -> Sums:
    """Two sums as one, exactly."""
    return before[0] + more[0], _EXACT.add(before[1], more[1]), _EXACT.add(before[2], more[2])


def sums_of(number: Decimal, people: int) -> Sums:
    """The sums of so many people who all answered this number."""
    return _summed(NOBODY, number, people)


def _summed(before: Sums, number: Decimal, by: int) -> Sums:
    people, total, squares = before
    more = _EXACT.multiply(number, by)
    return people + by, _EXACT.add(total, more), _EXACT.add(squares, _EXACT.multiply(number, more))
