"""The demo's surveys: one that is closed, one that can be answered, and one that is being built."""

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.building import make_survey
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close, publish
from medvirkning.surveys.questionnaire import from_json
from medvirkning.surveys.rules import SurveySettings

CLOSED_OPENED, CLOSED, OPENED, BEGUN = 60, 20, 9, 3  # days ago


def ask_all(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """Make the three."""
    by = people["cecilie"]
    over = _made("closed", programme, by, almanac, CLOSED_OPENED)
    publish(over, by=by, at=almanac.office(CLOSED_OPENED, 2))
    close(over, by=by, at=almanac.office(CLOSED, 2))
    publish(_made("open", programme, by, almanac, OPENED), by=by, at=almanac.office(OPENED, 2))
    _made("draft", programme, by, almanac, BEGUN)


def _made(name: str, programme: Programme, by: Person, almanac: Almanac, ago: int) -> Survey:
    told = read(f"surveys/{name}.json")
    questionnaire, about = from_json(told["questions"]), told["settings"]
    settings = SurveySettings(
        slug=told["slug"],
        title=Localized(about["title"]),
        asked_by=programme.term_name,
        why=Localized(about["why"]),
        languages=questionnaire.languages,
        minutes=about["minutes"],
    )
    return make_survey(programme, settings, questionnaire=questionnaire, by=by, at=almanac.office(ago, 1))
