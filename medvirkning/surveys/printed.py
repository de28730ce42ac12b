"""Which forms have been printed: numbers in a row, of one version of the questions in one language."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import of_version


class PrintedForms(db.Model):
    """Some forms printed together. A number belongs to a form, never to whoever fills it in."""

    __tablename__ = "survey_printed_forms"
    __table_args__ = (
        of_version(),
        CheckConstraint("first > 0", name="first"),
        CheckConstraint("forms BETWEEN 1 AND 200", name="forms"),
        UniqueConstraint("survey_id", "first"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"))
    version_number: Mapped[int]
    language: Mapped[str] = mapped_column(String(20))  # that the form is in
    first: Mapped[int]  # the number on the first form
    forms: Mapped[int]  # how many
    hand_in: Mapped[str] = mapped_column(String(400))  # where and how to hand it in, in the form's language
    printed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    printed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    survey: Mapped[Survey] = relationship()
    printed_by: Mapped[Person] = relationship()

    @property
    def last(self) -> int:
        """The number on the last form."""
        return self.first + self.forms - 1

    @property
    def numbers(self) -> range:
        """The numbers on the forms, in order."""
        return range(self.first, self.first + self.forms)
