"""What is shown of a survey that is closed and read off."""

import pytest
from flask import Flask

from medvirkning.kernel.errors import RuleBroken
from medvirkning.surveys.models import Survey
from medvirkning.surveys.partitions import ALONE, REST
from medvirkning.surveys.results import Results, results_of
from medvirkning.surveys.shown import shown_from
from medvirkning.surveys.survey_words import SurveyFault
from tests import cast
from tests.cast import World
from tests.result_cast import ASKED, CROWD, answered, answers, closes, opens_again, reads, said
from tests.survey_cast import opened


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world)


def told(survey: Survey) -> Results:
    results = results_of(survey)
    assert results is not None
    return results


def test_nothing_is_shown_while_the_survey_is_open_or_before_it_is_read_off(world: World) -> None:
    survey = opened(world, ASKED)
    answers(survey, CROWD)
    assert results_of(survey) is None
    with pytest.raises(RuleBroken, match=SurveyFault.STILL_OPEN):
        reads(world, survey)
    closes(world, survey)
    assert results_of(survey) is None
    reads(world, survey)
    assert told(survey).people == 116
    opens_again(world, survey)
    assert results_of(survey) is None


def test_fewer_than_the_limit_are_never_read_off(world: World) -> None:
    survey = opened(world, ASKED)
    answers(survey, [(said("ja"), 4)])
    closes(world, survey)
    with pytest.raises(RuleBroken, match=SurveyFault.FEW_ANSWERS):
        reads(world, survey)


def test_one_choice_with_a_small_number_hidden_and_another_with_it(survey: Survey) -> None:
    (line,) = told(survey).question("trives").lines
    assert line.table.counts == {"ja": 75, "nei": None, "vet_ikke": None, "@none": 0}
    assert line.table.total == 116


def test_several_choices_are_counted_each_by_itself(survey: Survey) -> None:
    lines = {line.part: line.table.counts for line in told(survey).question("savner").lines}
    assert lines == {
        "lys": {"yes": 66, REST: 36, ALONE: 14},
        "benker": {"yes": 12, REST: 90, ALONE: 14},
        "ingenting": {"yes": 14, REST: 102},
    }


def test_each_row_of_a_matrix_is_a_table(survey: Survey) -> None:
    """All who answered it said «god», and that is as much a secret as if three had not."""
    lines = {line.part: line.table.counts for line in told(survey).question("steder").lines}
    assert lines["parken"] == {"god": None, "darlig": None, "@none": 102}
    assert lines["kaia"]["@none"] is None


def test_a_ranking_is_one_table(survey: Survey) -> None:
    shown = told(survey).question("viktigst")
    assert shown.ranking is not None
    assert shown.ranking.row("skole").counts == {"1": 30, "2": 0, "unranked": 9} or shown.ranking.hidden


def test_a_number_has_its_mean_and_how_many(survey: Survey) -> None:
    shown = told(survey).question("hvor_lenge")
    assert (shown.mean, shown.lines[0].table["answered"].count) == ("4.0", 30)


def test_a_question_asked_of_some_is_shown_of_those(survey: Survey) -> None:
    """Of the 75 who thrive; what the three wrote who were not to be asked does not count."""
    (line,) = told(survey).question("hvorfor").lines
    assert line.table.counts == {"answered": 21, "@none": 54}
    assert not told(survey).crossable(survey_question(survey, "hvorfor"))


def survey_question(survey: Survey, key: str):
    return told(survey).questionnaire.by_key[key]


def test_the_filters_are_where_people_live_and_how_answers_came(survey: Survey) -> None:
    assert told(survey).filters == ("sone", "@channel")


def test_by_zone(survey: Survey) -> None:
    tables = dict(told(survey).crossed(survey_question(survey, "savner"), "sone"))
    assert set(tables) == {"lys", "benker"}, "what excludes all others is never crossed"
    assert tables["lys"].rows["S-01"].count == 42
    assert tables["lys"].row("S-01")["yes"].percent == 71
    assert tables["benker"].row("S-02")["yes"].hidden, "all twelve live there: as much a secret as that few did"
    trives = told(survey).crossed(survey_question(survey, "trives"), "sone")[0].table
    assert all(count is None or count >= 5 or count == 0 for count in trives.counts.values())


def test_a_question_is_not_crossed_with_itself_or_with_nothing(survey: Survey) -> None:
    asked = survey_question(survey, "sone")
    assert told(survey).crossed(asked, "sone") == ()
    assert told(survey).crossed(asked, "not.there") == ()


def test_what_comes_later_is_not_shown_until_enough_are_new(world: World, survey: Survey) -> None:
    opens_again(world, survey)
    answers(survey, [(said("nei"), 4)])
    closes(world, survey)
    assert told(survey).question("trives").lines[0].table.total == 116
    with pytest.raises(RuleBroken, match=SurveyFault.FEW_NEW):
        reads(world, survey)
    opens_again(world, survey)
    answers(survey, [(said("ja"), 20), (said("vet_ikke", "S-02"), 20)])
    closes(world, survey)
    reads(world, survey)
    assert told(survey).people == 160
    table = told(survey).question("trives").lines[0].table
    assert table.counts == {"ja": 95, "nei": None, "vet_ikke": None, "@none": 0}


def test_what_is_shown_can_be_kept(survey: Survey) -> None:
    for question in ASKED.questions:
        shown = told(survey).question(question.key)
        assert shown_from(shown.to_json()) == shown
