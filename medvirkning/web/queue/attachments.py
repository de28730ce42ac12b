"""The files of a case: asked for under the case's own right each time, and given as downloads."""

from typing import Any
from uuid import UUID

from flask import Response, abort

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.grants.models import Application
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.cases import Case, open_case
from medvirkning.web.downloads import download
from medvirkning.web.queue.blueprint import blueprint


class CaseFile:
    """A file of a case that is open to whoever asks."""

    def __init__(self, found: Case, attachment: Attachment) -> None:
        self.attachment, self.programme_id = attachment, found.programme_id


def case_file(person: Person, attachment_id: UUID, **values: Any) -> CaseFile | None:
    """Loader: the case first, as for its page; then a file that is the case's own."""
    found = open_case(person, **values)
    if found is None:
        return None
    attachment = attachment_of(Application.__tablename__, found.application.id, attachment_id)
    return CaseFile(found, attachment) if attachment is not None else None


@blueprint.get("/<uuid:application_id>/vedlegg/<uuid:attachment_id>")
@requires(Can.READ_APPLICATION, case_file)
def attachment(found: CaseFile) -> Response:
    """One file, as a download under its safe name."""
    return download(found.attachment) or abort(404)
