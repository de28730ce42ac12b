"""Photos as phones send them: with where and when they were taken, and by what."""

from io import BytesIO

from PIL import Image

MAKER, COMMENT = "Kanaritelefon", "kanarikommentar"
_MADE_BY, _TAKEN_AT, _PLACE = 0x010F, 0x0132, 0x8825  # Exif 2.3, tables 4 and 15
TAKEN_AT = "2026:03:04 05:06:07"


def phone_photo(size: tuple[int, int] = (1200, 900)) -> bytes:
    """A JPEG with place, time, maker and a comment in it."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    carried = Image.Exif()
    carried[_MADE_BY], carried[_TAKEN_AT] = MAKER, TAKEN_AT
    carried[_PLACE] = {1: "N", 2: (58.0, 58.0, 12.0), 3: "E", 4: (5.0, 44.0, 30.0)}
    held = BytesIO()
    picture.save(held, "JPEG", exif=carried, comment=COMMENT.encode())
    return held.getvalue()


def carries_something(data: bytes) -> bool:
    """Whether a picture has anything but its pixels with it."""
    with Image.open(BytesIO(data)) as picture:
        carried = dict(picture.getexif()) or picture.info.keys() & {
            "exif",
            "comment",
            "xmp",
            "icc_profile",
            "photoshop",
        }
    return bool(carried) or any(word.encode() in data for word in (MAKER, COMMENT, TAKEN_AT))
