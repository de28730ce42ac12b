"""Answering a survey: one question a page, kept at each step, over two devices, looked over, sent once, read again."""

import re
from datetime import timedelta

import pytest
from flask import Flask, make_response, render_template_string
from sqlalchemy import select

from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Condition, Questionnaire, Rule, Section
from medvirkning.surveys.responses import Answering, Response
from medvirkning.surveys.words import Anonymity, Joined, Operator, QuestionKind
from medvirkning.web.marked import told
from tests import cast, survey_cast
from tests.answerers import FRONT, answer, at, begun
from tests.browsing import Browse
from tests.cast import both
from tests.pages import Page
from tests.survey_cast import choices, opened, question

WHOLE = "<!doctype html><html lang=nb><head><title>x</title></head><body><h1>x</h1>{{ ui.summary(rows) }}</body></html>"


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def test_from_the_front_page_to_the_receipt_and_back_with_the_code(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    assert "trivsel" in " ".join(someone.get("/storhaug/undersokelser").links())
    step = at(someone, begun(someone))
    assert "trives" in step
    step = answer(someone, step, answer="ja")
    step = answer(someone, step, answer=["lys", "benker"])
    step = answer(someone, step, answer="Fordi det er fint her")
    check = someone.get(step)
    assert all(word in check.text for word in ("Ja", "Lys", "Benker", "Fordi det er fint her"))
    sent = someone.post(step, check.form_values())
    receipt = someone.get(sent.location)
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", receipt.text)
    assert code is not None
    assert db.session.scalars(select(Response.content)).all() == [
        {
            "trives": {"choice": "ja"},
            "savner": {"choices": ["lys", "benker"]},
            "hvorfor": {"text": "Fordi det er fint her"},
        }
    ]
    assert not db.session.scalars(select(Answering)).all()
    elsewhere = browse()
    found = elsewhere.post(f"{FRONT}/kode", elsewhere.get(f"{FRONT}/kode").form_values() | {"code": code[0].lower()})
    assert "Fordi det er fint her" in elsewhere.get(found.location).text


def test_sent_twice_is_sent_once(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    address = begun(someone)
    answer(someone, at(someone, address), answer="nei")
    form = someone.get(f"{address}/sjekk").form_values()
    assert someone.post(f"{address}/sjekk", form).location == someone.post(f"{address}/sjekk", form).location
    assert len(db.session.scalars(select(Response.id)).all()) == 1
    assert at(someone, address).endswith("/kvittering")


def test_two_devices_never_overwrite_each_other_in_silence(browse: Browse, world: cast.World) -> None:
    opened(world)
    phone, tablet = browse(), browse()
    step = at(phone, begun(phone))
    mine, theirs = phone.get(step).form_values("shown"), tablet.get(step).form_values("shown")
    assert tablet.post(step, theirs | {"answer": "nei"}).status == 303
    clash = phone.post(step, mine | {"answer": "ja"})
    assert clash.status == 409
    assert "Nei" in clash.text
    assert db.session.scalars(select(Answering.answers)).one() == {"trives": {"choice": "nei"}}
    again = phone.post(step, clash.form_values("shown") | {"answer": "ja"})
    assert again.status == 303
    assert db.session.scalars(select(Answering.answers)).one() == {"trives": {"choice": "ja"}}


def branching() -> Questionnaire:
    """The second section is asked of those who say no; its question is required and sensitive."""
    why = question("hvorfor", QuestionKind.LONG_TEXT, required=True, sensitive=True)
    first = question("trives", QuestionKind.ONE, choices=choices("ja", "nei"), required=True)
    when = Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("nei",)),))
    sections = (Section("s1", both("Om stedet", "Om staden"), questions=(first,)),
                Section("s2", both("Mer", "Meir"), questions=(why,), when=when))  # fmt: skip
    return Questionnaire(("nb", "nn"), sections)


def test_a_rule_decides_what_comes_and_what_counts(browse: Browse, world: cast.World) -> None:
    opened(world, branching())
    someone = browse()
    address = begun(someone)
    first = at(someone, address)
    second = answer(someone, first, answer="nei")
    assert second.endswith("/hvorfor")
    assert answer(someone, second, answer="Ingen lys").endswith("/sjekk")
    assert answer(someone, first, answer="ja").endswith("/sjekk")
    check = someone.get(f"{address}/sjekk")
    assert "Ingen lys" not in check.text
    someone.post(f"{address}/sjekk", check.form_values())
    assert db.session.scalars(select(Response.content)).all() == [{"trives": {"choice": "ja"}}]


