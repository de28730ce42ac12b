"""From the first words to the receipt. One form makes one contribution, however often and from wherever it is sent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from medvirkning.attachments.actions import hand_over, move
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import rules
from medvirkning.contributions.correspondence import Contact, SentTwice
from medvirkning.contributions.drafts import day_of, forget_draft
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contribution_by_key, key_hash
from medvirkning.contributions.telling import tell
from medvirkning.contributions.words import ContactRole, ContributionEvent
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import code_hash, opaque, receipt_code
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken


class SentOtherwise(Conflict):
    """The form with this id has been sent already, with something else in it. `keep_both` keeps what came now."""


def submit(
    draft_id: UUID,
    *,
    programme_id: UUID,
    secret: bytes,
    name: str = "",
    name_public: bool = False,
    email: str | None = None,
    language: str = "nb",
    at: datetime,
) -> Contribution:
    """Send a draft: the contribution made of it, or the one made of it before. The draft is gone afterwards.

    Raises NotThere when there is neither draft nor contribution, RuleBroken, and SentOtherwise when the form has been
    sent before with something else in it: roll back, then `keep_both`.
    """
    locked = select(Draft).where(Draft.id == draft_id, Draft.programme_id == programme_id).with_for_update()
    draft = db.session.scalar(locked.execution_options(populate_existing=True))
    if draft is None:
        return _sent_before(draft_id, programme_id, secret)
    photos = attached_to(Draft.__tablename__, draft.id)
    content = _content_hash(draft, photos, name, name_public, secret)
    hashed = key_hash(draft_id, secret=secret)
    code, turn = _code_and_turn(draft_id, hashed, secret)
    if code is None:
        sent = _sent_before(draft_id, programme_id, secret)
        if sent.content_hash != content:
            raise SentOtherwise("sent with other content")
        forget_draft(draft, photos)
        return sent
    objections = rules.objections_to_sending(text=draft.text, place=draft.place, name=name, photos=len(photos))
    if objections:
        raise RuleBroken(objections)
    made = _made_of(draft, name=name, name_public=name_public, at=at)
    made.code_hash, made.code_turn, made.key_hash, made.content_hash = code, turn, hashed, content
    db.session.add(made)
    hand_over(photos, made)
    record(made, ContributionEvent.RECEIVED.value, by=None, at=day_of(at), programme_id=programme_id, first=True)
    forget_draft(draft, [])
    if email:
        db.session.add(Contact(contribution_id=made.id, role=ContactRole.SENDER, email=email, language=language))
        db.session.flush()
        tell(made, ContributionEvent.RECEIVED, at=at)
    return made


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
    photos = attached_to(Draft.__tablename__, draft.id)
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
    if changed(kept.on_conflict_do_nothing()):
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
        updated_on=oslo_date(at),
    )
    db.session.add(anew)
    db.session.flush()
    move(draft, anew)
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


def _made_of(draft: Draft, *, name: str, name_public: bool, at: datetime) -> Contribution:
    """A contribution with what the draft holds; its hashes are still to come."""
    return Contribution(
        id=uuid4(),
        programme_id=draft.programme_id,
        kind=draft.kind,
        text=draft.text.strip(),
        zone_id=draft.zone_id,
        whole_area=draft.whole_area,
        place=draft.place,
        name=name.strip(),
        name_public=name_public and bool(name.strip()),
        state=LIFECYCLE.start,
        received_on=oslo_date(at),
        searched=searched(draft.text, draft.place),
        outcome_story="",
        hidden_reason="",
        supporters=0,
    )


def _code_and_turn(key: UUID, hashed: str, secret: bytes) -> tuple[str | None, int]:
    """The hash of a code that nobody has, and how many were taken; no code where the form has been sent before.

    Among a million, some two may derive the same code: then the next turn's is tried.
    """
    rows = Contribution.__table__.c
    for turn in range(100):
        code = code_hash(secret, receipt_code(secret, _turned(key, turn)))
        taken = select(rows.key_hash).where(or_(rows.key_hash == hashed, rows.code_hash == code))
        found = db.session.scalars(taken).all()
        if hashed in found:
            return None, turn
        if not found:
            return code, turn
    raise RuntimeError("a hundred codes in a row are taken")


def _turned(key: UUID, turn: int) -> str:
    return str(key) if turn == 0 else f"{key} {turn}"


def _content_hash(draft: Draft, photos: list[Attachment], name: str, name_public: bool, secret: bytes) -> str:
    content = {
        "kind": draft.kind,
        "text": draft.text.strip(),
        "zone": draft.zone_id,
        "whole_area": draft.whole_area,
        "place": draft.place,
        "name": name.strip(),
        "name_public": name_public and bool(name.strip()),
        "photos": sorted(photo.sha256 for photo in photos),
    }
    return opaque(secret, "contribution content", digest(content))
