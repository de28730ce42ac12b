"""The moves of a survey. What is published stays; other questions are a new version of the same survey."""

from medvirkning.kernel.lifecycle import Lifecycle, Step
from medvirkning.surveys.words import SurveyState as State
from medvirkning.surveys.words import SurveyVerb as Verb

SURVEY = Lifecycle(
    "survey",
    State.DRAFT,
    [
        Step(Verb.PUBLISH, State.DRAFT, State.OPEN),
        Step(Verb.PUBLISH_AGAIN, State.OPEN, State.OPEN),
        Step(Verb.CLOSE, State.OPEN, State.CLOSED),
        Step(Verb.REOPEN, State.CLOSED, State.OPEN),
    ],
)
