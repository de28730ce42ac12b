"""Adding files to an application and taking them away. Pictures are drawn anew, documents told by their content."""

from datetime import datetime

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import MOST_BYTES, AttachmentKind
from medvirkning.grants.models import Application
from medvirkning.grants.queries import files_of
from medvirkning.grants.words import ApplicationState, ApplicationWord, AttachmentPlan
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Conflict, NotThere, Refused
from medvirkning.kernel.filekinds import JPEG, PNG, kind_of, safe_name
from medvirkning.kernel.pictures import clean_picture
from medvirkning.people.models import Person

MOST_FILES = 20  # of one application
MEGABYTE = 1024 * 1024


def attach_file(application: Application, key: str, data: bytes, *, name: str, by: Person, at: datetime) -> Attachment:
    """Add a file that answers the wanted attachment `key`. Raises Refused where the file can't be taken.

    After sending, only what was said to come later can be added.
    """
    hold(application)
    if key not in {wanted.key for wanted in application.round.scheme.wanted}:
        raise NotThere("wanted attachment")
    if application.state is not ApplicationState.DRAFT and key not in still_to_come(application):
        raise Conflict("the application has been sent")
    if len(data) > MOST_BYTES:
        raise Refused(ApplicationWord.FILE_TOO_LARGE, most=MOST_BYTES // MEGABYTE)
    if len(files_of(application)) >= MOST_FILES:
        raise Refused(ApplicationWord.TOO_MANY_FILES, most=MOST_FILES)
    added = _attach(application, key, data, name=name, at=at)
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


def plan_attachments(application: Application, plans: dict[str, str]) -> None:
    """Write down how each wanted attachment will come; unknown keys and plans are passed over."""
    for wanted in application.round.scheme.wanted:
        if plans.get(wanted.key) in set(AttachmentPlan):
            _plan(application, wanted.key, AttachmentPlan(plans[wanted.key]))
    keep_count(application)


def still_to_come(application: Application) -> list[str]:
    """The wanted attachments that are said to come later and have no file yet."""
    here = {file.about for file in files_of(application)}
    plans = application.attachment_plans
    return [key for key, plan in plans.items() if plan == AttachmentPlan.LATER and key not in here]


def keep_count(application: Application) -> None:
    """Let the row say how many attachments are still to come: the queue shows it."""
    db.session.flush()
    application.missing = len(still_to_come(application))


def hold(application: Application) -> None:
    """Read the row anew and keep others from writing it until the transaction ends."""
    db.session.refresh(application, with_for_update={"of": Application})


def _attach(application: Application, key: str, data: bytes, *, name: str, at: datetime) -> Attachment:
    kind = kind_of(data, name)
    if kind in (JPEG, PNG):
        picture = clean_picture(data)
        return attach(
            application,
            picture.data,
            kind=AttachmentKind.PHOTO,
            name=safe_name(name, JPEG),
            media_type=picture.media_type,
            at=at,
            about=key,
            size=(picture.width, picture.height),
        )
    shown = safe_name(name, kind)
    return attach(
        application, data, kind=AttachmentKind.DOCUMENT, name=shown, media_type=kind.media_type, at=at, about=key
    )


def _plan(application: Application, key: str, plan: AttachmentPlan | None) -> None:
    plans = {other: chosen for other, chosen in application.attachment_plans.items() if other != key}
    application.attachment_plans = plans if plan is None else {**plans, key: plan.value}
