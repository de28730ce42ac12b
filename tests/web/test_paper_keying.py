"""Keying in a form on paper, and looking it over: what is wrong is told at the field, and another person approves."""

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.surveys.models import Survey
from medvirkning.surveys.paper_queries import keyed_form
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests import cast, paper_cast, survey_cast
from tests.browsing import Browse
from tests.cast import World
from tests.survey_cast import choices, question

NO = Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("nei",)),))
ASKED = survey_cast.one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei"), required=True, sensitive=True),
    question("hvorfor", QuestionKind.SHORT_TEXT, when=NO, required=True),
    question("savner", QuestionKind.SEVERAL, choices=choices("lys", "benker", "ingenting", exclusive="ingenting")),
    question("orden", QuestionKind.RANKING, choices=choices("a", "b", "c")),
    question("alder", QuestionKind.NUMBER),
    question("rader", QuestionKind.MATRIX, rows=choices("gata", "parken"), choices=choices("god", "ok"), required=True),
    question("bilde", QuestionKind.PHOTO, required=True),
)
KEYED = {
    "trives-answer": "nei",
    "hvorfor-answer": "For mørkt",
    "savner-answer": ["lys", "benker"],
    "orden-order": ["b", "a", "c"],
    "orden-blank": "1",
    "alder-answer": "43",
    "rader-row.gata": "ok",
    "rader-row.parken": "god",
}
CONTENT = {
    "trives": {"choice": "nei"},
    "hvorfor": {"text": "For mørkt"},
    "savner": {"choices": ["lys", "benker"]},
    "orden": {"order": ["b", "a", "c"]},
    "alder": {"number": "43"},
    "rader": {"rows": {"gata": "ok", "parken": "god"}},
}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    made = survey_cast.opened(world, ASKED)
    paper_cast.printed(world, made)
    return made


@pytest.fixture
def lead(world: World) -> Person:
    with transaction():
        made = enrol("leder@medvirkning.example", name="Lise Leder", at=now())
        give_role(made, Role.LEAD, world.programme, by=None, at=now())
    return made


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/papir{more}"


def content(survey: Survey, number: int) -> object:
    form = keyed_form(survey.id, number)
    return None if form is None else form.content


def test_from_number_to_counted(world: World, survey: Survey, lead: Person, browse: Browse) -> None:
    browser = browse(world.cecilie)
    assert browser.post(at(survey, "/tast-inn"), {"number": "7"}).location == at(survey, "/tast-inn/7")
    page = browser.get(at(survey, "/tast-inn/7"))
    assert "Svar bare hvis du har svart «Nei» på spørsmål 1." in page.text
    assert "Hva med bilde?" not in page.text
    assert browser.post(at(survey, "/tast-inn/7"), page.form_values("seen") | KEYED).status == 303
    assert content(survey, 7) == CONTENT
    look = at(survey, "/skjema/7")
    assert "Du har tastet inn dette selv" in browser.get(look).text
    assert "Skjema 7" in browser.get(at(survey)).text
    leads = browse(lead)
    page = leads.get(look)
    for words in ("Hva med trives?", "Nei", "For mørkt", "43", "Gata: Ok"):
        assert words in page.text
    assert leads.post(f"{look}/godkjenn", page.form_values("seen")).status == 303
    front = leads.get(at(survey))
    assert "Nå teller skjema 7" in front.text
    assert "Færre enn 5" in front.text, "how many came on paper is told as on the pages of results"
    assert content(survey, 7) is None
    for path in (look, at(survey, "/tast-inn/7")):
        assert browser.get(path).status == 303
    assert "tastet inn før" in " ".join(browser.post(at(survey, "/tast-inn"), {"number": "7"}).errors)


@pytest.mark.parametrize(
    ("number", "told"), [("21", "Ingen skjema har nummer 21"), ("", "Skriv nummeret"), ("x", ""), ("-1", "")]
)
def test_a_number_on_no_form_is_told(world: World, survey: Survey, browse: Browse, number: str, told: str) -> None:
    sent = browse(world.cecilie).post(at(survey, "/tast-inn"), {"number": number})
    assert sent.status == 422
    assert told in " ".join(sent.errors)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"trives-answer": None}, "Velg"),
        ({"hvorfor-answer": ""}, "Skriv"),
        ({"savner-answer": ["lys", "ingenting"]}, "Ingenting"),
        ({"alder-answer": "gammel"}, "tall"),
        ({"rader-row.gata": None}, "Gata"),
        ({"hvorfor-blank": "1"}, "Du har både et svar og et kryss"),
    ],
)
def test_what_breaks_a_rule_is_told_at_the_field(
    world: World, survey: Survey, browse: Browse, changed: dict[str, str | None], told: str
) -> None:
    keyed = {name: value for name, value in (KEYED | changed).items() if value is not None}
    sent = browse(world.cecilie).post(at(survey, "/tast-inn/7"), keyed)
    assert sent.status == 422
    assert len(sent.errors) == 1
    assert told in sent.errors[0]
    assert 'value="43"' in sent.html or "alder-answer" in changed, "what was keyed in is kept"
    assert content(survey, 7) is None


