"""A draft's photos, for whoever writes it."""

from uuid import UUID

from flask import Response, abort

from medvirkning.attachments.queries import attachment_of
from medvirkning.contributions.models import Draft
from medvirkning.contributions.queries import draft_in
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import blueprint
from medvirkning.web.loading import programme_or_404
from medvirkning.web.photos import photo_response


@blueprint.get("/<slug>/innspill/nytt/<uuid:draft_id>/bilde/<uuid:photo_id>")
@public
def draft_photo(slug: str, draft_id: UUID, photo_id: UUID) -> Response:
    """One photo of a draft, for as long as there is a draft."""
    if draft_in(programme_or_404(slug).id, draft_id) is None:
        abort(404)
    return photo_response(attachment_of(Draft.__tablename__, draft_id, photo_id), seconds=0)
