"""The page of one case: what was sent, how far it has come, what was answered, and what the sender can still do."""

from typing import Any

from flask import g, render_template

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.actions import DONE_PHOTO
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import answers, sender_contact, timeline
from medvirkning.contributions.rules import PUBLIC, closes_case, objections_to_photo, stitches
from medvirkning.contributions.words import ContributionState as State
from medvirkning.web.code.forms import PhotoForm
from medvirkning.web.code.steps import steps
from medvirkning.web.photos import ACCEPT


def case_page(case: Contribution, form: PhotoForm) -> Any:
    """The case as its sender sees it. Never the address that was left: only whether there is one."""
    photos = attached_to(Contribution.__tablename__, case.id)
    own = [photo for photo in photos if photo.about != DONE_PHOTO]
    over = closes_case(case.state, case.outcome)
    page = render_template(
        "code/case.html",
        form=form,
        code=g.code,
        case=case,
        photos=own,
        done_photos=[photo for photo in photos if photo.about == DONE_PHOTO],
        answers=answers(case.id) if case.state is not State.WITHDRAWN else [],
        steps=steps(case, timeline(case.id)),
        stitches=stitches(case.state),
        on_board=case.state in PUBLIC,
        withdrawn=case.state is State.WITHDRAWN,
        may_add_photo=not objections_to_photo(case.state, case.outcome, len(own)),
        may_be_told=not over,
        told=sender_contact(case.id) is not None,
        accept=ACCEPT,
    )
    return page, form.status
