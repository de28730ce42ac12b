"""The questions of a version, read once: what is published never changes, so each process keeps it as a value."""

from collections import OrderedDict
from uuid import UUID

from sqlalchemy import bindparam, select

from medvirkning.kernel.database import db
from medvirkning.surveys.keys import names
from medvirkning.surveys.models import QuestionnaireVersion
from medvirkning.surveys.questionnaire import Questionnaire, from_json

MOST_KEPT = 100

_kept: OrderedDict[str, Questionnaire] = OrderedDict()  # by digest: equal digests are equal questions
_THIS = (QuestionnaireVersion.survey_id == bindparam("survey")) & (QuestionnaireVersion.number == bindparam("number"))
_CONTENT = select(QuestionnaireVersion.content).where(_THIS)
_DIGEST = select(QuestionnaireVersion.digest).where(_THIS)


def asked(survey_id: UUID, number: int, digest: str) -> Questionnaire:
    """The questions of a version whose digest is in hand. Raises NoResultFound when there is no such version."""
    found = _kept.get(digest)
    if found is None:
        content = db.session.scalars(_CONTENT, {"survey": survey_id, "number": number}).one()
        found = _keep(digest, from_json(content))
    return found


def asked_at(survey_id: UUID, number: int) -> Questionnaire:
    """The questions of a version by its number. Raises NoResultFound when there is no such version."""
    return asked(survey_id, number, db.session.scalars(_DIGEST, {"survey": survey_id, "number": number}).one())


def asked_in(version: QuestionnaireVersion) -> Questionnaire:
    """The questions of a version in hand, parsed once."""
    found = _kept.get(version.digest)
    if found is None:
        found = _keep(version.digest, version.questionnaire)
    return found


def asked_before(survey_id: UUID) -> list[Questionnaire]:
    """The questions of every version that has been published, the first first."""
    wanted = select(QuestionnaireVersion).where(
        QuestionnaireVersion.survey_id == survey_id, QuestionnaireVersion.published_at.is_not(None)
    )
    return [asked_in(version) for version in db.session.scalars(wanted.order_by(QuestionnaireVersion.number))]


def names_spent(survey_id: UUID) -> frozenset[str]:
    """The names that published versions have used: what `editing` and `choices` must not give to anything else."""
    return frozenset().union(*(names(questionnaire) for questionnaire in asked_before(survey_id)))


def _keep(digest: str, questionnaire: Questionnaire) -> Questionnaire:
    _kept[digest] = questionnaire
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return questionnaire
