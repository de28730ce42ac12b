"""The public board: what neighbours say, how far it has come, and what happened."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to, attached_to_many, attachment_of
from medvirkning.contributions.actions import DONE_PHOTO, UNSEEN_PHOTO
from medvirkning.contributions.board import PER_PAGE, BoardFilter, board_counts, board_page, board_total, newest_done
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import answers, contribution_in, supported, timeline, verdict
from medvirkning.contributions.rules import PUBLIC, stitches
from medvirkning.contributions.words import BoardGroup, ContributionState
from medvirkning.programmes.models import Programme
from medvirkning.web.access import public
from medvirkning.web.board import agreeing  # noqa: F401  (its views are this blueprint's too)
from medvirkning.web.board.blueprint import blueprint
from medvirkning.web.board.chosen import GROUPS, ICONS, SORTS, chips, wanted
from medvirkning.web.board.steps import steps
from medvirkning.web.board.way_on import way_on
from medvirkning.web.fragments import page_or_part
from medvirkning.web.keys import browser_key, secret
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_or_404
from medvirkning.web.photos import photo_response
from medvirkning.web.stories import story_of
from medvirkning.web.themes import themes


@blueprint.get("/<slug>/innspill")
@public
def contributions(slug: str) -> str:
    """What is published, filtered by the address."""
    programme = programme_or_404(slug)
    chosen = wanted(programme, request.args)
    counts = board_counts(programme.id)
    total = counts.total(chosen) if chosen.goal_id is None else board_total(programme.id, chosen)
    pages = page_count(total, PER_PAGE)
    page = asked_page(pages)
    found = board_page(programme.id, chosen, page=page) if total else []
    return page_or_part(
        "board/contributions.html",
        "hits",
        programme=programme,
        chosen=chosen,
        counts=counts,
        total=total,
        page=page,
        pages=pages,
        groups=GROUPS,
        icons=ICONS,
        sorts=SORTS,
        themes=themes(programme),
        chips=chips(programme, chosen),
        way_on=None if total else way_on(programme, chosen, counts),
        **_cards(programme, found, chosen, page),
    )


def _cards(programme: Programme, found: list[Contribution], chosen: BoardFilter, page: int) -> dict[str, Any]:
    """The stories to tell big, and the rest: all of what happened, or the newest of it before everything else."""
    if chosen.group is BoardGroup.HAPPENED:
        big = found
    else:
        big = _leading(programme, chosen) if chosen.group is None and page == 1 else []
    photos = attached_to_many(Contribution.__tablename__, [one.id for one in big]) if big else {}
    return {
        "stories": [_told(programme, one, photos.get(one.id, [])) for one in big],
        "cards": [one for one in found if one not in big],
        "agreed": supported([one.id for one in found], browser_key(), secret=secret()),
        "stitches": stitches,
    }


def _leading(programme: Programme, chosen: BoardFilter) -> list[Contribution]:
    """The one story that leads: what was done last, or the newest that the filter lets through."""
    if not chosen.zones and chosen.goal_id is None:
        return newest_done(programme.id, most=1)
    return board_page(programme.id, replace(chosen, group=BoardGroup.HAPPENED), per_page=1)


def _told(programme: Programme, one: Contribution, photos: list[Attachment]) -> dict[str, Any]:
    """A story with its link, and the photo of what was done if there is one."""
    done = next((_photo(programme, one, photo.id) for photo in photos if photo.about == DONE_PHOTO), "")
    href = url_for("board.contribution", slug=programme.slug, contribution_id=one.id)
    return story_of(one) | {"href": href, "photo": done}


@blueprint.get("/<slug>/innspill/<uuid:contribution_id>")
@public
def contribution(slug: str, contribution_id: UUID) -> Any:
    """One case in its sender's own words, and what came of it."""
    programme = programme_or_404(slug)
    found = contribution_in(programme.id, contribution_id)
    if found is None or found.state is ContributionState.RECEIVED:
        abort(404)
    if found.state not in PUBLIC:
        return render_template("board/taken_away.html", programme=programme), 410
    photos = attached_to(Contribution.__tablename__, found.id)
    key = browser_key()
    return render_template(
        "board/contribution.html",
        programme=programme,
        contribution=found,
        story=story_of(found),
        photos=[(_photo(programme, found, one.id), one) for one in photos if not one.about],
        done_photo=next(((_photo(programme, found, one.id), one) for one in photos if one.about == DONE_PHOTO), None),
        answers=answers(found.id),
        steps=steps(found, timeline(found.id)),
        stitches=stitches(found.state),
        pressed=found.id in supported([found.id], key, secret=secret()),
        verdict=verdict(found.id, key, secret=secret()),
    )


@blueprint.get("/<slug>/innspill/<uuid:contribution_id>/bilde/<uuid:photo_id>")
@public
def photo(slug: str, contribution_id: UUID, photo_id: UUID) -> Any:
    """A photo of a case, for as long as the case itself is on the board."""
    found = contribution_in(programme_or_404(slug).id, contribution_id)
    if found is None or found.state not in PUBLIC:
        abort(404)
    wanted_photo = attachment_of(Contribution.__tablename__, found.id, photo_id)
    return photo_response(None if wanted_photo is None or wanted_photo.about == UNSEEN_PHOTO else wanted_photo)


def _photo(programme: Programme, contribution: Contribution, photo_id: UUID) -> str:
    return url_for("board.photo", slug=programme.slug, contribution_id=contribution.id, photo_id=photo_id)
