"""Pictures made to be large: told by their headers, and bounded in memory when they are allowed."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from PIL import Image

from medvirkning.kernel.pictures import NotAPicture, PictureWord, clean_picture

RED = (220, 20, 20)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(size: tuple[int, int], **options: object) -> bytes:
    return encoded(Image.new("RGB", size, RED), "JPEG", **options)


def see_through(size: tuple[int, int], kind: str, **options: object) -> bytes:
    return encoded(Image.new("RGBA", size, (*RED, 90)), kind, **options)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(width: int, height: int, bits: int = 1, colour: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def huge_jpeg(width: int, height: int, progressive: bool = False) -> bytes:
    """A small JPEG whose header claims to be huge."""
    data = bytearray(jpeg((80, 40), progressive=progressive))
    frame = data.index(b"\xff\xc2" if progressive else b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


BOMBS = {
    "png": png_bomb(30_000, 30_000),
    "png, past every limit": png_bomb(2_000_000, 2_000_000),
    "png, colours": png_bomb(4100, 4000, 8, 6),
    "jpeg": huge_jpeg(65_000, 65_000),
    "jpeg, just above": huge_jpeg(8_001, 8_000),
    "jpeg, progressive": huge_jpeg(6_000, 5_000, progressive=True),
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + b"\xff\x3f\x00" * 2 + bytes(100),
    "webp, lossy": b"RIFF\x00\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3f" + bytes(100),
    "webp, lossless": b"RIFF\x00\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\xff\xff\xff\x0f" + bytes(100),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_told_by_its_header(bomb):
    with pytest.raises(NotAPicture) as no:
        clean_picture(bomb)
    assert no.value.code is PictureWord.TOO_MANY_PIXELS


WORST = {
    "jpeg, 64 megapixels": lambda: jpeg((8_000, 8_000)),
    "jpeg, wide": lambda: jpeg((64_000, 1_000)),
    "jpeg, progressive": lambda: jpeg((6_000, 4_000), progressive=True, subsampling=0),
    "png, see-through": lambda: see_through((4_000, 4_000), "PNG", compress_level=1),
    "webp, see-through": lambda: see_through((4_000, 3_125), "WEBP", lossless=True, method=0),
}


@pytest.mark.parametrize("name", WORST)
def test_the_largest_allowed_pictures_take_bounded_memory(name, tmp_path):
    (tmp_path / "sent").write_bytes(WORST[name]())
    program = (
        "import re, sys, pathlib; from medvirkning.kernel.pictures import clean_picture as clean;"
        "peak = lambda: int(re.search('VmHWM: *\\t *([0-9]+)', pathlib.Path('/proc/self/status').read_text())[1]);"
        "data = pathlib.Path(sys.argv[1]).read_bytes(); before = peak(); clean(data); print(peak() - before)"
    )
    run = [sys.executable, "-c", program, tmp_path / "sent"]
    grown = int(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    assert 1_000 < grown < 250_000, "kilobytes"
