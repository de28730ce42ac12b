"""The demo's surveys: one that is closed, with results, one that can be answered, and one that is being built."""

from datetime import datetime
from random import Random
from typing import Any

from medvirkning.cli.crowd import Crowd
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.paper import hand_in_on_paper
from medvirkning.cli.demo.programmes import read
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.building import make_survey
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close, publish
from medvirkning.surveys.publishing_results import publish_results
from medvirkning.surveys.queries import newest_published, zone_keys
from medvirkning.surveys.questionnaire import from_json
from medvirkning.surveys.reading import read_off
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.words import Channel

CLOSED_OPENED, CLOSED, READ_OFF, TOLD, OPENED, BEGUN = 60, 20, 18, 15, 9, 3  # days ago
SEED = 12  # the same people answer the same in every demo


def ask_all(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """Make the three."""
    by = people["cecilie"]
    over = made("closed", programme, by, at=almanac.office(CLOSED_OPENED, 1))
    publish(over, by=by, at=almanac.office(CLOSED_OPENED, 2))
    told = read("surveys/answers.json")
    _answered(over, told, almanac)
    close(over, by=by, at=almanac.office(CLOSED, 2))
    _published(over, told["heard"], by, almanac)
    running = made("open", programme, by, at=almanac.office(OPENED, 1))
    publish(running, by=by, at=almanac.office(OPENED, 2))
    hand_in_on_paper(running, people, almanac)
    made("draft", programme, by, at=almanac.office(BEGUN, 1))


def made(name: str, programme: Programme, by: Person, *, at: datetime) -> Survey:
    """A draft of the survey that a file in `data/surveys` holds."""
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
    return make_survey(programme, settings, questionnaire=questionnaire, by=by, at=at)


def _answered(survey: Survey, told: dict[str, Any], almanac: Almanac) -> None:
    """Everybody who answered while it was open, most of them at first."""
    version = newest_published(survey.id)
    assert version is not None
    chance = Random(SEED)  # noqa: S311  (nobody is to guess anything)
    crowd = Crowd(version.questionnaire, zone_keys(survey.programme), chance,
                  told["questions"], told["by_zone"], told["texts"])  # fmt: skip
    languages, channels = told["languages"], told["channels"]
    for _one in range(told["people"]):
        language, channel = (chance.choices(list(some), list(some.values()))[0] for some in (languages, channels))
        ago = max(CLOSED + 1, CLOSED_OPENED - 1 - int(chance.expovariate(0.1)))
        make_response(
            survey.id, crowd.questionnaire, crowd.someone(language), anonymous=survey.anonymous,
            version=version.number, channel=Channel(channel), language=language, at=almanac.moment(ago),
        )  # fmt: skip


def _published(survey: Survey, heard: dict[str, dict[str, str]], by: Person, almanac: Almanac) -> None:
    """Some of the results are told to everybody, with what was heard in them; the rest waits."""
    read_off(survey, by=by, at=almanac.office(READ_OFF, 2))
    for place, (question, words) in enumerate(heard.items()):
        publish_results(survey, question, Localized(words), by=by, at=almanac.office(TOLD, place))
