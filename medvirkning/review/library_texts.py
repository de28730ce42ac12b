"""The library's table: ready texts for the reasons and conditions of decisions, in both written languages.

They are copied into a decision when it is made. Nothing decided refers to them, so that a change never reaches back.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.grants.schemes import Scheme
from medvirkning.kernel.database import LocalizedText, UTCDateTime, db, one_of
from medvirkning.kernel.localized import Localized
from medvirkning.review.library_words import TextKind


class LibraryText(db.Model):
    """A ready text. Without a scheme it is for all of the programme's; with a criterion, for where that one counts."""

    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("criterion_key IS NULL OR scheme_id IS NOT NULL", name="criterion"),
        Index("ix_library_text_programme", "programme_id", "kind", "name"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    scheme_id: Mapped[UUID | None] = mapped_column(ForeignKey("scheme.id"))
    criterion_key: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[TextKind] = mapped_column(one_of(TextKind))
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[Localized] = mapped_column(LocalizedText)
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    scheme: Mapped[Scheme | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
