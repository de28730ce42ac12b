"""The tallies are what a recount of the responses gives, whoever sends, changes and takes back in whatever order."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select, text

from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.counts import NONE, all_alone
from medvirkning.surveys.models import Survey
from medvirkning.surveys.own_answers import open_again, take_back
from medvirkning.surveys.responses import Response
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.summing import cells, variables
from medvirkning.surveys.tallying import cells_of, miscounted
from medvirkning.surveys.words import Anonymity, Channel, QuestionKind
from tests import cast, survey_cast
from tests.cast import World
from tests.questionnaires import pairs
from tests.survey_cast import EVERY, SECRET, random_answers, sends, sent
from tests.survey_counts import alone, number_sums, together

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
ZONES = ("S-01", "S-02", "S-03")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world, EVERY, at=AT, anonymity=Anonymity.BY_CODE)


def counted(survey: Survey, chance: Random, people: int) -> list[dict[str, dict[str, object]]]:
    """So many people answer something, one after another."""
    told = [random_answers(chance) for _ in range(people)]
    about = {"anonymous": False, "version": 1, "language": "nb", "at": AT}
    for answers in told:
        with transaction():
            channel = chance.choice(list(Channel))
            make_response(survey.id, EVERY, answers, channel=channel, **about)  # type: ignore[arg-type]
    return told


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_they_are_a_recount_also_when_answers_are_changed_and_taken_back(survey: Survey, seed: int) -> None:
    chance = Random(seed)
    codes = []
    for _ in range(8):
        if answers := random_answers(chance) | {"skala": {"choice": "bra"}}:
            codes.append(sent(survey, answers, AT))
    assert not miscounted(survey.id)
    for code in codes[:2]:
        with transaction():
            take_back(survey, code, secret=SECRET, at=AT)
        assert not miscounted(survey.id)
    for code in codes[2:5]:
        with transaction():
            key = open_again(survey, code, secret=SECRET, at=AT)
        with transaction():
            db.session.execute(
                text("UPDATE survey_answering SET answers = :new"), {"new": '{"alder": {"number": "7.25"}}'}
            )
        sends(survey, key, AT)
        assert not miscounted(survey.id)
    assert db.session.get_one(Survey, survey.id, populate_existing=True).responses == 6


def test_everybody_is_in_one_cell_of_each_variable_and_each_pair(survey: Survey) -> None:
    told = counted(survey, Random(4), 40)
    whole = variables(EVERY, ZONES)
    rows = list(db.session.execute(select(Response.content, Response.channel)))
    each = [cells(EVERY, content, channel, whole) for content, channel in rows]
    assert len(each) == len(told)
    for variable in whole:
        expected = Counter(one[variable.name] for one in each)
        assert +Counter(alone(survey.id, variable.name)) == expected
        assert +Counter(all_alone(survey.id).get(variable.name, {NONE: 40})) == expected
    crossed = Counter(pair for one in each for pair in pairs(one, whole))
    for a in whole:
        for b in whole:
            if a.crossed and b.crossed and a.question != b.question:
                first, other = sorted((a.name, b.name))
                expected = Counter({(x, y): n for (i, x, j, y), n in crossed.items() if (i, j) == (first, other)})
                assert +Counter(together(survey.id, first, other)) == expected
                assert +Counter(together(survey.id, other, first)) == Counter(
                    {(y, x): n for (x, y), n in expected.items()}
                )


def test_numbers_are_summed_exactly(survey: Survey) -> None:
    told = [float(one["alder"]["number"]) for one in counted(survey, Random(5), 30) if "alder" in one]  # type: ignore[arg-type]
    sums = number_sums(survey.id, "alder")
    assert sums is not None
    assert sums.people == len(told)
    assert float(sums.total) == pytest.approx(sum(told))
    assert not miscounted(survey.id), "and to the last digit"
    assert number_sums(survey.id, "trives") is None


def test_they_are_counted_over_when_they_are_wrong(app: Flask, survey: Survey) -> None:
    counted(survey, Random(6), 15)
    before = all_alone(survey.id)
    with transaction():
        db.session.execute(text("UPDATE survey_tally SET people = people + 1"))
        db.session.execute(text("UPDATE survey SET responses = 99"))
        db.session.execute(text("DELETE FROM survey_number_tally"))
    assert miscounted(survey.id)
    told = app.test_cli_runner().invoke(args=["recount"])
    assert (told.exit_code, told.output.splitlines()[-1]) == (1, "1 surveys, 1 counted wrongly")
    assert "storhaug/" in told.output
    assert "counted over" in app.test_cli_runner().invoke(args=["recount", "--mend"]).output
    assert app.test_cli_runner().invoke(args=["recount"]).exit_code == 0
    db.session.refresh(survey)
    assert not miscounted(survey.id)
    assert (all_alone(survey.id), survey.responses) == (before, 15)


def test_an_older_version_lacks_what_is_new(survey: Survey, world: World) -> None:
    counted(survey, Random(7), 5)
    new = survey_cast.question("nytt", QuestionKind.ONE, choices=survey_cast.choices("a", "b"))
    survey_cast.asks_anew(world, survey, survey_cast.one_section(*EVERY.questions, new))
    sent(survey, {"nytt": {"choice": "a"}, "skala": {"choice": "bra"}}, AT)
    assert alone(survey.id, "nytt") == {"a": 1, NONE: 5}
    assert together(survey.id, "nytt", "skala")["a", "bra"] == 1
    assert sum(together(survey.id, "nytt", "skala").values()) == 6


def test_what_is_not_answered_takes_no_room() -> None:
    told = list(cells_of(EVERY, {"skala": {"choice": "bra"}}, Channel.WEB))
    assert told == [
        ("@channel", "web", "", ""),
        ("@channel", "web", "skala", "bra"),
        ("hvorfor", "@unasked", "", ""),
        ("skala", "bra", "", ""),
    ], "but that a question was not asked is told"
