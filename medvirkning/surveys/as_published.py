"""What is published of a survey's results, in the words it was published with, whatever has been asked since."""

from typing import NamedTuple
from uuid import UUID

from medvirkning.kernel.errors import NotThere
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.queries import newest_published, standing_publications
from medvirkning.surveys.questionnaire import Question, Questionnaire

VERSION = "version"  # in what is shown: of the questions as they were asked then


class AsPublished(NamedTuple):
    """A question as it was asked when its numbers were published, with all that was asked then."""

    publication: Publication
    question: Question
    questionnaire: Questionnaire


def as_published(survey_id: UUID) -> list[AsPublished]:
    """All that is published now, in the order of the newest version that something is published of.

    What that version doesn't ask comes after, in the order of its own.
    """
    standing = standing_publications(survey_id)
    of = {key: one.shown.get(VERSION) or newest_number(survey_id) for key, one in standing.items()}
    versions = {number: asked_at(survey_id, number) for number in sorted(set(of.values()), reverse=True)}
    every = dict.fromkeys(question.key for version in versions.values() for question in version.questions)
    return [
        AsPublished(standing[key], versions[of[key]].by_key[key], versions[of[key]]) for key in every if key in standing
    ]


def newest_number(survey_id: UUID) -> int:
    """Which version the questions have now. Raises NotThere where nothing has been asked yet."""
    newest = newest_published(survey_id)
    if newest is None:
        raise NotThere("version")
    return newest.number
