"""Words for surveys."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.surveys.words import (
    Anonymity,
    Channel,
    Joined,
    Operator,
    QuestionKind,
    QuestionRole,
    ScaleLook,
    SurveyState,
    SurveyVerb,
)

SURVEY_LABELS: list[tuple[StrEnum, LazyString]] = [
    (QuestionKind.ONE, _lp("kind of question", "Choose one")),
    (QuestionKind.SEVERAL, _lp("kind of question", "Choose several")),
    (QuestionKind.SCALE, _lp("kind of question", "Scale")),
    (QuestionKind.RANKING, _lp("kind of question", "Put in order")),
    (QuestionKind.NUMBER, _lp("kind of question", "Number")),
    (QuestionKind.SHORT_TEXT, _lp("kind of question", "Short text")),
    (QuestionKind.LONG_TEXT, _lp("kind of question", "Long text")),
    (QuestionKind.ZONE, _lp("kind of question", "Place in the area")),
    (QuestionKind.PHOTO, _lp("kind of question", "Photo")),
    (QuestionKind.MATRIX, _lp("kind of question", "Several rows with the same choices")),
    (ScaleLook.WORDS, _lp("look of a scale", "Words")),
    (ScaleLook.FACES, _lp("look of a scale", "Faces and words")),
    (QuestionRole.NONE, _lp("role of a question", "Nothing")),
    (QuestionRole.HOME_ZONE, _lp("role of a question", "Where people live")),
    (QuestionRole.AGE_BAND, _lp("role of a question", "How old people are")),
    (Operator.ANSWERED, _lp("rule", "is answered")),
    (Operator.NOT_ANSWERED, _lp("rule", "is not answered")),
    (Operator.EQUALS, _lp("rule", "is")),
    (Operator.NOT_EQUALS, _lp("rule", "is something else than")),
    (Operator.ONE_OF, _lp("rule", "is one of")),
    (Operator.GREATER, _lp("rule", "is more than")),
    (Operator.LESS, _lp("rule", "is less than")),
    (Operator.CONTAINS, _lp("rule", "contains")),
    (Joined.ALL, _lp("rules", "All of these hold")),
    (Joined.ANY, _lp("rules", "At least one of these holds")),
    (Anonymity.ANONYMOUS, _l("Anonymous. Nobody can find out who has answered what.")),
    (Anonymity.BY_CODE, _l("With a code. Whoever has the code can change the answers until the survey closes.")),
    (Channel.WEB, _lp("how answers came", "Own phone or computer")),
    (Channel.TABLET, _lp("how answers came", "Tablet at the caravan")),
    (Channel.HELPED, _lp("how answers came", "Written for somebody")),
    (Channel.PAPER, _lp("how answers came", "Paper")),
    (SurveyState.DRAFT, _lp("state of a survey", "Draft")),
    (SurveyState.OPEN, _lp("state of a survey", "Open")),
    (SurveyState.CLOSED, _lp("state of a survey", "Closed")),
    (SurveyVerb.PUBLISH, _l("Open the survey")),
    (SurveyVerb.PUBLISH_AGAIN, _l("Publish the new version")),
    (SurveyVerb.CLOSE, _l("Close the survey")),
    (SurveyVerb.REOPEN, _l("Open the survey again")),
]
