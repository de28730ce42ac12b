"""The words of surveys: what a question may be, how rules read, and who may answer how."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """What sort of answer a question asks for."""

    ONE = "one"  # one choice
    SEVERAL = "several"
    SCALE = "scale"  # one choice, from most to least, in words or faces
    RANKING = "ranking"
    NUMBER = "number"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    ZONE = "zone"  # a zone of the programme, and perhaps a nearer place in words
    PHOTO = "photo"
    MATRIX = "matrix"  # the same choices for several rows


class ScaleLook(StrEnum):
    """How a scale is drawn. Faces are five, and have their words too."""

    WORDS = "words"
    FACES = "faces"


class QuestionRole(StrEnum):
    """What results are filtered by besides the channel. A survey has at most one question of each."""

    NONE = "none"
    HOME_ZONE = "home_zone"  # a ZONE question
    AGE_BAND = "age_band"  # a ONE question


class Operator(StrEnum):
    """What a rule asks of an earlier answer."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    ONE_OF = "one_of"
    GREATER = "greater"
    LESS = "less"
    CONTAINS = "contains"


class Joined(StrEnum):
    """How many of a condition's rules must hold."""

    ALL = "all"
    ANY = "any"


class Anonymity(StrEnum):
    """What becomes of the tie between a code and the answers when they are sent."""

    ANONYMOUS = "anonymous"  # nothing stored ties them
    BY_CODE = "by_code"  # whoever has the code can change the answers until the survey closes


class Channel(StrEnum):
    """How the answers came."""

    WEB = "web"
    TABLET = "tablet"
    HELPED = "helped"  # somebody wrote for the resident
    PAPER = "paper"


class SurveyState(StrEnum):
    """Where a survey stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class SurveyVerb(StrEnum):
    """What is done to a survey as a whole, so that it moves from one state to another."""

    PUBLISH = "publish"
    PUBLISH_AGAIN = "publish_again"  # a new version of the questions while it is open
    CLOSE = "close"
    REOPEN = "reopen"
