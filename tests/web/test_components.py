"""The parts pages are made of: valid in every state, escaping what people write, and the same in both languages."""

from typing import Any

import pytest
import wtforms
from flask import Flask
from jinja2.exceptions import UndefinedError

from medvirkning.web.errors import TOLD, error_page
from medvirkning.web.macros import link_to, page_url, pages_around, qr_path, query_url
from tests.browsing import Browse
from tests.pages import Page

PAGES = ("/komponenter", "/komponenter/arbeid", "/komponenter/brev")
HOSTILE = "\"'><script>alert(1)</script>"

both = pytest.mark.parametrize("language", ["nb", "nn"])


class Hostile(wtforms.Form):
    text = wtforms.TextAreaField(HOSTILE, description=HOSTILE)
    pick = wtforms.RadioField(HOSTILE, choices={HOSTILE: HOSTILE})
    several = wtforms.SelectMultipleField(HOSTILE, choices={HOSTILE: HOSTILE})
    choose = wtforms.SelectField(HOSTILE, choices={HOSTILE: HOSTILE})
    photo = wtforms.FileField(HOSTILE)
    sure = wtforms.BooleanField(HOSTILE)


@pytest.fixture
def ui(app: Flask) -> Any:
    return app.jinja_env.globals["ui"]


@both
@pytest.mark.parametrize("url", PAGES)
def test_every_component_is_sound_in_every_state(browse: Browse, url: str, language: str) -> None:
    page = browse(language=language).get(url)
    assert page.status == 200


@both
@pytest.mark.parametrize("status", sorted(TOLD))
@pytest.mark.parametrize("reason", ["", "csrf"])
def test_an_error_says_what_happened_and_what_to_do(app: Flask, status: int, reason: str, language: str) -> None:
    with app.test_request_context("/", headers={"Cookie": f"sprak={language}"}):
        page = Page(error_page(status, reason=reason))
    page.look_over()
    assert page.status == status
    assert "/" in page.links()
    assert page.all("h1")


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_of_ours_asks_the_database_for_nothing(
    app: Flask, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("the database was asked")

    with app.test_request_context("/", headers={"Cookie": "medvirkning=anything"}):
        monkeypatch.setattr("sqlalchemy.orm.Session.execute", broken)
        monkeypatch.setattr("sqlalchemy.orm.Session.get", broken)
        page = Page(error_page(status))
    page.look_over()


def test_what_people_write_is_text_and_nothing_else(app: Flask, ui: Any) -> None:
    form = Hostile(data={"text": HOSTILE})
    form.text.errors = form.pick.errors = [HOSTILE]
    with app.test_request_context("/"):
        drawn = "".join(
            [
                ui.textarea(form.text, maxlength=9),
                ui.icon_tiles(form.pick),
                ui.row_tiles(form.pick, hints={HOSTILE: HOSTILE}, reveals={HOSTILE: HOSTILE}),
                ui.zone_tiles(form.pick, zones={HOSTILE: {"colour": HOSTILE, "symbol": HOSTILE}}),
                ui.checkboxes(form.several),
                ui.check_tiles(form.several),
                ui.select(form.choose),
                ui.file(form.photo),
                ui.confirm(form.sure),
                ui.error_summary(more=[(HOSTILE, HOSTILE)]),
                ui.card(HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, HOSTILE, 1),
                ui.happened(HOSTILE, HOSTILE, HOSTILE, href=HOSTILE, photo=HOSTILE, photo_text=HOSTILE),
                ui.queue_row(HOSTILE, HOSTILE, HOSTILE, badges=[(HOSTILE, "due", "clock")], amount=HOSTILE),
                ui.summary([{"label": HOSTILE, "value": HOSTILE, "change": HOSTILE}]),
                ui.budget_lines([{"what": HOSTILE, "amount": HOSTILE, "what_error": HOSTILE}]),
                ui.ranking([{"value": HOSTILE, "text": HOSTILE}]),
                ui.ticket(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
                ui.timeline([{"title": HOSTILE, "text": HOSTILE}]),
                ui.notice(HOSTILE, title=HOSTILE),
                ui.facts([(HOSTILE, HOSTILE)]),
                ui.button(HOSTILE, name=HOSTILE, value=HOSTILE, attrs={"data-x": HOSTILE}),
                ui.row_link(HOSTILE, HOSTILE, HOSTILE, "heart"),
                ui.letter_decision(HOSTILE, HOSTILE),
            ]
        )
    assert "<script" not in drawn
    assert "'><" not in drawn.replace("&#39;", "")


def test_an_error_is_read_before_the_hint_and_leads_to_its_field(app: Flask, ui: Any) -> None:
    form = Hostile()
    form.text.errors = ["Write something"]
    with app.test_request_context("/"):
        drawn = str(ui.textarea(form.text))
        summary = str(ui.error_summary(form))
    assert 'aria-invalid="true" aria-describedby="text-error text-hint"' in drawn
    assert drawn.index("text-hint") < drawn.index('id="text-error"') < drawn.index("<textarea")
    assert 'href="#text"' in summary
    assert "autofocus" in summary


def test_an_unknown_component_or_icon_is_told_at_once(app: Flask, ui: Any) -> None:
    with app.test_request_context("/"):
        with pytest.raises(AttributeError, match="no macro named nothing_like_this"):
            _ = ui.nothing_like_this
        with pytest.raises(KeyError):
            ui.icon("no-such-icon")
        with pytest.raises(UndefinedError):
            app.jinja_env.from_string("{{ ui.nothing_like_this() }}").render()


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 0, 9]),
        (5, 9, [1, 0, 4, 5, 6, 0, 9]),
        (3, 5, [1, 2, 3, 4, 5]),
        (9, 9, [1, 0, 8, 9]),
    ],
)
def test_pages_worth_a_link(page: int, pages: int, shown: list[int]) -> None:
    assert pages_around(page, pages) == shown


def test_links_of_a_list_keep_its_filters(app: Flask) -> None:
    with app.test_request_context("/storhaug/innspill?sone=a&sone=b&side=3&sok=å%26"):
        assert page_url(2) == "/storhaug/innspill?sone=a&sone=b&sok=%C3%A5%26&side=2"
        assert page_url(1) == "/storhaug/innspill?sone=a&sone=b&sok=%C3%A5%26"
        assert query_url(sone=None, sok=None) == "/storhaug/innspill"
        assert query_url(sone="c", sok=None) == "/storhaug/innspill?sone=c"


def test_a_link_to_a_page_that_is_not_installed_is_nothing(app: Flask) -> None:
    with app.test_request_context("/"):
        assert link_to("nowhere.page", slug="storhaug") == ""
        assert link_to("portal.programme_page", slug="storhaug", more="unasked for") == "/storhaug/"


def test_a_qr_code_is_square_and_only_numbers() -> None:
    width, path = qr_path("https://medvirkning.example/k/7K4Q-M2TX")
    assert width >= 21
    assert set(path) <= set("Mhvz- 0123456789")
