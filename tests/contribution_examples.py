"""Examples of what addresses about contributions name."""

from typing import Any
from uuid import uuid4

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.actions import answer, publish
from medvirkning.contributions.drafts import add_draft_photo, save_draft
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import sender_contact
from medvirkning.contributions.sending import code_of, submit
from medvirkning.contributions.words import AnswerOutcome, ContributionKind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.pictures import clean_picture
from medvirkning.people.actions import make_link
from medvirkning.web.keys import secret
from tests import grant_cast
from tests.cast import World


def contributed(world: World) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """A draft with a photo; one that is published, with a photo and a code; one just received; one that is answered."""
    programme_id, at = world.programme.id, now()
    photo = clean_picture(grant_cast.photo())
    written, sent = uuid4(), uuid4()
    told = {"programme_id": programme_id, "secret": secret(), "at": at}
    with transaction():
        for key in (written, sent, new := uuid4(), old := uuid4()):
            save_draft(key, programme_id=programme_id, kind=ContributionKind.IDEA, text="En benk på kaia", at=at)
            add_draft_photo(key, photo, programme_id=programme_id, at=at)
        case = submit(sent, email="aud@medvirkning.example", **told)
        publish(case, by=world.cecilie, at=at)
        received, answered = submit(new, **told), submit(old, **told)
        publish(answered, by=world.cecilie, at=at)
        answer(answered, outcome=AnswerOutcome.YES, text="Den kommer i mai.", by=world.cecilie, at=at)
        token = make_link("kristin@medvirkning.example", at=at)
    contact = sender_contact(case.id)
    assert contact is not None
    in_case = {"photo_id": _first(Contribution.__tablename__, case.id)}
    values = {"contribution_id": str(case.id), "code": code_of(case, sent, secret=secret()), "token": token}
    return values | {"draft_id": str(written), "contact_id": str(contact.id)}, {
        "board": in_case,
        "code": in_case,
        "contribute": {"photo_id": _first(Draft.__tablename__, written)},
        "contribute.receipt": {"draft_id": str(sent)},
        "inbox": {
            "contribution_id": str(answered.id),
            "photo_id": _first(Contribution.__tablename__, answered.id),
            "word": "publiser",
        },
        "inbox.act": {"contribution_id": str(received.id)},
    }


def _first(owner_kind: str, owner_id: Any) -> str:
    return str(attached_to(owner_kind, owner_id)[0].id)
