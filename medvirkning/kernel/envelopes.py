"""Envelopes that anybody with the public key can close and only the owner of the private key can open.

ECDH on P-256 with a key pair made for the one envelope, HKDF-SHA256 and AES-256-GCM: what a browser's WebCrypto can do
by itself. Whoever closed an envelope can't open it again: the key it was closed with is thrown away. What an envelope
is called is bound to it, so that none can be passed off as another.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"MV1"  # the first bytes of each, and the version of this form
PURPOSE = b"medvirkning envelope"
KEY_ID, POINT, NONCE, TAG = 16, 65, 12, 16
HEAD = len(MARK) + KEY_ID + POINT + NONCE
SMALLEST = HEAD + TAG  # bytes, with nothing in it
_CURVE = ec.SECP256R1()


class NotAnEnvelope(ValueError):
    """What was given can't be an envelope, or isn't closed for this key or under this name, or has been changed."""


@dataclass(frozen=True)
class KeyPair:
    """A private key as PKCS 8 in DER, and the public one as the 65 bytes of its point."""

    private: bytes
    public: bytes


def new_key_pair() -> KeyPair:
    """A new pair at random."""
    made = ec.generate_private_key(_CURVE)
    private = made.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return KeyPair(private, _point(made.public_key()))


def key_of(envelope: bytes) -> UUID:
    """The id of the key that it is closed for. Raises NotAnEnvelope."""
    if len(envelope) < SMALLEST or not envelope.startswith(MARK):
        raise NotAnEnvelope("no envelope")
    return UUID(bytes=envelope[len(MARK) : len(MARK) + KEY_ID])


def closed(content: bytes, *, key_id: UUID, public: bytes, name: str) -> bytes:
    """The content in an envelope of this name. Raises ValueError for what is no point of the curve."""
    other = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    made = ec.generate_private_key(_CURVE)
    point = _point(made.public_key())
    nonce = secrets.token_bytes(NONCE)
    head = MARK + key_id.bytes + point + nonce
    return head + AESGCM(_key(made.exchange(ec.ECDH(), other), point)).encrypt(nonce, content, name.encode())


def opened(envelope: bytes, *, private: bytes, name: str) -> bytes:
    """What is in the envelope of this name. Raises NotAnEnvelope."""
    key_of(envelope)
    start = len(MARK) + KEY_ID
    point, nonce = envelope[start : start + POINT], envelope[start + POINT : HEAD]
    own: Any = serialization.load_der_private_key(private, password=None)
    try:
        shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point))
        return AESGCM(_key(shared, point)).decrypt(nonce, envelope[HEAD:], name.encode())
    except (InvalidTag, ValueError) as fault:
        raise NotAnEnvelope("can't be opened") from fault


def _key(shared: bytes, point: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=point, info=PURPOSE).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
