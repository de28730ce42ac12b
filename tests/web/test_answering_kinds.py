"""Kinds of questions that take more than one press: a matrix, a ranking, photos."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import db, end_reading
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.rankings import mixed
from tests import cast, survey_cast
from tests.answerers import answer, at, begun
from tests.browsing import Browse
from tests.photos import phone_photo
from tests.survey_cast import choices, opened, question


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def test_a_matrix_goes_row_by_row(browse: Browse, world: cast.World) -> None:
    matrix = question("hvor_bra", QuestionKind.MATRIX, choices=choices("bra", "darlig"), rows=choices("lys", "buss"))
    opened(world, survey_cast.one_section(matrix))
    someone = browse()
    first = at(someone, begun(someone))
    second = answer(someone, first, **{"row.lys": "bra"})
    assert second.endswith("?rad=buss")
    assert answer(someone, second, **{"row.buss": "darlig"}).endswith("/sjekk")
    rows = {"lys": "bra", "buss": "darlig"}
    assert db.session.scalars(select(Answering.answers)).one() == {"hvor_bra": {"rows": rows}}


def test_a_matrix_that_must_be_answered_goes_row_by_row_and_is_asked_for_whole(
    browse: Browse, world: cast.World
) -> None:
    rows = choices("lys", "buss")
    matrix = question("hvor_bra", QuestionKind.MATRIX, choices=choices("bra", "darlig"), rows=rows, required=True)
    opened(world, survey_cast.one_section(matrix))
    someone = browse()
    address = begun(someone)
    second = answer(someone, at(someone, address), **{"row.lys": "bra"})
    sent = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    assert (sent.status, "Buss" in sent.text) == (422, True)
    assert someone.post(second, someone.get(second).form_values("shown")).status == 422
    assert answer(someone, second, **{"row.buss": "bra"}).endswith("/sjekk")


def test_a_ranking_moves_by_buttons_and_is_kept_as_it_stands(browse: Browse, world: cast.World) -> None:
    ranking = question("viktigst", QuestionKind.RANKING, choices=choices("lys", "buss", "park"))
    opened(world, survey_cast.one_section(ranking))
    someone = browse()
    step = at(someone, begun(someone))
    first, second, third = someone.get(step).form_values("shown")["order"]
    assert someone.get(step).form_values("shown")["order"] == [first, second, third]
    moved = someone.post(step, someone.get(step).form_values("shown") | {"up": "2"})
    assert moved.form_values("shown")["order"] == [first, third, second]
    someone.post(step, moved.form_values("shown"))
    assert db.session.scalars(select(Answering.answers)).one() == {"viktigst": {"order": [first, third, second]}}


def test_a_ranking_of_the_first_ones_takes_those(browse: Browse, world: cast.World) -> None:
    ranking = question("viktigst", QuestionKind.RANKING, choices=choices("a", "b", "c"), most=2, required=True)
    opened(world, survey_cast.one_section(ranking))
    someone = browse()
    step = at(someone, begun(someone))
    page = someone.get(step)
    assert "lavere enn nummer 2" in page.text
    assert answer(someone, step, order=["c", "b", "a"], sure="1").endswith("/sjekk")
    assert db.session.scalars(select(Answering.answers)).one() == {"viktigst": {"order": ["c", "b"]}}
    assert someone.get(step).form_values("shown")["order"] == ["c", "b", "a"]


def test_a_ranking_that_nobody_has_moved_is_asked_about_once(browse: Browse, world: cast.World) -> None:
    ranking = question("viktigst", QuestionKind.RANKING, choices=choices("a", "b", "c"), required=True)
    opened(world, survey_cast.one_section(ranking))
    someone = browse()
    step = at(someone, begun(someone))
    form = someone.get(step).form_values("shown")
    page = someone.post(step, form)
    assert (page.status, "Du har ikke flyttet noe" in page.text) == (200, True)
    assert db.session.scalars(select(Answering.answers)).one() == {}
    assert someone.post(step, form | {"back": "1"}).status == 303
    assert db.session.scalars(select(Answering.answers)).one() == {}
    assert someone.post(step, page.form_values("shown")).location.endswith("/sjekk")
    assert db.session.scalars(select(Answering.answers)).one() == {"viktigst": {"order": form["order"]}}


def test_what_stands_first_in_a_ranking_is_chance(browse: Browse, world: cast.World) -> None:
    """Whoever sends it as it came must not vote for what the author wrote first."""
    assert {mixed("abc", str(seed))[0] for seed in range(20)} == set("abc")
    assert mixed("cab", "") == list("cab")
    opened(world, survey_cast.one_section(question("viktigst", QuestionKind.RANKING, choices=choices("a", "b", "c"))))
    someone = browse()
    address = begun(someone)
    shown = someone.get(at(someone, address)).form_values("shown")["order"]
    assert shown == mixed("abc", address.rpartition("/")[2])


def test_photos_are_kept_shown_and_taken_away(browse: Browse, world: cast.World) -> None:
    opened(world, survey_cast.one_section(question("bilde", QuestionKind.PHOTO)))
    someone = browse()
    step = at(someone, begun(someone))
    form = someone.get(step).form_values("shown")
    assert "Hopp over" in someone.get(step).text
    sent = someone.post(step, form | {"photos": (BytesIO(phone_photo()), "meg.jpg"), "more": "1"})
    assert sent.location == step
    page = someone.get(step)
    assert "Hopp over" not in page.text, "that would take the photos away in silence"
    assert someone.post(step, page.form_values("shown")).location.endswith("/sjekk")
    shown = [image.get("src", "") for image in page.all("img")]
    assert someone.get(shown[0]).response.mimetype == "image/jpeg"
    digest = db.session.scalars(select(Answering.answers)).one()["bilde"]["photos"][0]
    someone.post(step, page.form_values("shown") | {"photos": (BytesIO(phone_photo()), "igjen.jpg")})
    end_reading()
    [kept] = db.session.scalars(select(Attachment.sha256))
    assert kept == digest, "the same photo once more is one"
    someone.post(step, someone.get(step).form_values("shown") | {"remove": digest})
    end_reading()
    assert not db.session.scalars(select(Answering.answers)).one().get("bilde")
    assert not db.session.scalars(select(Attachment)).all(), "and what is taken away is let go of at once"


def test_next_goes_on_with_the_photos_that_are_chosen(browse: Browse, world: cast.World) -> None:
    opened(world, survey_cast.one_section(question("bilde", QuestionKind.PHOTO)))
    someone = browse()
    step = at(someone, begun(someone))
    assert answer(someone, step, photos=(BytesIO(phone_photo()), "meg.jpg")).endswith("/sjekk")
    assert len(db.session.scalars(select(Answering.answers)).one()["bilde"]["photos"]) == 1


@pytest.mark.parametrize("required", [True, False])
def test_photos_that_are_chosen_come_along_when_the_language_changes(
    browse: Browse, world: cast.World, required: bool
) -> None:
    opened(world, survey_cast.one_section(question("bilde", QuestionKind.PHOTO, required=required)))
    someone = browse()
    step = at(someone, begun(someone))
    form = someone.get(step).form_values("shown")
    turned = someone.post(step, form | {"photos": (BytesIO(phone_photo()), "meg.jpg"), "language": "nn"})
    assert (turned.status, turned.location.endswith(step)) == (303, True)
    page = someone.get(step)
    assert "Kva med bilde?" in page.text
    assert len([one for one in page.all("img") if "/bilde/" in one.get("src", "")]) == 1
    wrong = someone.post(step, page.form_values("shown") | {"photos": (BytesIO(b"nei"), "meg.jpg"), "language": "nb"})
    assert (wrong.status, len(wrong.errors)) == (422, 1)
    assert "Hva med bilde?" in wrong.text
    assert someone.post(step, wrong.form_values("shown")).location.endswith("/sjekk")


def test_a_wrong_file_is_told_of_once_and_the_help_stays(browse: Browse, world: cast.World) -> None:
    told = question("bilde", QuestionKind.PHOTO, help=cast.both("Helst i dagslys.", "Helst når det er lyst."))
    opened(world, survey_cast.one_section(told))
    someone = browse()
    step = at(someone, begun(someone))
    form = someone.get(step).form_values("shown")
    page = someone.post(step, form | {"photos": (BytesIO(b"ikke et bilde"), "meg.jpg")})
    assert page.status == 422
    assert "Helst i dagslys." in page.text
    assert len(page.all("p", class_="ds-validation-message")) == 1


@pytest.mark.parametrize("kind", [QuestionKind.ONE, QuestionKind.LONG_TEXT, QuestionKind.NUMBER, QuestionKind.ZONE])
def test_a_photo_is_no_answer_to_another_question(browse: Browse, world: cast.World, kind: QuestionKind) -> None:
    opened(world, survey_cast.one_section(question("q", kind, required=True, choices=choices("a", "b"))))
    someone = browse()
    step = at(someone, begun(someone))
    page = someone.post(step, someone.get(step).form_values("shown") | {"photos": (BytesIO(phone_photo()), "meg.jpg")})
    assert page.status == 422
    assert db.session.scalars(select(Answering.answers)).one() == {}
