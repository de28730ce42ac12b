"""The inbox: what has come in, whom it waits for, and one at a time."""

from typing import Any

from flask import abort, render_template, request

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to_many, attachment_of
from medvirkning.caravan.origin_queries import origins_of, stops_heard
from medvirkning.contributions.inbox import PER_PAGE, InboxFilter, inbox_counts, inbox_page, inbox_total
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import ContributionState
from medvirkning.kernel.clock import today
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.inbox import acts, desk  # noqa: F401  (their views are this blueprint's too)
from medvirkning.web.inbox.acts import ONE
from medvirkning.web.inbox.badges import badges
from medvirkning.web.inbox.blueprint import blueprint
from medvirkning.web.inbox.case import case_page
from medvirkning.web.inbox.chosen import KINDS, TABS, in_address, wanted
from medvirkning.web.inbox.loaders import contribution_at
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.photos import photo_response
from medvirkning.web.themes import themes


@blueprint.get("/<slug>/arbeid/innspill")
@requires(Can.READ_INBOX, programme_at)
def contributions(programme: Programme) -> str:
    """The list under one tab, filtered by the address."""
    reader, chosen = signed_in(), wanted(programme)
    counts = inbox_counts(programme.id, person_id=reader.id)
    whole = chosen == InboxFilter(tab=chosen.tab)
    total = counts[chosen.tab] if whole else inbox_total(programme.id, chosen, person_id=reader.id)
    pages = page_count(total, PER_PAGE)
    page = asked_page(pages)
    found = inbox_page(programme.id, chosen, person_id=reader.id, page=page)
    photos = attached_to_many(Contribution.__tablename__, [one.id for one in found])
    return render_template(
        "inbox/contributions.html",
        programme=programme,
        chosen=chosen,
        query=in_address(programme, chosen),
        counts=counts,
        tabs=TABS,
        kinds=KINDS,
        themes=themes(programme),
        stops=stops_heard(programme.id),
        origins=origins_of([one.id for one in found]),
        rows=[(one, _badges(one, photos.get(one.id, []), programme)) for one in found],
        total=total,
        page=page,
        pages=pages,
    )


@blueprint.get(ONE)
@requires(Can.READ_INBOX, contribution_at)
def contribution(contribution: Contribution) -> Any:
    """One contribution, and all that can be done with it now."""
    return case_page(contribution)


@blueprint.get(f"{ONE}/bilde/<uuid:photo_id>")
@requires(Can.READ_INBOX, contribution_at)
def photo(contribution: Contribution) -> Any:
    """A photo, to those who may read the contribution. What was withdrawn has none left."""
    if contribution.state is ContributionState.WITHDRAWN:
        abort(404)
    wanted_id = (request.view_args or {})["photo_id"]
    return photo_response(attachment_of(Contribution.__tablename__, contribution.id, wanted_id), seconds=0)


def _badges(one: Contribution, photos: list[Attachment], programme: Programme) -> Any:
    return badges(one, photos=photos, reader=signed_in(), reply_days=programme.reply_days, today=today())
