"""What is kept of a picture: its pixels, drawn anew. What it carried along is gone."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from medvirkning.kernel import pictures
from medvirkning.kernel.pictures import NotAPicture, PictureWord, clean_picture

SECRET = b"58.969975N"
RED, BLUE = (220, 20, 20), (20, 20, 220)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def halves(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET.decode()
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[29] = SECRET.decode()
    return data


def opened(clean: pictures.CleanPicture) -> Image.Image:
    image = Image.open(BytesIO(clean.data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (clean.width, clean.height))
    assert clean.media_type == "image/jpeg"
    return image


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


def refused(data: bytes) -> PictureWord:
    with pytest.raises(NotAPicture) as no:
        clean_picture(data)
    return no.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_jpeg(kind):
    clean = opened(clean_picture(encoded(halves(), kind)))
    assert clean.size == (80, 40)
    assert near(clean.getpixel((10, 20)), RED)
    assert near(clean.getpixel((70, 20)), BLUE)


def test_nothing_that_was_carried_along_survives():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    carriers = {
        "jpeg": encoded(halves(), exif=exif(), icc_profile=SECRET * 20, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET),
        "png": encoded(halves(), "PNG", exif=exif(), icc_profile=SECRET * 20, pnginfo=text),
        "webp": encoded(halves(), "WEBP", exif=exif(), icc_profile=SECRET * 20, xmp=SECRET),
        "tail": encoded(halves()) + b"PK\x03\x04" + SECRET,
    }
    for data in carriers.values():
        assert SECRET in data or data[1:4] == b"PNG"
        clean = clean_picture(data)
        assert SECRET not in clean.data
        image = opened(clean)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (80, 40), "left"),
        (2, (80, 40), "right"),
        (3, (80, 40), "right"),
        (4, (80, 40), "left"),
        (5, (40, 80), "top"),
        (6, (40, 80), "top"),
        (7, (40, 80), "bottom"),
        (8, (40, 80), "bottom"),
        (0, (80, 40), "left"),
        (99, (80, 40), "left"),
    ],
)
def test_is_turned_upright(orientation, size, red_at):
    image = opened(clean_picture(encoded(halves(), exif=exif(orientation))))
    assert image.size == size
    corners = {"left": (5, 20), "right": (75, 20), "top": (20, 5), "bottom": (20, 75)}
    assert near(image.getpixel(corners[red_at]), RED)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_does_not_cost_the_picture():
    data = encoded(halves(), exif=b"Exif\x00\x00MM\x00\x2a\xff\xff\xff\xff" + b"\xff" * 50)
    assert opened(clean_picture(data)).size == (80, 40)


@pytest.mark.parametrize(
    ("size", "clean"),
    [
        ((4000, 3000), (1600, 1200)),
        ((3000, 4000), (1200, 1600)),
        ((1600, 1600), (1600, 1600)),
        ((300, 200), (300, 200)),
        ((12_000, 60), (1600, 8)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_longest_side(kind, size, clean):
    data = encoded(Image.new("RGB", size, RED), kind)
    assert opened(clean_picture(data)).size == clean


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("RGBA", (20, 20), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (20, 20), (0, 0, 0, 128)), (127, 127, 127)),
        (Image.new("LA", (20, 20), (0, 0)), (255, 255, 255)),
        (Image.new("L", (20, 20), 90), (90, 90, 90)),
        (Image.new("1", (20, 20), 1), (255, 255, 255)),
        (Image.new("I;16", (20, 20), 0x8000), (128, 128, 128)),
        (Image.new("RGB", (20, 20), RED).quantize(4), RED),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else "",
)
def test_every_kind_of_pixel_lands_on_white(image, colour):
    assert near(opened(clean_picture(encoded(image, "PNG"))).getpixel((10, 10)), colour)


def test_a_palette_with_a_see_through_colour():
    image = Image.new("P", (20, 20), 0)
    image.putpalette([10, 10, 10])
    assert near(opened(clean_picture(encoded(image, "PNG", transparency=0))).getpixel((10, 10)), (255, 255, 255))


def test_print_colours_become_screen_colours():
    data = encoded(Image.new("CMYK", (20, 20), (0, 255, 255, 0)))
    assert near(opened(clean_picture(data)).getpixel((10, 10)), (255, 0, 0))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "MPO"])
def test_only_the_first_frame_of_several(kind):
    frames = [Image.new("RGB", (40, 40), colour) for colour in (RED, BLUE, BLUE)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    image = opened(clean_picture(data))
    assert getattr(image, "n_frames", 1) == 1
    assert near(image.getpixel((20, 20)), RED)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>" + encoded(halves()),
        b"%PDF-1.7",
        encoded(halves(), "GIF"),
        encoded(halves(), "BMP"),
        encoded(halves(), "TIFF"),
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"\x00\x00\x00\x18ftypheic",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["nothing", "two bytes", "svg", "html before", "pdf", "gif", "bmp", "tiff", "wav", "heic", "postscript"],
)
def test_other_kinds_are_no_pictures(data):
    assert refused(data) is PictureWord.NOT_A_PICTURE


def test_html_hidden_in_a_picture_is_gone():
    data = encoded(halves(), comment=b"<script>alert(1)</script>") + b"<script>alert(2)</script>"
    assert b"script" not in clean_picture(data).data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_cut_off_picture_is_broken(kind, part):
    data = encoded(Image.effect_noise((400, 300), 80), kind)
    assert refused(data[: int(len(data) * part)]) is PictureWord.BROKEN


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255))))
def test_damaged_bytes_give_a_picture_or_a_refusal(kind, damages):
    data = bytearray(encoded(halves(), kind))
    for place, byte in damages:
        data[place % len(data)] = byte
    with suppress(NotAPicture):
        opened(clean_picture(bytes(data)))


def test_too_many_bytes():
    assert refused(encoded(halves()) + bytes(pictures.MAX_BYTES)) is PictureWord.TOO_LARGE
