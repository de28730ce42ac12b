"""Surveys and the versions of their questions. What is published can't be changed: the database sees to it."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.clock import oslo_deadline
from medvirkning.kernel.database import LocalizedText, UTCDateTime, db, one_of
from medvirkning.kernel.errors import Stale
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.lifecycle import SURVEY
from medvirkning.surveys.questionnaire import Questionnaire, from_json
from medvirkning.surveys.words import Anonymity, SurveyState

UNPUBLISHED = text("published_at IS NULL")
LAST_MINUTE = time(23, 59)


class Survey(Stateful, db.Model):
    """One survey of a programme. `responses` is kept with the rows of Response, in the same transaction."""

    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 60", name="minutes"),
        CheckConstraint("small BETWEEN 3 AND 10", name="small"),
        CheckConstraint("responses >= 0", name="responses"),
        CheckConstraint("closes_on >= opens_on", name="days"),
        CheckConstraint("state = 'draft' OR opened_at IS NOT NULL", name="opened"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        UniqueConstraint("programme_id", "slug"),
        Index("ix_survey_closes_on", "state", "closes_on"),
    )
    LIFECYCLE = SURVEY

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[Localized] = mapped_column(LocalizedText)
    asked_by: Mapped[Localized] = mapped_column(LocalizedText)  # who asks, in their own words
    why: Mapped[Localized] = mapped_column(LocalizedText)  # and what the answers are for
    minutes: Mapped[int] = mapped_column(default=5)  # about how long it takes
    anonymity: Mapped[Anonymity] = mapped_column(one_of(Anonymity))  # can't be changed once opened
    languages: Mapped[list[str]] = mapped_column(JSON)  # tags, in the order they are offered
    small: Mapped[int] = mapped_column(default=5)  # fewest people a shown number comes from; never lowered once opened
    state: Mapped[SurveyState] = mapped_column(one_of(SurveyState))
    version: Mapped[int] = mapped_column()  # of the settings, for two who change them at once
    opens_on: Mapped[date | None]  # open from the beginning of this day, if it is opened before
    closes_on: Mapped[date | None]  # open to the end of this day
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the first time
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the last time, while it is closed
    responses: Mapped[int] = mapped_column(default=0)

    __mapper_args__: dict[str, Any] = {"version_id_col": version}

    programme: Mapped[Programme] = relationship()

    @property
    def anonymous(self) -> bool:
        """Whether nothing stored ties a code to the answers once they are sent."""
        return self.anonymity is Anonymity.ANONYMOUS

    def same_version(self, version: int | None) -> None:
        """Raise Stale when a form was filled in from another version than this; None asks nothing."""
        if version is not None and version != self.version:
            raise Stale(f"survey is at version {self.version}, the form at {version}")


class QuestionnaireVersion(db.Model):
    """The questions as they are, or were, asked: version 1, 2, 3 … At most one is not published yet: the draft."""

    __tablename__ = "survey_version"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(published_at IS NULL) = (published_by_id IS NULL)", name="published_by_somebody"),
        UniqueConstraint("survey_id", "number"),
        Index("uq_survey_version_draft", "survey_id", unique=True,
              sqlite_where=UNPUBLISHED, postgresql_where=UNPUBLISHED),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # as questionnaire.to_json has it
    digest: Mapped[str] = mapped_column(String(64))  # of the content
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the last changes, for undoing
    revision: Mapped[int] = mapped_column(default=1)  # counts the draft's changes, for two who write at once
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    survey: Mapped[Survey] = relationship()
    changed_by: Mapped[Person | None] = relationship(foreign_keys=[changed_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions as a value."""
        return from_json(self.content)

    def same_revision(self, revision: int) -> None:
        """Raise Stale when somebody else has changed the draft since it was opened at this revision."""
        if revision != self.revision:
            raise Stale(f"the draft is at revision {self.revision}, the change at {revision}")


def ended_at(state: SurveyState, closed_at: datetime | None, closes_on: date | None) -> datetime | None:
    """When a survey ended: as somebody closed it, or with its last day. None for one without an end."""
    if state is SurveyState.CLOSED:
        return closed_at
    return None if closes_on is None else oslo_deadline(closes_on, LAST_MINUTE)
