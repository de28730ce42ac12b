"""Looking up ready texts: all of a programme's, and those for one case."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import TextKind


def texts_of(programme_id: UUID) -> list[LibraryText]:
    """Every ready text of the programme, in the order of their kinds and names; those that are retired last."""
    wanted = select(LibraryText).where(LibraryText.programme_id == programme_id)
    found = db.session.scalars(wanted.options(joinedload(LibraryText.scheme)))
    return sorted(found, key=lambda one: (one.retired_at is not None, *_order(one)))


def text_in(programme_id: UUID, text_id: UUID) -> LibraryText | None:
    """This ready text, if it is this programme's."""
    wanted = select(LibraryText).where(LibraryText.id == text_id, LibraryText.programme_id == programme_id)
    return db.session.scalar(wanted)


def texts_for(application: Application) -> list[LibraryText]:
    """The texts in use that are for this case's scheme and criteria, those of its criteria first within each kind."""
    the_round = application.round
    wanted = select(LibraryText).where(
        LibraryText.programme_id == application.programme_id,
        LibraryText.retired_at.is_(None),
        or_(LibraryText.scheme_id.is_(None), LibraryText.scheme_id == the_round.scheme_id),
    )
    keys = {criterion.key for criterion in the_round.criteria_set.criteria}
    found = [one for one in db.session.scalars(wanted) if one.criterion_key is None or one.criterion_key in keys]
    return sorted(found, key=_order)


def _order(one: LibraryText) -> tuple[int, bool, str, str]:
    return list(TextKind).index(one.kind), one.criterion_key is None, one.name.casefold(), str(one.id)
