"""Writing a survey's questions: a section, a question, all its texts, its choices; and two who write at once."""

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys import editing
from medvirkning.surveys.building import keep_draft
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind
from tests import cast
from tests.browsing import Browse
from tests.survey_examples import drafted

LIST = "/storhaug/arbeid/undersokelser"


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def added(world: cast.World, survey: Survey, kind: QuestionKind) -> str:
    """The address of a new question of this kind."""
    with transaction():
        draft = draft_of(survey.id)
        asked = editing.add_question(draft.questionnaire, "section_1", kind, Localized({"nb": "Hva?"}))
        keep_draft(survey, asked.questionnaire, revision=draft.revision, by=world.cecilie, at=now())
    return f"{LIST}/{survey.id}/sporsmal/{asked.key}"


def of(survey: Survey, url: str) -> Question:
    return draft_of(survey.id).questionnaire.by_key[url.rpartition("/")[2]]


def speaking(world: cast.World, survey: Survey, *languages: str) -> None:
    with transaction():
        draft = draft_of(survey.id)
        asked = editing.change_settings(draft.questionnaire, languages=languages, any_order=False).questionnaire
        keep_draft(survey, asked, revision=draft.revision, by=world.cecilie, at=now())


def test_a_section_is_added_and_changed(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    done = mine.post(f"{LIST}/{survey.id}/ny-del", {"title_nb": "Tre", "help_nn": "Om staden"})
    assert done.location == f"{LIST}/{survey.id}#section_3"
    made = draft_of(survey.id).questionnaire.sections[-1]
    assert (made.key, made.title.text("nb"), made.help.text("nn")) == ("section_3", "Tre", "Om staden")
    mine.submit(f"{LIST}/{survey.id}/del/section_2", "title_nb", title_nn="To på nynorsk")
    second = draft_of(survey.id).questionnaire.sections[1]
    assert second.title == Localized({"nb": "To", "nn": "To på nynorsk"})
    assert second.when is not None
    assert len(second.questions) == 1


def test_a_question_is_added_and_leads_to_its_own_page(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = f"{LIST}/{survey.id}/del/section_1/nytt-sporsmal"
    wrong = mine.post(url, {"text_nb": "Hvor mange?"})
    assert (wrong.status, "Hvor mange?" in wrong.html) == (422, True)
    assert mine.post(url, {"kind": "number"}).status == 422
    done = mine.post(url, {"kind": "number", "text_nb": "Hvor mange?"})
    assert done.location.endswith("/sporsmal/number_1")
    assert mine.get(done.location).status == 200


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_is_saved_as_it_was_shown(browse: Browse, world: cast.World, kind: QuestionKind) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, kind)
    before = of(survey, url)
    texts = {f"choices-{at}-text_nb": f"Valg {at}" for at in range(len(before.choices))}
    texts |= {f"rows-{at}-text_nb": f"Rad {at}" for at in range(len(before.rows))}
    assert mine.submit(url, "text_nb", help_nn="Hjelp", required="y", **texts).status == 303
    after = of(survey, url)
    assert (after.kind, after.required, after.help.text("nn")) == (kind, True, "Hjelp")
    assert [one.key for one in after.choices] == [one.key for one in before.choices]
    assert [one.text.text("nb") for one in after.rows] == [f"Rad {at}" for at in range(len(before.rows))]


def test_a_press_on_a_row_saves_nothing_and_loses_nothing(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.SEVERAL)
    written = mine.get(url).form_values("text_nb") | {"choices-0-text_nb": "Lys", "choices-1-text_nb": "Benker"}
    more = mine.post(url, written | {"press": "choices add"})
    assert more.status == 200
    values = more.form_values("text_nb") | {"choices-2-text_nb": "Ingenting", "choices-2-exclusive": "y"}
    first = mine.post(url, values | {"press": "choices up 1"}).form_values("text_nb")
    assert [first[f"choices-{at}-text_nb"][0] for at in range(3)] == ["Benker", "Lys", "Ingenting"]
    assert not of(survey, url).choices[0].text
    assert mine.post(url, first).status == 303
    kept = of(survey, url).choices
    assert [(one.key, one.text.text("nb"), one.exclusive) for one in kept] == [
        ("c2", "Benker", False), ("c1", "Lys", False), ("c3", "Ingenting", True)]  # fmt: skip
    left = mine.post(url, mine.get(url).form_values("text_nb") | {"press": "choices remove 0"}).form_values("text_nb")
    assert "choices-2-text_nb" not in left


@pytest.mark.parametrize(
    "press", ["choices remove 9", "choices up x", "choices fly 1", "text_nb add", "choices down 1"]
)
def test_odd_presses_change_nothing(browse: Browse, world: cast.World, press: str) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.ONE)
    written = mine.get(url).form_values("text_nb")
    page = mine.post(url, written | {"press": press})
    assert page.status in (200, 422)
    assert len(of(survey, url).choices) == 2


