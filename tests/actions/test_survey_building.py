"""Building a survey: what is drafted can be changed and undone, what is published can't, and promises are kept."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from medvirkning.journal.queries import history
from medvirkning.kernel.database import changed, db, transaction
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.building import (
    STEPS,
    begin_new_version,
    change_settings,
    copy_survey,
    delete_survey,
    drop_draft,
    keep_draft,
    make_survey,
    settings_of,
    undo_change,
)
from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.opening import close, close_due, publish, reopen
from medvirkning.surveys.queries import draft_of, newest_published, surveys_of, surveys_outside, versions_of
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.words import Anonymity, QuestionKind, SurveyState
from tests import cast, survey_cast
from tests.cast import World

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
OTHER = survey_cast.one_section(survey_cast.question("alder", QuestionKind.NUMBER))


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def faults(caught: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in caught.value.objections]


def test_a_new_survey_is_a_blank_draft(world: World) -> None:
    with transaction():
        survey = make_survey(world.programme, survey_cast.SETTINGS, by=world.cecilie, at=AT)
    assert (survey.state, survey.responses, survey.version) == (SurveyState.DRAFT, 0, 1)
    assert survey_cast.draft(survey).questionnaire == Questionnaire(("nb", "nn"))
    assert newest_published(survey.id) is None
    with transaction(), pytest.raises(RuleBroken) as caught:
        publish(survey, by=world.cecilie, at=AT)
    assert faults(caught) == [QuestionnaireFault.NO_QUESTIONS]


def test_two_who_change_the_draft_do_not_overwrite_each_other(world: World) -> None:
    survey = survey_cast.drafted(world)
    with transaction():
        keep_draft(survey, OTHER, revision=1, by=world.cecilie, at=AT)
    with transaction(), pytest.raises(Stale):
        keep_draft(survey, survey_cast.SMALL, revision=1, by=world.dag, at=AT)
    assert survey_cast.draft(survey).questionnaire == OTHER
    with transaction():
        assert keep_draft(survey, OTHER, revision=2, by=world.dag, at=AT).revision == 2, "the same is no change"


def test_the_last_changes_are_undone_one_by_one(world: World) -> None:
    survey = survey_cast.drafted(world)
    with transaction(), pytest.raises(Conflict):
        undo_change(survey, revision=1, by=world.cecilie, at=AT)
    more = replace(OTHER, languages=("nb", "nn", "uk"))
    with transaction():
        keep_draft(survey, more, revision=1, by=world.cecilie, at=AT)
    assert survey.languages == ["nb", "nn", "uk"]
    with transaction():
        undone = undo_change(survey, revision=2, by=world.cecilie, at=AT)
    assert (undone.questionnaire, survey.languages) == (survey_cast.SMALL, ["nb", "nn"])
    with transaction(), pytest.raises(Conflict):
        undo_change(survey, revision=3, by=world.cecilie, at=AT)
    for revision, wanted in enumerate((more, OTHER, replace(more, any_order=True)), start=3):
        with transaction():
            keep_draft(survey, wanted, revision=revision, by=world.cecilie, at=AT)
    for revision, wanted in enumerate((OTHER, more, survey_cast.SMALL), start=6):
        with transaction():
            assert undo_change(survey, revision=revision, by=world.cecilie, at=AT).questionnaire == wanted


def test_what_has_been_open_is_never_deleted(world: World) -> None:
    survey = survey_cast.opened(world, at=AT)
    with transaction(), pytest.raises(Conflict):
        delete_survey(survey, by=world.cecilie, at=AT)


def test_only_so_many_changes_are_kept_for_undoing(world: World) -> None:
    survey, other = survey_cast.drafted(world), (OTHER, survey_cast.SMALL)
    for revision in range(1, STEPS + 5):
        with transaction():
            keep_draft(survey, other[(revision - 1) % 2], revision=revision, by=world.cecilie, at=AT)
    for revision in range(STEPS + 5, 2 * STEPS + 5):
        with transaction():
            undo_change(survey, revision=revision, by=world.cecilie, at=AT)
    assert survey_cast.draft(survey).before is None


def test_what_is_published_is_frozen(world: World) -> None:
    survey = survey_cast.opened(world, at=AT)
    [version] = versions_of(survey.id)
    assert (survey.state, survey.opened_at, version.published_at, version.before) == (SurveyState.OPEN, AT, AT, None)
    with transaction(), pytest.raises(NotThere):
        keep_draft(survey, OTHER, revision=version.revision, by=world.cecilie, at=AT)
    here = QuestionnaireVersion.id == version.id
    for statement in (update(QuestionnaireVersion).where(here).values(digest="x" * 64),
                      delete(QuestionnaireVersion).where(here)):  # fmt: skip
        with pytest.raises(DatabaseError, match="published_version"), transaction():
            changed(statement)


def test_other_questions_are_a_new_version_while_it_is_open(world: World) -> None:
    survey = survey_cast.opened(world)
    with transaction(), pytest.raises(RuleBroken) as caught:
        publish(survey, by=world.cecilie, at=AT)
    assert faults(caught) == [Fault.NOTHING_NEW]
    with transaction():
        begun = begin_new_version(survey, by=world.cecilie, at=AT)
        assert begin_new_version(survey, by=world.dag, at=AT) is begun
    with transaction(), pytest.raises(RuleBroken):
        publish(survey, by=world.cecilie, at=AT)
    assert survey_cast.asks_anew(world, survey, OTHER).number == 2
    newest = newest_published(survey.id)
    assert newest is not None
    assert [version.questionnaire for version in versions_of(survey.id)] == [survey_cast.SMALL, newest.questionnaire]
    assert [event.verb for event in history("survey", survey.id) if event.verb] == ["publish", "publish_again"]


def test_a_question_never_becomes_another_kind_under_the_same_key(world: World) -> None:
    survey, number = survey_cast.opened(world), survey_cast.question("trives", QuestionKind.NUMBER)
    with pytest.raises(RuleBroken) as caught:
        survey_cast.asks_anew(world, survey, survey_cast.one_section(number))
    assert faults(caught) == [QuestionnaireFault.ANSWERS_DO_NOT_FIT]


def test_there_is_never_more_than_one_draft(world: World) -> None:
    survey = survey_cast.drafted(world)
    other = QuestionnaireVersion(survey_id=survey.id, number=2, content={}, digest="x" * 64, revision=1)
    with pytest.raises(DatabaseError), transaction():
        db.session.add(other)
    with transaction(), pytest.raises(Conflict):
        drop_draft(survey, by=world.cecilie, at=AT)


def test_a_draft_of_another_version_can_be_let_go(world: World) -> None:
    survey = survey_cast.opened(world)
    with transaction():
        begin_new_version(survey, by=world.cecilie, at=AT)
    with transaction():
        drop_draft(survey, by=world.cecilie, at=AT)
    assert draft_of(survey.id) is None


def test_settings_are_changed_and_looked_over(world: World) -> None:
    survey = survey_cast.drafted(world)
    wanted = replace(settings_of(survey), languages=("nb", "ar"), small=7)
    with transaction():
        change_settings(survey, wanted, version=1, by=world.cecilie, at=AT)
    assert (settings_of(survey), survey_cast.draft(survey).questionnaire.languages) == (wanted, ("nb", "ar"))
    with transaction(), pytest.raises(Stale):
        change_settings(survey, settings_of(survey), version=1, by=world.cecilie, at=AT)
    wrong = replace(wanted, title=Localized({}), slug="Å", small=2, minutes=0, languages=())
    with transaction(), pytest.raises(RuleBroken) as caught:
        change_settings(survey, wrong, by=world.cecilie, at=AT)
    assert faults(caught) == [Fault.NO_TITLE, Fault.NOT_AN_ADDRESS, Fault.NO_LANGUAGE, Fault.MINUTES, Fault.SMALL]


def test_an_open_survey_keeps_its_promises(world: World) -> None:
    survey = survey_cast.opened(world)
    wrong = replace(settings_of(survey), anonymity=Anonymity.BY_CODE, small=3, slug="annet")
    with transaction(), pytest.raises(RuleBroken) as caught:
        change_settings(survey, wrong, by=world.cecilie, at=AT)
    assert faults(caught) == [Fault.ANONYMITY_KEPT, Fault.SMALL_LOWERED, Fault.ADDRESS_KEPT]
    for said in ("anonymity = 'by_code'", "small = 4", "state = 'draft'"):
        with pytest.raises(DatabaseError, match="promises"), transaction():
            db.session.execute(text(f"UPDATE survey SET {said}"))
    with transaction():
        change_settings(survey, replace(settings_of(survey), small=9), by=world.cecilie, at=AT)


def test_it_is_closed_and_opened_again(world: World) -> None:
    survey = survey_cast.opened(world)
    with transaction():
        close(survey, by=world.cecilie, at=AT)
    assert (survey.state, survey.closed_at) == (SurveyState.CLOSED, AT)
    with transaction(), pytest.raises(WrongStep):
        close(survey, by=world.cecilie, at=AT)
    with transaction():
        reopen(survey, by=world.cecilie, at=AT)
    assert (survey.state, survey.closed_at) == (SurveyState.OPEN, None)


def test_it_closes_by_itself_with_the_end_of_its_last_day(world: World) -> None:
    survey = survey_cast.opened(world, at=AT, closes_on=date(2026, 5, 10))
    with transaction():
        assert close_due(at=datetime(2026, 5, 10, 21, 50, tzinfo=UTC)) == 0
    with transaction():
        assert close_due(at=datetime(2026, 5, 11, 8, 0, tzinfo=UTC)) == 1
    assert (survey.state, survey.closed_at) == (SurveyState.CLOSED, datetime(2026, 5, 10, 21, 59, 59, 999999, UTC))
    with transaction(), pytest.raises(RuleBroken) as caught:
        reopen(survey, by=world.cecilie, at=datetime(2026, 5, 11, 9, 0, tzinfo=UTC))
    assert faults(caught) == [Fault.CLOSING_DAY_PASSED]


def test_a_copy_has_the_questions_and_an_address_of_its_own(world: World) -> None:
    survey = survey_cast.opened(world)
    with transaction():
        copied = copy_survey(survey, title=survey.title, by=world.cecilie, at=AT)
    assert (copied.slug, copied.state) == ("slik-er-det-a-bo-her", SurveyState.DRAFT)
    assert survey_cast.draft(copied).questionnaire == survey_cast.SMALL
    with transaction(), pytest.raises(RuleBroken) as caught:
        make_survey(world.programme, settings_of(survey), by=world.cecilie, at=AT)
    assert faults(caught) == [Fault.ADDRESS_TAKEN]
    assert surveys_of(world.programme.id) == [copied, survey]


def test_residents_see_what_is_open_today(world: World) -> None:
    first = survey_cast.opened(world, at=AT, slug="a", closes_on=date(2026, 5, 20))
    survey_cast.opened(world, at=AT, slug="b", opens_on=date(2026, 5, 10))
    survey_cast.drafted(world, slug="c")
    without_end = survey_cast.opened(world, at=AT, slug="d")
    assert surveys_outside(world.programme.id, today=date(2026, 5, 4))[0] == [first, without_end]
    assert [one.slug for one in surveys_outside(world.programme.id, today=date(2026, 5, 21))[0]] == ["b", "d"]


def test_the_database_refuses_wrong_settings(world: World) -> None:
    survey = survey_cast.drafted(world)
    for said in ("small = 2", "minutes = 0", "responses = -1", "closed_at = opened_at, state = 'open'"):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(text(f"UPDATE survey SET {said}"))
    assert db.session.get_one(Survey, survey.id).small == 5
