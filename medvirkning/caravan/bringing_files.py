"""Taking in a sealed file: each envelope as if its tablet had sent it, so that what has come before comes only once.

First all of it is kept, then it is gone through: a file that is cut short, or a server that goes down, loses nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.going_through import go_through_safely, whose_photo
from medvirkning.caravan.receiving import Bearer, receive_item, receive_photo
from medvirkning.caravan.sealed_files import SealedEntry, read_entries, read_head
from medvirkning.caravan.words import CaravanEvent, FileFault, ItemState
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Refused
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

AT_ONCE = 20  # envelopes that are kept in one transaction, and in memory
MOST_LINES_TOLD = 50


@dataclass
class BroughtFile:
    """What was in a file. Things said: `new` ones, of which so many are taken in, wait for photos, are to be looked at
    or are gone through later; and those that were `known` before. `lines` are the first that can't be read."""

    new: int = 0
    known: int = 0
    taken: int = 0
    waiting: int = 0
    held: int = 0
    later: int = 0
    photos: int = 0
    unreadable: int = 0
    lines: list[int] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def tablet_that_saved(file: BinaryIO) -> Tablet | None:
    """The tablet that a file says it is from, where it is known. Raises Refused for what is no sealed file."""
    return db.session.get(Tablet, read_head(file))


def bring_file(
    file: BinaryIO, programme: Programme, *, by: Person | None, secret: bytes, at: datetime, most: int | None = None
) -> BroughtFile:
    """Take in the file. Own transactions. Raises Refused for one that isn't sealed, or is another programme's.

    At most `most` of what it holds are gone through now; the clock sees to the rest.
    """
    tablet = tablet_that_saved(file)
    if tablet is not None and tablet.programme_id != programme.id:
        raise Refused(FileFault.OTHER_PROGRAMME)
    report, new, touched = BroughtFile(), set[UUID](), dict[UUID, None]()
    entries = read_entries(file)
    while some := list(islice(entries, AT_ONCE)):
        for line in (one for one in some if isinstance(one, int)):
            report.unreadable += 1
            report.lines += [line] if len(report.lines) < MOST_LINES_TOLD else []
        if found := [one for one in some if isinstance(one, SealedEntry)]:
            with transaction():
                _keep(found, programme, report, new, touched, at=at)
    for item_id in islice(touched, most):
        stands = go_through_safely(item_id, secret=secret, at=at)
        if item_id in new:
            report.taken += stands is ItemState.TAKEN
            report.waiting += stands is ItemState.WAITING
            report.held += stands is ItemState.HELD
    report.later = sum(item_id in new for item_id in list(touched)[most:]) if most is not None else 0
    with transaction():
        told = {name: value for name, value in report.to_json().items() if name != "lines"}
        record(programme, CaravanEvent.FILE_IMPORTED, by=by, at=at, programme_id=programme.id, facts=told)
    return report


def _keep(
    some: Sequence[SealedEntry],
    programme: Programme,
    report: BroughtFile,
    new: set[UUID],
    touched: dict[UUID, None],
    *,
    at: datetime,
) -> None:
    bearer = Bearer(programme.id)
    for one in some:
        if one.photo:
            report.photos += receive_photo(one.id, one.envelope, bearer, at=at).new
            whose = whose_photo(one.id)
            if whose is not None:
                touched[whose] = None
            continue
        kept = receive_item(one.id, one.envelope, bearer, at=at)
        report.new += kept.new
        report.known += not kept.new
        if kept.otherwise:
            report.held += kept.new
            continue
        touched[one.id] = None
        if kept.new:
            new.add(one.id)
