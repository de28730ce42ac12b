"""Nobody who reads all tables of a whole survey, of one question and of two, can work out a hidden number."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from medvirkning.surveys.guarded import HIDDEN, Guarded
from medvirkning.surveys.guarding import Tables, chosen_or_not
from medvirkning.surveys.partitions import ALONE, REST
from medvirkning.surveys.question_tables import question_shown, rules_of
from medvirkning.surveys.summing import cells, variables
from medvirkning.surveys.words import Channel, QuestionKind
from tests.attacker import Attacker
from tests.questionnaires import pairs
from tests.survey_cast import EVERY, random_answers

ZONES = ("S-01", "S-02", "S-03")
KNOWN = {one.name: one for one in variables(EVERY, ZONES)}


def tables(chance: Random, people: int, k: int = 5) -> tuple[Tables, list[dict[str, str]]]:
    """The tables of a survey that so many have answered at random, and the cells each of them is in."""
    told = [
        cells(EVERY, random_answers(chance), chance.choice(list(Channel)), KNOWN.values()) for _ in range(people)
    ]  # fmt: skip
    alone = {name: Counter(one[name] for one in told) for name in KNOWN}
    crossed: Counter[tuple[str, str, str, str]] = Counter()
    for one in told:
        crossed.update(pairs(one, KNOWN.values()))

    def of_two(rows: str, columns: str, at: int) -> dict[tuple[str, str], int]:
        turned = rows > columns
        a, b = (columns, rows) if turned else (rows, columns)
        return {
            ((y, x) if turned else (x, y)): many for (v, x, w, y), many in crossed.items() if (v, w) == (a, b)
        }  # fmt: skip

    return Tables(EVERY, KNOWN, [alone], of_two, k), told


def names_of(name: str, table: Guarded) -> dict[str, Any]:
    """What the attacker calls the numbers of a variable: those who chose what excludes all others are the same."""
    question = KNOWN[name].question
    return {cell: (question, ALONE) if cell == ALONE else (name, cell) for cell in table.counts}


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_number_can_be_worked_out(seed: int) -> None:
    chance = Random(seed)
    found, _ = tables(chance, chance.choice([12, 40, 90, 200]), chance.choice([3, 5, 10]))
    attacker, values = Attacker(), {}
    for question in EVERY.questions:
        if question.kind is QuestionKind.RANKING:
            continue  # see the tests of the guard
        for line in question_shown(found, question, rules_of([EVERY]), [{}]).lines:
            name = f"{question.key}.{line.part}" if line.part else question.key
            names = names_of(name, line.table)
            if name == "savner.ingenting":
                names = {"yes": ("savner", ALONE), REST: (name, REST)}
            values |= {names[cell]: count for cell, count in line.table.counts.items()}
            attacker.learns([(1, one) for one in names.values()] + [(-1, (question.key, "n"))])
            values[question.key, "n"] = line.table.total
    attacker.learns([(1, ("hvorfor", "n")), (-1, ("trives", "nei"))])
    names = [name for name in KNOWN if found.crossable(name)]
    for a in names:
        for b in (b for b in names if b > a and KNOWN[a].question != KNOWN[b].question):
            table = found.crossed(a, b)
            values |= {(a, row, b, column): count for (row, column), count in table.counts.items()}
            for row in table.rows.counts:
                cross = [(1, (a, row, b, column)) for column in table.columns.counts]
                attacker.learns([*cross, *((-1, one) for one in whole(a, row))])
            for column in table.columns.counts:
                cross = [(1, (a, row, b, column)) for row in table.rows.counts]
                attacker.learns([*cross, *((-1, one) for one in whole(b, column))])
    for name, value in values.items():
        if value is not HIDDEN:
            attacker.learns([(1, name)], value)
    hidden = {name for name, value in values.items() if value is HIDDEN}
    assert hidden.isdisjoint(attacker.determined())


def whole(name: str, cell: str) -> list[Any]:
    """The numbers that a line of a table of two adds up to."""
    if KNOWN[name].question == "savner" and cell == REST:
        return [(name, REST), ("savner", ALONE)]
    return [(name, cell)]


def test_a_choice_by_another_is_shown_as_chosen_or_not() -> None:
    assert chosen_or_not(Guarded({"yes": 9, REST: None, ALONE: None}, 60)).counts == {"yes": 9, REST: 51}
    assert chosen_or_not(Guarded({"yes": None, REST: None, ALONE: 30}, 60)).counts == {"yes": None, REST: None}


def test_no_number_below_the_limit_is_shown() -> None:
    found, _ = tables(Random(5), 90)
    for question in EVERY.questions:
        for line in question_shown(found, question, rules_of([EVERY]), [{}]).lines:
            assert all(count is None or count >= 5 or cell == "@none" for cell, count in line.table.counts.items())


def test_what_is_asked_of_some_is_not_crossed() -> None:
    found, _ = tables(Random(5), 90)
    assert [name for name in KNOWN if not found.crossable(name)] == [
        "savner.ingenting", "rekkefolge.a", "rekkefolge.b", "rekkefolge.c", "alder", "ord", "hvorfor",
    ]  # fmt: skip
