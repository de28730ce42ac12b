"""Fetching what an applicant's pages are about, through the person: what is somebody else's is not there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application, round_by_id
from medvirkning.grants.schemes import Round
from medvirkning.people.models import Person
from medvirkning.web.loading import OfApplication, shown


@dataclass(frozen=True)
class FileOf(OfApplication):
    """A file and the application whose rights it has."""

    application: Application
    file: Attachment


def round_to_apply_to(_person: Person, round_id: UUID) -> Round | None:
    """A round, whoever asks."""
    found = round_by_id(round_id)
    if found is not None:
        shown(found.scheme.programme)
    return found


def own(person: Person, application_id: UUID, **_rest: Any) -> Application | None:
    """The person's own application."""
    found = own_application(person.id, application_id)
    if found is not None:
        shown(found.round.scheme.programme)
    return found


def own_file(person: Person, application_id: UUID, attachment_id: UUID) -> FileOf | None:
    """A file of the person's own application."""
    application = own(person, application_id)
    file = application and attachment_of(Application.__tablename__, application.id, attachment_id)
    return FileOf(application, file) if application and file else None
