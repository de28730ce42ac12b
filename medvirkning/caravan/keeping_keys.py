"""Making the keys that tablets close envelopes for, and opening what was closed."""

import secrets
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from medvirkning.caravan.sealing_keys import SealingKey
from medvirkning.kernel.codes import opaque
from medvirkning.kernel.database import db, in_turn
from medvirkning.kernel.envelopes import NONCE, NotAnEnvelope, key_of, new_key_pair, opened


class UnknownKey(NotAnEnvelope):
    """Closed for a key that we don't have, or can't open since the application's secret was changed."""


def newest_key() -> SealingKey | None:
    """The key to close envelopes for; None before the first shift."""
    return db.session.scalar(select(SealingKey).order_by(SealingKey.made_at.desc(), SealingKey.id).limit(1))


def make_key(*, secret: bytes, at: datetime) -> SealingKey:
    """A new key, used from now on. The older ones still open what was closed for them."""
    pair = new_key_pair()
    made = SealingKey(public=pair.public, private=_put_away(pair.private, secret), made_at=at)
    db.session.add(made)
    db.session.flush()
    return made


def key_to_use(*, secret: bytes, at: datetime) -> SealingKey:
    """The newest key, made now if there is none."""
    in_turn("sealing key")
    return newest_key() or make_key(secret=secret, at=at)


def open_envelope(envelope: bytes, *, name: str, secret: bytes) -> bytes:
    """What is in the envelope of this name. Raises NotAnEnvelope, and UnknownKey of those."""
    found = db.session.get(SealingKey, key_of(envelope))
    if found is None:
        raise UnknownKey("unknown key")
    return opened(envelope, private=_taken_out(found.private, secret), name=name)


def item_name(item_id: UUID) -> str:
    """What the envelope of something said is called."""
    return f"item {item_id}"


def photo_name(photo_id: UUID) -> str:
    """What the envelope of a photo is called."""
    return f"photo {photo_id}"


def _put_away(private: bytes, secret: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_own(secret)).encrypt(nonce, private, None)


def _taken_out(kept: bytes, secret: bytes) -> bytes:
    try:
        return AESGCM(_own(secret)).decrypt(kept[:NONCE], kept[NONCE:], None)
    except InvalidTag as fault:
        raise UnknownKey("put away with another secret") from fault


def _own(secret: bytes) -> bytes:
    return bytes.fromhex(opaque(secret, "caravan keys at rest", ""))
