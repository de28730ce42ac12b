"""Pictures made anew: what we keep is pixels we have drawn ourselves, and nothing else of what was sent.

Every picture is decoded, turned upright, made smaller, painted on white and written as a new JPEG. So no place, name,
comment, colour profile, second frame or hidden page goes along (promises S9, A5). Memory is bounded by what the
header says before a single pixel is decoded, and one picture is drawn at a time.
"""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from threading import Lock

from PIL import Image

from medvirkning.kernel.errors import Refused

MAX_BYTES = 20_000_000  # the largest phone photos are about 15 MB
LONGEST_SIDE = 1600
QUALITY = 82
MEDIA_TYPE = "image/jpeg"

# Pixels. A JPEG is decoded at a fraction of its size and may be large. A progressive one holds all its coefficients
# at once, PNG four bytes a pixel twice over, WebP several canvases.
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 16_000_000, "WEBP": 12_500_000}
MAX_PROGRESSIVE = 24_000_000

_drawing = Lock()

_ORIENTATION = 0x0112  # Exif 2.3, table 4
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PictureWord(StrEnum):
    """Why a picture is refused."""

    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"  # facts: most, in bytes
    TOO_MANY_PIXELS = "too_many_pixels"  # facts: width, height
    BROKEN = "broken"


class NotAPicture(Refused):
    """The bytes are no JPEG, PNG or WebP that we can draw. Carries a PictureWord."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A JPEG that we have written ourselves; width and height in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def clean_picture(data: bytes, *, most_pixels: int | None = None) -> CleanPicture:
    """The picture drawn anew, upright, at most 1600 pixels on its longest side. Raises NotAPicture.

    `most_pixels` is for pictures that are made small before they are sent: larger ones are none of ours.
    """
    if len(data) > MAX_BYTES:
        raise NotAPicture(PictureWord.TOO_LARGE, most=MAX_BYTES)
    kind = _kind(data)
    try:
        if kind == "WEBP":  # its decoder makes room for the canvas before one can ask
            _refuse_bomb(_webp_size(data), MAX_PIXELS[kind])
        with _drawing, Image.open(BytesIO(data), formats=(kind,)) as sent:
            progressive = kind == "JPEG" and "progressive" in sent.info
            most = MAX_PROGRESSIVE if progressive else MAX_PIXELS[kind]
            _refuse_bomb(sent.size, most if most_pixels is None else min(most, most_pixels))
            picture = _fresh(sent)
        written = BytesIO()
        picture.save(written, "JPEG", quality=QUALITY, optimize=True)
    except NotAPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture(PictureWord.TOO_MANY_PIXELS) from None
    except Exception as error:  # a decoder fed with hostile bytes raises anything at all
        raise NotAPicture(PictureWord.BROKEN) from error
    return CleanPicture(written.getvalue(), MEDIA_TYPE, *picture.size)


def _kind(data: bytes) -> str:
    """The format by its first bytes; the name it was sent under says nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    raise NotAPicture(PictureWord.NOT_A_PICTURE)


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height by the first chunk's header (RFC 9649 § 2.5 to 2.7)."""
    chunk, head = data[12:16], data[20:30]
    if chunk == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF


def _refuse_bomb(size: tuple[int, int], most: int) -> None:
    width, height = size
    if width * height > most:
        raise NotAPicture(PictureWord.TOO_MANY_PIXELS, width=width, height=height)


def _fresh(sent: Image.Image) -> Image.Image:
    """A new picture on white with the first frame's pixels, upright, and nothing else."""
    fraction = max(n for n in (1, 2, 4, 8) if n == 1 or max(sent.size) >= n * LONGEST_SIDE)
    sent.draft(None, (max(1, sent.width // fraction), max(1, sent.height // fraction)))  # JPEG only
    sent.load()
    turn = _TURNS.get(_orientation(sent))
    small = _in_colour(sent)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    fresh = Image.new("RGB", small.size, "white")
    fresh.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    return fresh if turn is None else fresh.transpose(turn)


def _orientation(sent: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 when that cannot be read."""
    try:
        return int(sent.getexif().get(_ORIENTATION, 1))
    except Exception:  # broken Exif is common and harmless: the pixels are what was sent
        return 1


def _in_colour(sent: Image.Image) -> Image.Image:
    """The pixels as RGB, or RGBA where some of them are see-through."""
    if sent.mode in {"RGB", "RGBA"} and "transparency" not in sent.info:
        return sent  # a copy would double the memory
    if sent.has_transparency_data:
        return sent.convert("RGBA")
    if sent.mode.startswith("I"):  # sixteen bits of grey
        return sent.convert("I").point(lambda grey: grey / 256).convert("L")
    return sent.convert("RGB")
