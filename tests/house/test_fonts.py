"""The site's font: the files are those that VENDOR.md tells of, and Sámi letters are among them."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FONTS = ROOT / "static" / "font"


def test_the_files_are_those_that_are_told_of() -> None:
    told = dict(re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", (FONTS / "VENDOR.md").read_text(), re.M))
    files = {path.name for path in FONTS.iterdir()} - {"VENDOR.md"}
    assert told == {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in files}


def test_saami_letters_are_fetched_where_they_are_written() -> None:
    sheet = (ROOT / "static" / "css" / "app" / "font.css").read_text()
    face = next(each for each in sheet.split("@font-face") if "-ext.woff2" in each)
    assert "unicode-range: U+1??;" in face
    assert all(0x100 <= ord(letter) <= 0x1FF for letter in "čđŋšŧžČĐŊŠŦŽ")
