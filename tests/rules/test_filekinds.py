"""What may be attached, told by content; and names that can be shown."""

import struct
import unicodedata
from contextlib import suppress
from io import BytesIO
from time import process_time
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel import filekinds
from medvirkning.kernel.filekinds import DOCX, JPEG, ODS, ODT, PDF, PNG, XLSX, FileRefused, FileWord, kind_of, safe_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
WORD_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def zipped(parts: dict[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(main: str, **parts: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    return zipped(
        {"[Content_Types].xml": types, "main.xml": "<x/>"} | {k.replace("__", "/"): v for k, v in parts.items()}
    )


def opendocument(media_type: str, **parts: str | bytes) -> bytes:
    return zipped({"mimetype": media_type, "content.xml": "<x/>"} | {k.replace("__", "/"): v for k, v in parts.items()})


def locked(content: bytes) -> bytes:
    """The same zip file with the bit that says its first part needs a password."""
    changed = bytearray(content)
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def twice() -> bytes:
    """Two lists of types: one program reads the first, another the last."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", WORD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("[Content_Types].xml", WORD)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "budsjett.pdf", PDF),
        (b"\xff\xd8\xff\xe0...", "bilde.jpg", JPEG),
        (b"\xff\xd8\xff\xe1...", "BILDE.JPEG", JPEG),
        (b"\x89PNG\r\n\x1a\n...", "skjermbilde.png", PNG),
        (office(WORD), "vedtekter.docx", DOCX),
        (office(EXCEL), "budsjett.xlsx", XLSX),
        (opendocument(OPEN_TEXT), "vedtekter.odt", ODT),
        (opendocument("application/vnd.oasis.opendocument.spreadsheet"), "budsjett.ods", ODS),
        (b"%PDF-1.7\n...", "uten ending", PDF),
        (b"%PDF-1.7\n...", "", PDF),
        (b"\x89PNG\r\n\x1a\n...", "egentlig_png.jpg", PNG),
        (b"%PDF-1.7\n...", "Budsjett v1.2", PDF),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_allowed(content, name, kind):
    assert kind_of(content, name) is kind


def refused(content: bytes, name: str = "fil") -> FileWord:
    with pytest.raises(FileRefused) as no:
        kind_of(content, name)
    return no.value.code


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", FileWord.EMPTY),
        (b"MZ\x90\x00", FileWord.NOT_ALLOWED),
        (b"\x7fELF", FileWord.NOT_ALLOWED),
        (b"#!/bin/sh", FileWord.NOT_ALLOWED),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', FileWord.NOT_ALLOWED),
        (b"<!doctype html><script>alert(1)</script>%PDF-1.7", FileWord.NOT_ALLOWED),
        (b"GIF89a", FileWord.NOT_ALLOWED),
        (b"just text", FileWord.NOT_ALLOWED),
        (b"\x00\x00\x00\x18ftypheic\x00", FileWord.HEIC),
        (b"\x00\x00\x00\x18ftypmp42\x00", FileWord.NOT_ALLOWED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", FileWord.OLD_OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..." + "EncryptedPackage".encode("utf-16-le"), FileWord.LOCKED),
        (zipped({"a.txt": "a"}), FileWord.NOT_ALLOWED),
        (zipped({"META-INF/MANIFEST.MF": "a", "A.class": "a"}), FileWord.NOT_ALLOWED),
        (office(POWERPOINT), FileWord.NOT_ALLOWED),
        (office(WORD + " " + EXCEL), FileWord.NOT_ALLOWED),
        (opendocument("application/vnd.oasis.opendocument.presentation"), FileWord.NOT_ALLOWED),
        (office(WORD_MACRO), FileWord.MACROS),
        (office(WORD, word__vbaProject=b"x"), FileWord.MACROS),
        (zipped({"[Content_Types].xml": WORD, "word/VBAPROJECT.BIN": b"x"}), FileWord.MACROS),
        (office(WORD + '" x="application/vnd.ms-office.vbaProject'), FileWord.MACROS),
        (office(EXCEL, xl__macrosheets__sheet1=b"x"), FileWord.MACROS),
        (office(WORD, word__activeX__activeX1=b"x"), FileWord.MACROS),
        (opendocument(OPEN_TEXT, Basic__Standard__Module1=b"x"), FileWord.MACROS),
        (opendocument(OPEN_TEXT, Scripts__python__a=b"x"), FileWord.MACROS),
        (locked(office(WORD)), FileWord.LOCKED),
        (office(WORD)[:-30], FileWord.BROKEN),
        (b"PK\x03\x04" + office(WORD), FileWord.BROKEN),
        (zipped({"[Content_Types].xml": WORD, "../../etc/passwd": b"x"}), FileWord.BROKEN),
        (zipped({"[Content_Types].xml": WORD, "C:/a": b"x"}), FileWord.BROKEN),
        (zipped({"[Content_Types].xml": WORD}, ZIP_BZIP2), FileWord.BROKEN),
        (zipped({"[Content_Types].xml": WORD} | {f"{n}": "" for n in range(2001)}), FileWord.TOO_MUCH_INSIDE),
        (zipped({"[Content_Types].xml": WORD + " " * 2_000_000}), FileWord.TOO_MUCH_INSIDE),
        (b"PK\x03\x04", FileWord.BROKEN),
    ],
)
def test_refused(content, word):
    assert refused(content) is word


def test_the_same_part_twice_is_refused():
    assert refused(twice()) is FileWord.BROKEN


def test_a_zip_that_says_it_unpacks_to_gigabytes_is_refused_unopened():
    bomb = bytearray(office(WORD))
    place = bomb.rindex(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = struct.pack("<I", 4_000_000_000)
    start = process_time()
    assert refused(bytes(bomb)) is FileWord.TOO_MUCH_INSIDE
    assert process_time() - start < 1


def test_a_part_that_lies_about_its_size_is_read_no_further_than_needed():
    bomb = bytearray(zipped({"[Content_Types].xml": WORD + " " * 50_000_000}))
    bomb[bomb.rindex(b"PK\x01\x02") + 24 :][:4] = struct.pack("<I", 100)
    assert refused(bytes(bomb)) in {FileWord.TOO_MUCH_INSIDE, FileWord.BROKEN}


@pytest.mark.parametrize(
    "name", ["faktura.pdf.exe", "side.html", "tegning.svg", "brev.docm", "a.PHP", "x.pdf\u202e.exe"]
)
def test_the_name_must_be_on_the_list_too(name):
    with pytest.raises(FileRefused) as no:
        kind_of(b"%PDF-1.7", name)
    assert no.value.code is FileWord.ENDING_NOT_ALLOWED
    assert no.value.facts["ending"] == name.rpartition(".")[2]


@given(st.binary() | st.binary().map(lambda tail: b"PK\x03\x04" + tail), st.text())
def test_any_bytes_are_a_kind_or_refused(content, name):
    with suppress(FileRefused):
        assert kind_of(content, name) in filekinds.KINDS


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255))))
def test_a_damaged_office_file_is_a_kind_or_refused(damages):
    content = bytearray(office(WORD))
    for place, byte in damages:
        content[place % len(content)] = byte
    with suppress(FileRefused):
        assert kind_of(bytes(content), "a.docx") in filekinds.KINDS


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("Budsjett 2027.pdf", None, "Budsjett 2027.pdf"),
        ("årsmøte_øst.pdf", PDF, "årsmøte_øst.pdf"),
        ("a\u030arsmøte.pdf", PDF, "årsmøte.pdf"),
        ("../../etc/passwd", None, "passwd"),
        ("C:\\Users\\Aud\\budsjett.pdf", None, "budsjett.pdf"),
        ("faktura\u202efdp.exe", None, "fakturafdp.exe"),
        ("a\x00b\nc\rd\te.pdf", None, "ab c d e.pdf"),
        ("  mye   luft .pdf ", None, "mye luft.pdf"),
        ('a"; filename="b.exe', None, "a__ filename=_b.exe"),
        ("<script>.pdf", None, "_script_.pdf"),
        ("%0d%0aSet-Cookie.pdf", None, "_0d_0aSet-Cookie.pdf"),
        ("...", None, "fil"),
        ("", None, "fil"),
        ("", PDF, "fil.pdf"),
        (".htaccess", None, "htaccess"),
        (".pdf", PDF, "pdf.pdf"),
        ("bilde", JPEG, "bilde.jpg"),
        ("bilde.JPEG", JPEG, "bilde.JPEG"),
        ("egentlig_png.jpg", PNG, "egentlig_png.png"),
        ("versjon 1.2", PDF, "versjon 1.2.pdf"),
        ("x" * 300 + ".pdf", None, "x" * 96 + ".pdf"),
        ("x" * 300, None, "x" * 100),
        ("\u200b\u2066\ufeff", None, "fil"),
        ("sommerfest 🎉.pdf", None, "sommerfest 🎉.pdf"),
        ("\ud800.pdf", None, "pdf"),
    ],
    ids=lambda value: ascii(value)[:30] if isinstance(value, str) else "",
)
def test_safe_name(name, kind, safe):
    assert safe_name(name, kind) == safe


@given(st.text(), st.sampled_from([None, *filekinds.KINDS]))
def test_every_name_becomes_safe_and_stays_so(name, kind):
    safe = safe_name(name, kind)
    assert 0 < len(safe) <= filekinds.LONGEST_NAME
    assert not set(safe) & set('/\\<>:"|?*;%\r\n\t\x00')
    assert not any(unicodedata.category(sign).startswith("C") for sign in safe)
    assert safe_name(safe, kind) == safe
    assert kind is None or kind.may_end_in(safe.rpartition(".")[2])
    safe.encode()
