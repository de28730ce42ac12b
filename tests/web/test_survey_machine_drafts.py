"""The press that drafts nynorsk: there where somebody can, marked on the pages, and in the way of opening."""

from collections.abc import Sequence

import pytest
from flask import Flask

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind
from medvirkning.translating.choosing import EXTENSION
from tests import cast, survey_cast
from tests.browsing import Browse

LIST = "/storhaug/arbeid/undersokelser"
ASKED = survey_cast.one_section(Question("q", QuestionKind.SHORT_TEXT, Localized({"nb": "Hva heter du?"})))


class StandIn:
    """Drafts as a machine might, or can't."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works

    def nynorsk(self, texts: Sequence[str]) -> list[str] | None:
        return [text.replace("Hva", "Kva") for text in texts] if self.works else None


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def asking(app: Flask, monkeypatch: pytest.MonkeyPatch, whom: StandIn | None) -> None:
    monkeypatch.setitem(app.extensions, EXTENSION, whom)


def test_a_draft_is_read_and_saved_before_the_survey_opens(
    app: Flask, browse: Browse, world: cast.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking(app, monkeypatch, StandIn())
    survey, mine = survey_cast.drafted(world, ASKED), browse(world.cecilie)
    url = f"{LIST}/{survey.id}"
    assert mine.post(f"{url}/nynorskutkast", {}).status == 303
    assert draft_of(survey.id).questionnaire.by_key["q"].text.text("nn") == "Kva heter du?"
    assert "Les og lagre utkastet på nynorsk" in mine.get(f"{url}/apne").text
    assert mine.get(f"{url}/sporsmal/q").text.count("En maskin har laget utkast") == 1
    assert mine.submit(f"{url}/sporsmal/q", "shown", text_nn="Kva heiter du?").status == 303
    assert "Les og lagre utkastet på nynorsk" not in mine.get(f"{url}/apne").text
    assert mine.submit(f"{url}/apne", "revision").status == 303


@pytest.mark.parametrize("whom", [None, StandIn(works=False)])
def test_without_a_machine_nothing_is_drafted(
    app: Flask, browse: Browse, world: cast.World, monkeypatch: pytest.MonkeyPatch, whom: StandIn | None
) -> None:
    asking(app, monkeypatch, whom)
    survey, mine = survey_cast.drafted(world, ASKED), browse(world.cecilie)
    page = mine.get(f"{LIST}/{survey.id}")
    assert ("Lag utkast til nynorsken" in page.text) is (whom is not None)
    assert mine.post(f"{LIST}/{survey.id}/nynorskutkast", {}).status == 303
    assert draft_of(survey.id).questionnaire == ASKED
