"""What has been published of a survey's results: the numbers as they were shown then, with what we hear in them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import LocalizedText, UTCDateTime, db
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.surveys.models import Survey

DOWN = ".down"
STANDING = text("taken_down_at IS NULL")


class Publication(db.Model):
    """One question's results, published. Frozen, but for being taken down; one of a question stands at a time."""

    __tablename__ = "survey_publication"
    __table_args__ = (
        CheckConstraint("taken_down_at >= published_at", name="taken_down_after"),
        Index("ix_survey_publication_question", "survey_id", "question_key"),
        Index("uq_survey_publication_standing", "survey_id", "question_key", unique=True,
              sqlite_where=STANDING, postgresql_where=STANDING),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"))
    question_key: Mapped[str] = mapped_column(String(40))
    heard: Mapped[Localized] = mapped_column(LocalizedText)  # what we hear
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)  # the guarded numbers, as everyone sees them
    counted: Mapped[dict[str, Any]] = mapped_column(JSON)  # what was counted then: never shown, for the next guard
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    survey: Mapped[Survey] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def mark(self) -> str:
        """What tells whether this is still what was done last: published, and not taken down since."""
        return f"{self.id}{'' if self.taken_down_at is None else DOWN}"
