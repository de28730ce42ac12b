"""What has been granted, for everybody: a list by area and year, and the same as open data."""

import json
from dataclasses import replace

from flask import Blueprint, Response, abort, request, url_for

from medvirkning.follow_up.queries import paid_in
from medvirkning.programmes.models import Programme
from medvirkning.review.awards import PER_PAGE, AwardWish, awards, by_zone, every_award, in_all, left_out, years
from medvirkning.web.access import public
from medvirkning.web.awards.open_data import LICENCE, package, table
from medvirkning.web.fragments import page_or_part
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_or_404

blueprint = Blueprint("awards", __name__)


@blueprint.get("/<slug>/tildelinger")
@public
def award_list(slug: str) -> str:
    """Who got what, for what, and where; the newest first."""
    programme = programme_or_404(slug)
    found = years(programme.id)
    wish = _wanted(programme, found)
    total, counts = in_all(wish), by_zone(replace(wish, zone_id=None))
    pages = page_count(total.count, PER_PAGE)
    page = asked_page(pages)
    return page_or_part(
        "awards/award_list.html",
        "hits",
        wish=wish,
        awards=awards(wish, start=(page - 1) * PER_PAGE),
        total=total,
        hidden=left_out(wish),
        years=found,
        zones=[(zone, counts[zone.id]) for zone in programme.zones if zone.id in counts],
        everywhere=sum(counts.values()),
        page=page,
        pages=pages,
        licence=LICENCE,
    )


@blueprint.get("/<slug>/tildelinger.json")
@public
def award_file(slug: str) -> Response:
    """Every award in the 360Giving shape, at an address that stays."""
    programme = programme_or_404(slug)
    address = url_for("awards.award_file", slug=programme.slug, _external=True)
    paid, language = paid_in(programme.id), programme.default_language
    told = package(programme, every_award(programme.id), paid=paid, address=address, language=language)
    if not told["grants"]:
        abort(404)  # a file of the standard has at least one grant
    return Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json")


@blueprint.get("/<slug>/tildelinger.csv")
@public
def award_table(slug: str) -> Response:
    """The same as a table, with the standard's column names."""
    programme = programme_or_404(slug)
    paid, language = paid_in(programme.id), programme.default_language
    lines = table(programme, every_award(programme.id), paid=paid, language=language)
    whole = "\ufeff" + "".join(lines)  # the mark tells spreadsheets that it is UTF-8
    name = f"tildelinger-{programme.slug}.csv"
    response = Response(whole, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _wanted(programme: Programme, found: list[int]) -> AwardWish:
    """What the address asks for; what it can't mean is passed over."""
    year, code = request.args.get("ar", ""), request.args.get("sone")
    return AwardWish(
        programme.id,
        year=int(year) if year in {str(each) for each in found} else None,
        zone_id=next((zone.id for zone in programme.zones if zone.code == code), None),
    )
