"""From the first words to the receipt. One form makes one contribution, however often and from wherever it is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, exists, insert, select

from medvirkning.attachments.actions import move
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import rules
from medvirkning.contributions.correspondence import Contact, SentTwice
from medvirkning.contributions.drafts import day_of, forget_draft
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contribution_by_key, key_hash
from medvirkning.contributions.telling import tell
from medvirkning.contributions.words import ContactRole, ContributionEvent, ContributionState
from medvirkning.journal.actions import begin_history, record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import code_hash, opaque, receipt_code
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import changed, db, hold, insert_into
from medvirkning.kernel.errors import Conflict, NotThere, refuse

_DRAFTS, _ROWS = Draft.__table__, Contribution.__table__
_THIS = (_DRAFTS.c.id == bindparam("key")) & (_DRAFTS.c.programme_id == bindparam("programme_id"))
_PHOTOS = select(Attachment.sha256).where(
    Attachment.owner_kind == Draft.__tablename__, Attachment.owner_id == bindparam("key")
)
_LOCKED_DRAFT = (
    select(
        _DRAFTS,
        _PHOTOS.exists().label("has_photos"),
        exists().where(_ROWS.c.key_hash == bindparam("key_hash")).label("sent_before"),
        exists().where(_ROWS.c.code_hash == bindparam("code_hash")).label("code_taken"),
    )
    .where(_THIS)
    .with_for_update(of=_DRAFTS)
)
_FORGET_DRAFT = delete(_DRAFTS).where(_THIS)
_INSERT = insert(_ROWS)


class SentOtherwise(Conflict):
    """The form with this id has been sent already, with something else in it. `keep_both` keeps what came now."""


def submit(draft_id: UUID, *, programme_id: UUID, secret: bytes, at: datetime, **sender: Any) -> Contribution:
    """As `send`, for those who need what was made of the draft in hand."""
    return db.session.get_one(
        Contribution, send(draft_id, programme_id=programme_id, secret=secret, at=at, **sender), populate_existing=True
    )


def send(
    draft_id: UUID,
    *,
    programme_id: UUID,
    secret: bytes,
    name: str = "",
    name_public: bool = False,
    email: str | None = None,
    language: str = "nb",
    at: datetime,
) -> UUID:
    """Send a draft: the id of the contribution made of it, or made of it before. The draft is gone afterwards.

    Raises NotThere when there is neither draft nor contribution, RuleBroken, and SentOtherwise when the form has been
    sent before with something else in it: roll back, then `keep_both`. Everybody's sending waits for this, so it asks
    few questions, in statements that are built once.
    """
    here = {"key": draft_id, "programme_id": programme_id}
    key, code, turn = key_hash(draft_id, secret=secret), _code(draft_id, 0, secret), 0
    draft = db.session.execute(_LOCKED_DRAFT, here | {"key_hash": key, "code_hash": code}).one_or_none()
    if draft is None:
        return _sent_before(draft_id, programme_id, secret).id
    photos = list(db.session.scalars(_PHOTOS, here)) if draft.has_photos else []
    content = _content_hash(draft, photos, name, name_public, secret)
    if draft.sent_before:
        return _sent_again(draft_id, programme_id, content, secret)
    objections = rules.objections_to_sending(text=draft.text, place=draft.place, name=name, photos=len(photos))
    refuse(objections)
    if draft.code_taken:
        code, turn = _another_code(draft_id, secret)
    made = _made_of(draft, name=name, name_public=name_public, at=at)
    hashes = {"code_hash": code, "code_turn": turn, "key_hash": key, "content_hash": content}
    db.session.execute(_INSERT, made | hashes)
    if photos:
        move(Draft.__tablename__, draft_id, Contribution.__tablename__, made["id"])
    db.session.execute(_FORGET_DRAFT, here)
    received = ContributionEvent.RECEIVED
    begin_history(Contribution.__tablename__, made["id"], received.value, at=day_of(at), programme_id=programme_id)
    if email:
        db.session.add(Contact(contribution_id=made["id"], role=ContactRole.SENDER, email=email, language=language))
        db.session.flush()
        tell(db.session.get_one(Contribution, made["id"]), received, at=at)
    return UUID(str(made["id"]))


def keep_both(
    draft_id: UUID, *, programme_id: UUID, secret: bytes, name: str = "", name_public: bool = False, at: datetime
) -> UUID | None:
    """Keep, for a person to see, what came with the id of a form that was sent before with something else in it.

    The words live on as a new draft, whose id is returned, so that they can be sent for themselves.
    """
    draft = db.session.get(Draft, draft_id)
    sent = contribution_by_key(draft_id, secret=secret)
    if draft is None or sent is None or draft.programme_id != programme_id:
        return None
    hold(sent)
    photos = [photo.sha256 for photo in attached_to(Draft.__tablename__, draft.id)]
    kept = insert_into(SentTwice).values(
        id=uuid4(),
        contribution_id=sent.id,
        content_hash=_content_hash(draft, photos, name, name_public, secret),
        kind=draft.kind,
        text=draft.text,
        zone_id=draft.zone_id,
        whole_area=draft.whole_area,
        place=draft.place,
        received_on=oslo_date(at),
    )
    taken_back = sent.state is ContributionState.WITHDRAWN
    if not taken_back and changed(kept.on_conflict_do_nothing()):
        record(sent, ContributionEvent.SENT_TWICE.value, by=None, at=day_of(at), programme_id=programme_id)
    anew = Draft(
        id=uuid4(),
        programme_id=programme_id,
        kind=draft.kind,
        text=draft.text,
        as_it_is=draft.as_it_is,
        zone_id=draft.zone_id,
        whole_area=draft.whole_area,
        place=draft.place,
        goal_id=draft.goal_id,
        updated_on=oslo_date(at),
    )
    db.session.add(anew)
    db.session.flush()
    move(Draft.__tablename__, draft.id, Draft.__tablename__, anew.id)
    forget_draft(draft, [])
    return anew.id


def code_of(contribution: Contribution, key: UUID, *, secret: bytes) -> str:
    """The receipt code of what was sent with the form that had this id."""
    return receipt_code(secret, _turned(key, contribution.code_turn))


def searched(text: str, place: str) -> str:
    """What the inbox searches in."""
    return f"{text}\n{place}".casefold()


def _sent_before(key: UUID, programme_id: UUID, secret: bytes) -> Contribution:
    """What was made of the form with this id. Raises NotThere."""
    sent = contribution_by_key(key, secret=secret)
    if sent is None or sent.programme_id != programme_id:
        raise NotThere("draft")
    return sent


def _sent_again(draft_id: UUID, programme_id: UUID, content: str, secret: bytes) -> UUID:
    """The same form once more: its draft is let go of, unless there is something else in it this time."""
    sent = _sent_before(draft_id, programme_id, secret)
    if sent.content_hash != content:
        raise SentOtherwise("sent with other content")
    draft = db.session.get_one(Draft, draft_id)
    forget_draft(draft, attached_to(Draft.__tablename__, draft_id))
    return sent.id


def _made_of(draft: Any, *, name: str, name_public: bool, at: datetime) -> dict[str, Any]:
    """The row of a contribution with what the draft holds; its hashes are still to come."""
    return {
        "id": uuid4(),
        "programme_id": draft.programme_id,
        "kind": draft.kind,
        "text": draft.text.strip(),
        "zone_id": draft.zone_id,
        "whole_area": draft.whole_area,
        "place": draft.place,
        "goal_id": draft.goal_id,
        "name": name.strip(),
        "name_public": name_public and bool(name.strip()),
        "state": LIFECYCLE.start,
        "version": 1,
        "received_on": oslo_date(at),
        "searched": searched(draft.text, draft.place),
        "outcome_story": "",
        "hidden_reason": "",
        "supporters": 0,
    }


def _another_code(key: UUID, secret: bytes) -> tuple[str, int]:
    """The hash of a code that nobody has, and which turn it is: among a million, some two derive the same at first."""
    for turn in range(1, 100):
        code = _code(key, turn, secret)
        if db.session.scalar(select(_ROWS.c.id).where(_ROWS.c.code_hash == code)) is None:
            return code, turn
    raise RuntimeError("a hundred codes in a row are taken")


def _code(key: UUID, turn: int, secret: bytes) -> str:
    return code_hash(secret, receipt_code(secret, _turned(key, turn)))


def _turned(key: UUID, turn: int) -> str:
    return str(key) if turn == 0 else f"{key} {turn}"


def _content_hash(draft: Any, photos: list[str], name: str, name_public: bool, secret: bytes) -> str:
    content = {
        "kind": draft.kind,
        "text": draft.text.strip(),
        "zone": draft.zone_id,
        "whole_area": draft.whole_area,
        "place": draft.place,
        "name": name.strip(),
        "name_public": name_public and bool(name.strip()),
        "photos": sorted(photos),
    }
    return opaque(secret, "contribution content", digest(content))