def test_what_is_wrong_is_told_at_the_field_and_kept(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.NUMBER)
    for wrong in (
        {"least": "mange"},
        {"least": "9", "most": "3"},
        {"personal": "y"},
        {"purpose_nb": "Planen"},
        {"text_nb": ""},
    ):
        page = mine.submit(url, "text_nb", **wrong)
        assert (page.status, bool(page.errors)) == (422, True), wrong
        assert page.form_values("text_nb").items() >= {name: [text] for name, text in wrong.items()}.items()
    assert of(survey, url).least is None
    assert mine.submit(url, "text_nb", least="1", most="12,5", whole="").status == 303


def test_right_to_left_is_marked_and_other_languages_stay(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.ONE)
    speaking(world, survey, "nb", "ar")
    field = mine.get(url).all("input", name="text_ar")[0]
    assert (field.get("lang"), field.get("dir")) == ("ar", "rtl")
    texts = {"choices-0-text_nb": "Ja", "choices-1-text_nb": "Nei"}
    mine.submit(url, "text_nb", text_ar="ماذا؟", **texts)
    speaking(world, survey, "nb", "nn")
    mine.submit(url, "text_nb", text_nn="Kva?")
    assert of(survey, url).text == Localized({"nb": "Hva?", "nn": "Kva?", "ar": "ماذا؟"})


def test_two_who_write_the_same_question_see_both(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = f"{LIST}/{survey.id}/sporsmal/short_text_1"
    mine_open, theirs_open = (mine.get(url).form_values("text_nb") for _ in range(2))
    mine.post(url, theirs_open | {"text_nb": "Deres"})
    page = mine.post(url, mine_open | {"text_nb": "Mitt"})
    assert page.status == 409
    assert "Deres" in page.text
    assert page.form_values("text_nb")["text_nb"] == ["Mitt"]
    assert of(survey, url).text.text("nb") == "Deres"
    assert mine.post(url, page.form_values("text_nb")).status == 303
    assert of(survey, url).text.text("nb") == "Mitt"


def test_two_who_write_different_questions_both_keep_theirs(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    one, other = (f"{LIST}/{survey.id}/sporsmal/short_text_{number}" for number in (1, 2))
    opened = mine.get(one).form_values("text_nb")
    mine.submit(other, "text_nb", text_nb="Deres")
    assert mine.post(one, opened | {"text_nb": "Mitt"}).status == 303
    assert (of(survey, one).text.text("nb"), of(survey, other).text.text("nb")) == ("Mitt", "Deres")


def test_taking_away_a_choice_that_a_rule_is_about_is_told(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    mine.post(
        f"{LIST}/{survey.id}/endre",
        mine.get(f"{LIST}/{survey.id}").form_values("revision") | {"do": "delete short_text_1"},
    )
    assert "regel" in mine.get(f"{LIST}/{survey.id}").text
    assert browse(world.dag).get(f"{LIST}/{survey.id}/sporsmal/short_text_2").status == 403


def test_the_kind_of_a_question_is_changed_and_its_texts_stay(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.SCALE)
    done = mine.submit(f"{url}/slag", "kind", kind="several")
    assert done.location == url
    changed = of(survey, url)
    assert (changed.kind, changed.text.text("nb"), len(changed.choices)) == (QuestionKind.SEVERAL, "Hva?", 5)
    mine.submit(f"{LIST}/{survey.id}", "revision", do="undo")
    assert of(survey, url).kind is QuestionKind.SCALE


def test_what_was_written_about_a_question_that_is_gone_is_given_back(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    url = added(world, survey, QuestionKind.LONG_TEXT)
    written = mine.get(url).form_values("shown") | {
        "text_nb": "Hva <b>savner</b> du?",
        "help_nn": "Skriv gjerne mykje.",
    }
    with transaction():
        draft = draft_of(survey.id)
        gone = editing.delete_question(draft.questionnaire, url.rpartition("/")[2]).questionnaire
        keep_draft(survey, gone, revision=draft.revision, by=world.cecilie, at=now())
    page = mine.post(url, written)
    assert page.status == 404
    said = [" ".join(one.itertext()) for one in page.all("p", class_="mv-words")]
    assert said == ["Hva <b>savner</b> du?", "Skriv gjerne mykje."]
    assert not mine.get(f"{url}?text_nb=to+ord").all("p", class_="mv-words")