def test_what_is_blank_on_the_form_is_said_to_be(world: World, survey: Survey, browse: Browse) -> None:
    """Declined, unanswered and answered are three things; a ranking that nobody has touched is none."""
    keyed = {"trives-declined": "1", "orden-order": ["a", "b", "c"], "orden-blank": "1", "rader-row.gata": "ok",
             "rader-blank": "1", "alder-answer": "", "savner-answer": ["lys"]}  # fmt: skip
    browser = browse(world.cecilie)
    assert browser.post(at(survey, "/tast-inn/7"), keyed).status == 303
    assert content(survey, 7) == {
        "trives": {"declined": True}, "savner": {"choices": ["lys"]}, "rader": {"rows": {"gata": "ok"}},
    }  # fmt: skip
    ticked = browser.get(at(survey, "/tast-inn/7")).form_values("seen")
    assert {name for name in ticked if name.endswith(("-blank", "-declined"))} >= {
        "trives-declined", "orden-blank", "rader-blank",
    }  # fmt: skip
    page = browser.get(at(survey, "/skjema/7")).text
    assert "Jeg vil ikke svare" in page
    assert "Ikke svart" in page


def test_a_ranking_is_moved_without_a_script(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    moved = browser.post(
        at(survey, "/tast-inn/7"), {"orden-order": ["a", "b", "c"], "orden-down": "0", "orden-blank": "1"}
    )
    assert moved.status == 200
    values = moved.form_values("seen")
    assert values["orden-order"] == ["b", "a", "c"]
    assert "orden-blank" not in values


def test_an_answer_that_should_not_be_there_is_shown_and_does_not_count(
    world: World, survey: Survey, lead: Person, browse: Browse
) -> None:
    browse(world.cecilie).post(at(survey, "/tast-inn/7"), KEYED | {"trives-answer": "ja"})
    assert "Teller ikke: ut fra de andre svarene" in browse(lead).get(at(survey, "/skjema/7")).text


def test_sent_back_and_mended(world: World, survey: Survey, lead: Person, browse: Browse) -> None:
    paper_cast.keyed(survey, 7, CONTENT, by=world.cecilie)
    back = at(survey, "/skjema/7/send-tilbake")
    leads, browser = browse(lead), browse(world.cecilie)
    page = leads.get(back)
    assert leads.post(back, page.form_values("seen") | {"reason": " "}).status == 422
    assert leads.post(back, page.form_values("seen") | {"reason": "Alderen er 34."}).status == 303
    told = browser.get(at(survey)).text
    assert "Sendt tilbake: Alderen er 34." in told
    assert "Svar på papir (" not in browser.get(at(survey).removesuffix("/papir")).text, "it waits for nobody else"
    page = browser.get(at(survey, "/tast-inn/7"))
    assert "Alderen er 34." in page.text
    values = page.form_values("seen")
    assert values["alder-answer"] == ["43"]
    assert browser.post(at(survey, "/tast-inn/7"), values | {"alder-answer": "34"}).status == 303
    assert content(survey, 7) == CONTENT | {"alder": {"number": "34"}}


def test_nobody_approves_what_they_have_not_seen(world: World, survey: Survey, lead: Person, browse: Browse) -> None:
    seen = paper_cast.keyed(survey, 7, CONTENT, by=world.cecilie)
    look, leads = at(survey, "/skjema/7"), browse(lead)
    values = leads.get(look).form_values("seen")
    paper_cast.keyed(survey, 7, CONTENT | {"alder": {"number": "34"}}, by=world.cecilie, seen=seen)
    assert leads.post(f"{look}/godkjenn", values).location == look
    assert "Noen andre har endret dette skjemaet" in leads.get(look).text
    assert browse(world.cecilie).post(f"{look}/godkjenn", {"seen": seen}).location == look
    assert browse(lead).get(at(survey, "/tast-inn/7")).status == 403
    assert f"{look}/forkast" in leads.get(look).links()
    assert leads.post(f"{look}/forkast", leads.get(f"{look}/forkast").form_values("seen")).status == 303
    assert keyed_form(survey.id, 7) is None
    assert leads.post(f"{look}/godkjenn", values).location == at(survey)
