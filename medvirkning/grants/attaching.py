"""Adding files to an application and taking them away. Pictures are drawn anew, documents told by their content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import MOST_BYTES, AttachmentKind
from medvirkning.grants.checking import FILE
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_fields
from medvirkning.grants.queries import files_of
from medvirkning.grants.rules import later_by
from medvirkning.grants.seconds import lacks_second
from medvirkning.grants.words import ApplicationState, ApplicationWord, AttachmentPlan
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, NotThere, Refused
from medvirkning.kernel.filekinds import JPEG, PNG, kind_of, safe_name
from medvirkning.kernel.pictures import clean_picture
from medvirkning.people.models import Person

NOT_NEEDED = "not_needed"  # said of an optional attachment: there will be none
MOST_FILES = 20  # of one application
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A file that may be attached, under a name that may be shown. `size` is a picture's, in pixels."""

    data: bytes
    name: str
    kind: AttachmentKind
    media_type: str
    size: tuple[int, int] | None = None


def look_over(data: bytes, name: str) -> LookedOver:
    """What is kept of a file somebody sends: a picture drawn anew, a document as it is. Raises Refused.

    Done before the transaction: everybody's sending would wait while a large picture is drawn.
    """
    if len(data) > MOST_BYTES:
        raise Refused(ApplicationWord.FILE_TOO_LARGE, most=MOST_BYTES // MEGABYTE)
    kind = kind_of(data, name)
    if kind not in (JPEG, PNG):
        return LookedOver(data, safe_name(name, kind), AttachmentKind.DOCUMENT, kind.media_type)
    drawn = clean_picture(data)
    size = (drawn.width, drawn.height)
    return LookedOver(drawn.data, safe_name(name, JPEG), AttachmentKind.PHOTO, drawn.media_type, size)


def attach_file(application: Application, key: str, file: LookedOver, *, by: Person, at: datetime) -> Attachment:
    """Add a file that answers the wanted attachment `key`. Raises Refused where there are too many already.

    After sending, only what was said to come later can be added, and what is open for correction.
    """
    hold(application)
    if key not in {wanted.key for wanted in application.round.scheme.wanted}:
        raise NotThere("wanted attachment")
    if application.state is not ApplicationState.DRAFT and not _may_come(application, key, at):
        raise Conflict("the application has been sent")
    if len(files_of(application)) >= MOST_FILES:
        raise Refused(ApplicationWord.TOO_MANY_FILES, most=MOST_FILES)
    added = attach(
        application,
        file.data,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
        at=at,
        about=key,
        size=file.size,
    )
    if application.state is ApplicationState.DRAFT:
        _plan(application, key, AttachmentPlan.HERE)
    keep_count(application)
    application.updated_at = at
    record(application, "file_added", by=by, at=at, programme_id=application.programme_id, facts={"about": key})
    return added


def remove_file(application: Application, attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Take a file away from a draft. Raises Conflict once the application has been sent."""
    hold(application)
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
    detach(attachment)
    db.session.flush()
    if attachment.about not in {file.about for file in files_of(application)}:
        _plan(application, attachment.about, None)
    keep_count(application)
    application.updated_at = at
    facts = {"about": attachment.about}
    record(application, "file_removed", by=by, at=at, programme_id=application.programme_id, facts=facts)


def remove_all_files(application: Application) -> None:
    """Take away what is attached to a draft that is put away. The caller holds it, and writes the journal."""
    for file in files_of(application):
        detach(file)


def plan_attachments(application: Application, plans: dict[str, str]) -> None:
    """Write down how each wanted attachment will come; unknown keys and plans are passed over.

    `NOT_NEEDED` takes the plan back for one that is optional and has no file.
    """
    here = {file.about for file in files_of(application)}
    for wanted in application.round.scheme.wanted:
        if plans.get(wanted.key) == NOT_NEEDED:
            if not wanted.required and wanted.key not in here:
                _plan(application, wanted.key, None)
        elif plans.get(wanted.key) in set(AttachmentPlan):
            _plan(application, wanted.key, AttachmentPlan(plans[wanted.key]))
    keep_count(application)


def still_to_come(application: Application) -> list[str]:
    """The wanted attachments that are said to come later and have no file yet; none of what was taken back."""
    if application.state is ApplicationState.WITHDRAWN:
        return []
    return not_here(application, files_of(application))


def not_here(application: Application, files: Iterable[Attachment]) -> list[str]:
    """The keys of those attachments that were to come later and are not among these files."""
    here = {file.about for file in files}
    return [
        key for key, plan in application.attachment_plans.items() if plan == AttachmentPlan.LATER and key not in here
    ]


def not_come(application: Application, *, on: date) -> list[str]:
    """The attachments that were to come later, and whose last day has passed: the deadline, where none is named."""
    deadline, sent_on = application.round.deadline, oslo_date(application.sent_at or application.begun_at)
    latest = {
        one.key: later_by(oslo_date(deadline) if deadline else None, one.later_days or 0, sent_on=sent_on)
        for one in application.round.scheme.wanted
    }
    return [key for key in still_to_come(application) if (day := latest.get(key)) is not None and day < on]


def keep_count(application: Application) -> None:
    """Let the row say how much is waited for: attachments, a correction, a second person. The queue shows it."""
    db.session.flush()
    waits = application.state is ApplicationState.NEEDS_FIX
    unconfirmed = application.sent_at is not None and lacks_second(application.id)
    application.missing = len(still_to_come(application)) + waits + unconfirmed


def _may_come(application: Application, key: str, at: datetime) -> bool:
    return key in still_to_come(application) or f"{FILE}{key}" in open_fields(application, at=at)


def _plan(application: Application, key: str, plan: AttachmentPlan | None) -> None:
    plans = {other: chosen for other, chosen in application.attachment_plans.items() if other != key}
    application.attachment_plans = plans if plan is None else {**plans, key: plan.value}
