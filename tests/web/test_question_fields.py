"""A survey's question as fields on a page: what is asked, kept, wrong, and in which language it is told."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from flask import Flask, Response, render_template_string

from medvirkning.kernel.localized import Localized
from medvirkning.mail.language import speaking
from medvirkning.surveys.answers import AnswerValue
from medvirkning.surveys.questionnaire import Choice, Question
from medvirkning.surveys.words import QuestionKind as Kind
from medvirkning.surveys.words import ScaleLook
from medvirkning.web.marked import told
from medvirkning.web.questions import QuestionForm, answered, asked
from tests import cast
from tests.pages import Page


def text(nb: str, **more: str) -> Localized:
    return Localized({"nb": nb, **more})


CHOICES = tuple(Choice(key, text(f"Svar {key}")) for key in "abcde")
ROWS = (Choice("light", text("Lys")), Choice("green", text("Trær")))
ASKED = text("Hva mener du?", ar="ما رأيك؟")
QUESTIONS = {
    "one": Question("q", Kind.ONE, ASKED, choices=CHOICES, other=True, required=True),
    "several": Question("q", Kind.SEVERAL, ASKED, choices=CHOICES, other=True, most=Decimal(2), required=True),
    "faces": Question("q", Kind.SCALE, ASKED, choices=CHOICES, look=ScaleLook.FACES, required=True),
    "scale": Question("q", Kind.SCALE, ASKED, choices=CHOICES[:3], required=True),
    "ranking": Question("q", Kind.RANKING, ASKED, choices=CHOICES, most=Decimal(3)),
    "number": Question("q", Kind.NUMBER, ASKED, most=Decimal(99), required=True),
    "short": Question("q", Kind.SHORT_TEXT, ASKED, help=text("Skriv kort"), required=True),
    "long": Question("q", Kind.LONG_TEXT, ASKED, required=True, sensitive=True),
    "zone": Question("q", Kind.ZONE, ASKED, required=True),
    "photo": Question("q", Kind.PHOTO, ASKED, help=text("Helst i dagslys"), required=True),
    "matrix": Question("q", Kind.MATRIX, ASKED, choices=CHOICES[:3], rows=ROWS, required=True),
}
PAGE = (
    "<!doctype html><html lang=nb><head><title>x</title></head><body>"
    "<form method=post>{{ ui.question(form) }}</form></body></html>"
)


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def shown(
    app: Flask,
    world: cast.World,
    name: str,
    *,
    value: AnswerValue | None = None,
    posted: Mapping[str, str | list[str]] | None = None,
    language: str = "nb",
    row: str = "",
) -> tuple[str, QuestionForm, AnswerValue | None]:
    method = "GET" if posted is None else "POST"
    with app.test_request_context("/", method=method, data=posted or {}):
        form = asked(QUESTIONS[name], value, language=language, programme=world.programme, row=row)
        given = answered(form) if posted is not None else value
        return render_template_string(PAGE, form=form), form, given


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_kind_is_a_good_part_of_a_page(app: Flask, world: cast.World, name: str) -> None:
    page, _form, _value = shown(app, world, name)
    assert page.count("<h1") == 1
    assert "Hva mener du?" in page
    Page(Response(page)).look_over()


@pytest.mark.parametrize(
    ("name", "posted", "value"),
    [
        ("one", {"answer": "b"}, {"choice": "b"}),
        ("one", {"answer": "other", "other": "Noe annet"}, {"choice": "other", "other": "Noe annet"}),
        ("several", {"answer": ["c", "a"]}, {"choices": ["a", "c"]}),
        ("faces", {"answer": "e"}, {"choice": "e"}),
        ("number", {"answer": "12"}, {"number": "12"}),
        ("short", {"answer": " Ja  takk "}, {"text": "Ja takk"}),
        ("long", {"declined": "1"}, {"declined": True}),
        ("zone", {"answer": "elsewhere", "place": "Hana"}, {"zone": "elsewhere", "place": "Hana"}),
        ("ranking", {"order": ["c", "a"]}, {"order": ["c", "a"]}),
        ("matrix", {"row.light": "a", "row.green": "b"}, {"rows": {"light": "a", "green": "b"}}),
    ],
)
def test_what_is_posted_is_read_and_shown_again(
    app: Flask, world: cast.World, name: str, posted: dict, value: AnswerValue
) -> None:
    _page, form, given = shown(app, world, name, posted=posted)
    assert (given, form.status) == (value, 200)
    page, form, _given = shown(app, world, name, value=value)
    for word in [posted] if isinstance(posted, str) else posted.values():
        for one in [word] if isinstance(word, str) else word:
            if one.strip() in ("b", "c", "e", "elsewhere"):
                assert f'value="{one}"' in page
    Page(Response(page)).look_over()


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.required])
def test_nothing_where_something_is_needed_is_told_at_the_field(app: Flask, world: cast.World, name: str) -> None:
    page, form, _value = shown(app, world, name, posted={"csrf_token": "x"})
    assert form.status == 422
    assert list(form.summary())
    assert "ds-validation-message" in page
    Page(Response(page)).look_over()


def test_a_row_of_a_matrix_is_a_screen_of_its_own(app: Flask, world: cast.World) -> None:
    page, form, value = shown(
        app, world, "matrix", posted={"row.green": "c"}, value={"rows": {"light": "a"}}, row="green"
    )
    assert value == {"rows": {"light": "a", "green": "c"}}
    assert (form.status, page.count("<fieldset"), page.count("<h1")) == (200, 1, 1)
    assert "Trær" in page
    assert "Lys" not in page


@pytest.mark.parametrize(
    ("posted", "order"),
    [({"up": "2"}, "acbde"), ({"down": "0"}, "bacde"), ({"up": "0"}, "abcde"), ({"up": "x"}, "abcde")],
)
def test_a_ranking_moves_by_a_press(app: Flask, world: cast.World, posted: dict, order: str) -> None:
    with app.test_request_context("/", method="POST", data={"order": list("abcde")} | posted):
        form = asked(QUESTIONS["ranking"], None, language="nb", programme=world.programme)
        assert "".join(item["value"] for item in form.ranked) == order
        assert form.moves


def test_a_text_says_which_language_it_is_in(app: Flask, world: cast.World) -> None:
    page, _form, _value = shown(app, world, "one", language="ar")
    assert '<span lang="ar" dir="rtl">ما رأيك؟</span>' in page  # on a page in bokmål
    assert "<span>Svar a</span>" in page
    with speaking("ar"):
        page, _form, _value = shown(app, world, "one", language="ar")
    assert '<span lang="nb" dir="ltr">Svar a</span>' in page


def test_what_somebody_wrote_is_never_html() -> None:
    assert str(told(Localized({"nb": "<b>"}), "nb")) == "&lt;b&gt;"
    assert "<b>" not in told(Localized({"ar": "<b>"}), "nb")


def test_a_page_in_a_guests_language_turns_round_and_keeps_its_source_words(app: Flask, world: cast.World) -> None:
    """What a guest's catalogue lacks is told in English, which is what the source texts are in."""
    with app.test_request_context("/"), speaking("ar"):
        page = render_template_string(
            "{% extends 'base.html' %}{% block content %}{{ _('Nothing anybody has worded') }}{% endblock %}"
        )
    assert '<html lang="ar" dir="rtl">' in page
    assert "Nothing anybody has worded" in page
