"""What is said about a contribution, and who wants to hear it: answers, notes, addresses, agreement."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome, ContactRole, ContributionKind, Rating
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person

SENDER = text("role = 'sender'")


class Answer(db.Model):
    """What the municipality said, and why. Earlier answers stay; the newest counts."""

    __tablename__ = "contribution_answer"
    __table_args__ = (CheckConstraint("text <> ''", name="has_reason"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), index=True)
    outcome: Mapped[AnswerOutcome] = mapped_column(one_of(AnswerOutcome))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    contribution: Mapped[Contribution] = relationship()
    by: Mapped[Person] = relationship()


class Note(db.Model):
    """What colleagues write to each other. Never shown to anyone else."""

    __tablename__ = "contribution_note"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    contribution: Mapped[Contribution] = relationship()
    by: Mapped[Person] = relationship()


class Contact(db.Model):
    """An address that is told what happens, until the case is over. Shown to nobody, not even by the code."""

    __tablename__ = "contribution_contact"
    __table_args__ = (
        UniqueConstraint("contribution_id", "email"),
        Index(
            "uq_contribution_contact_sender",
            "contribution_id",
            unique=True,
            sqlite_where=SENDER,
            postgresql_where=SENDER,
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"))
    role: Mapped[ContactRole] = mapped_column(one_of(ContactRole))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))

    contribution: Mapped[Contribution] = relationship()


class Support(db.Model):
    """One browser agrees. The key is hashed anew for each contribution, so no two rows tell of the same browser."""

    __tablename__ = "contribution_support"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class Verdict(db.Model):
    """One browser's answer to «Ble det bra?» (was it any good?); the last one counts."""

    __tablename__ = "contribution_verdict"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    rating: Mapped[Rating] = mapped_column(one_of(Rating))


class SentTwice(db.Model):
    """The same form, sent again with something else in it. Refused as a contribution, kept for a person to see."""

    __tablename__ = "contribution_sent_twice"
    __table_args__ = (UniqueConstraint("contribution_id", "content_hash"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[ContributionKind] = mapped_column(one_of(ContributionKind))
    text: Mapped[str] = mapped_column(Text)
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"))
    whole_area: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(120), default="")
    received_on: Mapped[date]

    contribution: Mapped[Contribution] = relationship()
