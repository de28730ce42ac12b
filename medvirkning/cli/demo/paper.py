"""The demo's forms on paper: some that wait for Cecilie to look them over, and one that she must key in again."""

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.people.models import Person
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.keying import NEW, key_in, seen_of, send_back
from medvirkning.surveys.models import Survey
from medvirkning.surveys.paper_queries import keyed_form
from medvirkning.surveys.printing import print_forms

PRINTED, KEYED, RETURNED = 8, 4, 3  # days ago
HAND_IN = "Legg skjemaet i den gule kassa på biblioteket, eller gi det til oss i campingvogna."
REASON = "Spørsmål 1: Det er krysset av for «Hver uke»."
WAITING: dict[int, Answers] = {
    3: {
        "bruker": {"choice": "ofte"},
        "rekkefolge": {"order": ["vann", "grill", "scene"]},
        "ellers": {"text": "Flere benker i skyggen"},
    },
    4: {"bruker": {"choice": "aldri"}, "ellers": {"text": "Det er for mørkt om kvelden"}},
}
AGAIN: tuple[int, Answers] = 8, {"bruker": {"choice": "sjelden"}}


def hand_in_on_paper(survey: Survey, people: dict[str, Person], almanac: Almanac) -> None:
    """Print twenty forms, and key in three of those that came back."""
    cecilie, siri = people["cecilie"], people["siri"]
    print_forms(survey, forms=20, language="nb", hand_in=HAND_IN, by=cecilie, at=almanac.office(PRINTED, 1))
    for number, answers in WAITING.items():
        key_in(survey, number, answers, blank={"rekkefolge"}, seen=NEW, by=siri, at=almanac.office(KEYED, 1))
    number, answers = AGAIN
    key_in(survey, number, answers, blank=(), seen=NEW, by=cecilie, at=almanac.office(KEYED, 2))
    seen = seen_of(keyed_form(survey.id, number))
    send_back(survey, number, REASON, seen=seen, by=siri, at=almanac.office(RETURNED, 1))