def test_what_is_required_is_told_and_what_is_sensitive_can_be_declined(browse: Browse, world: cast.World) -> None:
    opened(world, branching())
    someone = browse()
    first = at(someone, begun(someone))
    page = someone.post(first, someone.get(first).form_values("shown"))
    assert (page.status, bool(page.errors)) == (422, True)
    second = answer(someone, first, answer="nei")
    empty = someone.post(second, someone.get(second).form_values("shown"))
    assert empty.status == 422
    assert answer(someone, second, declined="1").endswith("/sjekk")
    assert db.session.scalars(select(Answering.answers)).one()["hvorfor"] == {"declined": True}


def test_nothing_answered_can_not_be_sent(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    address = begun(someone)
    page = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    assert page.status == 422
    assert not db.session.scalars(select(Response)).all()


def test_what_lacks_leads_from_the_check_to_its_question(browse: Browse, world: cast.World) -> None:
    opened(world, branching())
    someone = browse()
    address = begun(someone)
    page = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    assert page.status == 422
    assert f"{address}/sporsmal/trives?til=sjekk" in page.links()
    assert answer(someone, f"{address}/sporsmal/trives?til=sjekk", answer="ja").endswith("/sjekk")


def test_the_questions_come_in_the_language_that_is_chosen(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    page = someone.get(f"{FRONT}?sprak=nn")
    address = someone.post(FRONT, page.form_values("answering")).location
    step = someone.get(at(someone, address))
    assert "Kva med trives?" in step.text
    assert step.all("html")[0].get("lang") == "nn"


def test_a_code_lets_one_change_and_take_back_where_the_survey_says_so(browse: Browse, world: cast.World) -> None:
    opened(world, anonymity=Anonymity.BY_CODE)
    someone = browse()
    address = begun(someone)
    answer(someone, at(someone, address), answer="nei")
    sent = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    own = next(link for link in someone.get(sent.location).links() if "/mine-svar/" in link)
    opened_again = someone.post(f"{own}/endre", someone.get(own).form_values()).location
    first = opened_again.replace("/sjekk", "/sporsmal/trives")
    answer(someone, first, answer="ja")
    changed = someone.post(opened_again, someone.get(opened_again).form_values())
    assert changed.status == 200
    assert db.session.scalars(select(Response.content)).one() == {"trives": {"choice": "ja"}}
    gone = someone.post(f"{own}/ta-tilbake", someone.get(f"{own}/ta-tilbake").form_values())
    assert gone.status == 200
    assert not db.session.scalars(select(Response)).all()


@pytest.mark.parametrize("path", ["", "/kode", "/mine-svar/7K4Q-M2TX", "/00000000-0000-4000-8000-000000000000"])
def test_a_draft_is_nobodys_to_know_about(browse: Browse, world: cast.World, path: str) -> None:
    survey_cast.drafted(world)
    assert browse().get(FRONT + path).status == 404


def test_an_unknown_code_is_told_kindly(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    page = someone.post(f"{FRONT}/kode", someone.get(f"{FRONT}/kode").form_values() | {"code": "7K4Q-M2TX"})
    assert (page.status, bool(page.errors)) == (422, True)
    assert someone.get(f"{FRONT}/mine-svar/7K4Q-M2TX").status == 404
    assert someone.get(f"{FRONT}/mine-svar/tull").status == 404


def test_what_is_gone_leads_to_the_front_page_which_says_so(browse: Browse, world: cast.World) -> None:
    opened(world)
    gone = browse().get(f"{FRONT}/00000000-0000-4000-8000-000000000000")
    assert gone.status == 303
    assert "begynne på nytt" in browse().get(gone.location).text


def test_a_survey_that_opens_later_says_when(browse: Browse, world: cast.World) -> None:
    opened(world, opens_on=today() + timedelta(days=3))
    page = browse().get(FRONT)
    assert "åpner" in page.text
    assert not page.all("input", name="answering")


def test_a_page_speaks_the_language_of_its_questions_whatever_its_reader_chose(
    browse: Browse, world: cast.World
) -> None:
    only_nb = survey_cast.one_section(question("trives", QuestionKind.SHORT_TEXT))
    opened(world, Questionnaire(("nb",), only_nb.sections), languages=("nb",))
    someone = browse(language="nn")
    address = begun(someone)
    check = someone.get(answer(someone, at(someone, address), answer="Ja"))
    assert check.all("html")[0].get("lang") == "nb"
    assert not check.all("span", lang="nb")
    assert "Se over svarene dine" in check.text


def test_a_text_in_another_language_than_its_page_never_breaks_a_links_name(app: Flask) -> None:
    marked = told(Localized({"ar": "سؤال"}), "nb")
    row = {"label": marked, "value": "Ja", "change": "/endre"}
    with app.test_request_context("/"):
        page = Page(make_response(render_template_string(WHOLE, rows=[row])))
    page.look_over()
    assert "سؤال" in str(page.all("a")[0].get("aria-label"))
