"""From the tablet to the resident's own phone: what is half done is laid where they can go on by themselves.

It needs network. The address is only ever shown on the tablet's screen: whoever has it goes on with what was written.
"""

import json
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from medvirkning.caravan.queries import shift_at
from medvirkning.caravan.reading import ContributionSaid, Said, Unreadable, read_said
from medvirkning.caravan.shifts import Shift
from medvirkning.contributions.drafts import save_draft, save_place, save_theme
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.rules import MOST_PLACE, MOST_TEXT
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.surveys.bringing_in import hand_over, made_ready
from medvirkning.surveys.queries import survey_in
from medvirkning.web.access import public
from medvirkning.web.guests import said_by
from medvirkning.web.keys import secret
from medvirkning.web.security import csrf, limiter
from medvirkning.web.tablet.blueprint import OFTEN, blueprint, by_script, known_tablet, sent_json, told
from medvirkning.web.tablet.package import qr_of


@blueprint.post("/overfor")
@public
@csrf.exempt
@by_script
@limiter.limit(OFTEN)
def move() -> Any:
    """Take over what is half done: the address to go on at, and its picture. Photos stay behind."""
    tablet = known_tablet()
    if tablet is None:
        return told(401)
    shift = None if tablet.revoked_at is not None else shift_at(tablet.id)
    if shift is None:
        return told(403)
    try:
        said = read_said(json.dumps(sent_json()).encode())
        path = _laid(shift, said)
    except (Unreadable, RuleBroken, NotThere):
        return told(422)
    address = f"{current_app.config['SETTINGS'].base_url}{path}"
    return told(200, address=address, qr=qr_of(address))


def _laid(shift: Shift, said: Said) -> str:
    """Where it can be gone on with. Raises RuleBroken and NotThere."""
    at, programme, what = now(), shift.programme, said.what
    slug = programme.slug
    if isinstance(what, ContributionSaid):
        text, zone = what.text[:MOST_TEXT], programme.zone_with(what.zone)
        with transaction():
            save_draft(said.form, programme_id=programme.id, kind=what.chosen_kind, text=text, at=at)
            draft = draft_in(programme.id, said.form)
            if draft is None:
                raise NotThere("draft")
            save_place(draft, zone=zone, whole_area=what.whole_area, place=what.place[:MOST_PLACE], at=at)
            save_theme(draft, shift.programme.theme_with(what.theme), at=at)
        return url_for("contribute.what", slug=slug, kladd=said.form, sprak=said_by(said.language))
    survey = survey_in(programme.id, what.survey_id)
    if survey is None:
        raise NotThere("survey")
    zones = [zone.code for zone in programme.zones]
    brought = made_ready(said.form, survey, what.version, what.fields, zones=zones, finished=False, secret=secret())
    with transaction():
        begun: UUID = hand_over(said.form, survey, brought, language=said.language, secret=secret(), at=at)
    return url_for("answering.check", slug=slug, survey_slug=survey.slug, answering_id=begun)
