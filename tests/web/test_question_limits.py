"""What an answer must keep within is told before anybody writes one, in the language of the page."""

from decimal import Decimal

import pytest
from flask import Flask

from medvirkning.mail.language import speaking
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from medvirkning.web.question_limits import limit
from tests import cast
from tests.answerers import at, begun
from tests.browsing import Browse
from tests.pages import Page
from tests.survey_cast import both, choices, one_section, opened, question

SEVERAL, NUMBER, PHOTO = QuestionKind.SEVERAL, QuestionKind.NUMBER, QuestionKind.PHOTO
SHORT, LONG = QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT


def told(page: Page) -> str:
    return " ".join(page.all("p", id="answer-hint")[0].itertext())


@pytest.mark.parametrize(
    ("kind", "least", "most", "nb", "nn"),
    [
        (SEVERAL, None, 2, "Velg høyst 2.", "Vel høgst 2."),
        (SEVERAL, 2, None, "Velg minst 2.", "Vel minst 2."),
        (SEVERAL, 1, 3, "Velg høyst 3.", "Vel høgst 3."),
        (SEVERAL, 2, 3, "Velg fra 2 til 3.", "Vel frå 2 til 3."),
        (SEVERAL, 2, 2, "Velg 2.", "Vel 2."),
        (SEVERAL, None, None, "Du kan velge flere.", "Du kan velje fleire."),
        (NUMBER, 1, 20, "Skriv et tall fra 1 til 20.", "Skriv eit tal frå 1 til 20."),
        (NUMBER, "0.5", None, "Skriv et tall som er 0,5 eller mer.", "Skriv eit tal som er 0,5 eller meir."),
        (NUMBER, None, 9, "Skriv et tall som er 9 eller mindre.", "Skriv eit tal som er 9 eller mindre."),
        (NUMBER, None, None, "", ""),
        (SHORT, None, 20, "Høyst 20 tegn.", "Høgst 20 teikn."),
        (LONG, 10, None, "Minst 10 tegn.", "Minst 10 teikn."),
        (LONG, 10, 500, "Fra 10 til 500 tegn.", "Frå 10 til 500 teikn."),
        (LONG, None, None, "", ""),
        (PHOTO, None, None, "Du kan legge ved opptil 3 bilder.", "Du kan leggje ved opptil 3 bilete."),
        (QuestionKind.ONE, None, None, "", ""),
    ],
)
def test_what_an_answer_must_keep_within(
    app: Flask, kind: QuestionKind, least: object, most: object, nb: str, nn: str
) -> None:
    bounds = {"least": least and Decimal(str(least)), "most": most and Decimal(str(most))}
    asked = question("q", kind, choices=choices("a", "b", "c"), **bounds)
    for language, words in (("nb", nb), ("nn", nn)):
        with app.test_request_context(), speaking(language):
            assert limit(asked) == words


def test_the_makers_own_help_is_not_said_over_again(app: Flask) -> None:
    helped = question("q", SEVERAL, choices=choices("a", "b"), help=cast.both("Velg så mange du vil."))
    with app.test_request_context(), speaking("nb"):
        assert limit(helped) == ""


def test_the_page_tells_it_before_anything_is_sent_and_again_beside_the_error(browse: Browse, app: Flask) -> None:
    several = question("savner", SEVERAL, choices=choices("lys", "buss", "park"), most=Decimal(2))
    opened(cast.storhaug(), one_section(several))
    someone = browse()
    step = at(someone, begun(someone))
    page = someone.get(step)
    assert "Velg høyst 2." in told(page)
    assert len(page.all("input", type="checkbox")) == len(page.all("span", **{"class": "mv-dot mv-box"})) == 3
    refused = someone.post(step, page.form_values("shown") | {"answer": ["lys", "buss", "park"]})
    assert refused.status == 422
    assert "Velg høyst 2. Du har valgt 3." in refused.text
    assert "Velg høyst 2." in told(refused)


def test_how_many_questions_is_at_most_that_many_where_some_depend_on_answers(browse: Browse, app: Flask) -> None:
    first = question("bor", QuestionKind.ONE, choices=choices("ja", "nei"))
    when = Condition(Joined.ALL, (Rule("bor", Operator.EQUALS, ("ja",)),))
    world = cast.storhaug()
    opened(world, one_section(first, question("hvor", SHORT, when=when)), slug="betinget")
    opened(world, one_section(first, question("hvor", SHORT)), slug="rett-fram")
    front = browse().get("/storhaug/undersokelser/betinget")
    assert "Opptil 2 spørsmål" in front.text
    assert "Opptil" not in browse().get("/storhaug/undersokelser/rett-fram").text


def test_a_counter_speaks_only_when_little_room_is_left(browse: Browse, app: Flask) -> None:
    opened(cast.storhaug(), one_section(question("tekst", LONG, most=Decimal(150))))
    someone = browse()
    step = at(someone, begun(someone))
    assert "tegn igjen" not in someone.get(step).text
    someone.post(step, someone.get(step).form_values("shown") | {"answer": "å" * 60})
    assert "Du har 90 tegn igjen." in someone.get(step).text


@pytest.mark.parametrize("kind", [SHORT, LONG])
def test_no_names_are_asked_for_where_one_writes_freely(browse: Browse, app: Flask, kind: QuestionKind) -> None:
    opened(cast.storhaug(), one_section(question("tekst", kind, most=Decimal(150))))
    someone = browse()
    page = someone.get(at(someone, begun(someone)))
    assert told(page) == "Høyst 150 tegn. Ikke skriv navnet ditt eller navn på andre."


def test_a_name_may_be_written_where_personal_data_are_asked_for(browse: Browse, app: Flask) -> None:
    purpose = both("Vi ringer deg.", "Vi ringjer deg.")
    opened(cast.storhaug(), one_section(question("tekst", LONG, personal=True, purpose=purpose)))
    someone = browse()
    assert "Ikke skriv navnet ditt" not in someone.get(at(someone, begun(someone))).text
