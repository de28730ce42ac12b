"""Files that tablets save: read line by line; a bad line is told of by its number, and stops no other."""

import json
from base64 import b64encode
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from medvirkning.caravan import sealed_files
from medvirkning.caravan.sealed_files import SealedEntry, read_entries, read_head
from medvirkning.caravan.words import FileFault
from medvirkning.kernel.envelopes import closed, new_key_pair
from medvirkning.kernel.errors import Refused

TABLET, KEY = UUID(int=7), UUID(int=9)
HEAD = {"medvirkning": "sealed", "version": 1, "tablet": str(TABLET)}
ENVELOPE = closed(b"words", key_id=KEY, public=new_key_pair().public, name="item x")


def entry(**about: Any) -> dict[str, Any]:
    return {"kind": "item", "id": str(KEY), "envelope": b64encode(ENVELOPE).decode(), **about}


def file(*lines: Any, end: bytes = b"\n") -> BytesIO:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return BytesIO(b"\n".join(written) + end)


def test_reads_items_and_photos() -> None:
    whole = file(HEAD, entry(), entry(kind="photo"))
    assert read_head(whole) == TABLET
    assert list(read_entries(whole)) == [SealedEntry(False, KEY, ENVELOPE), SealedEntry(True, KEY, ENVELOPE)]


def test_what_a_later_version_adds_stops_nothing() -> None:
    whole = file({**HEAD, "saved": "2026-11-22"}, entry(tries=3))
    read_head(whole)
    assert len(list(read_entries(whole))) == 1


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (b"", FileFault.NOT_SEALED),
        (b"\xff\xd8\xff\xe0", FileFault.NOT_SEALED),
        (b"[]", FileFault.NOT_SEALED),
        (b"null", FileFault.NOT_SEALED),
        (b"[" * 100_000, FileFault.NOT_SEALED),
        ({"version": 1}, FileFault.NOT_SEALED),
        ({**HEAD, "medvirkning": "scheme"}, FileFault.NOT_SEALED),
        ({**HEAD, "tablet": "my own"}, FileFault.NOT_SEALED),
        ({**HEAD, "tablet": None}, FileFault.NOT_SEALED),
        ({**HEAD, "version": "new"}, FileFault.NOT_SEALED),
        ({**HEAD, "version": 2}, FileFault.NEWER_VERSION),
    ],
)
def test_says_what_is_no_sealed_file(first: Any, fault: FileFault) -> None:
    with pytest.raises(Refused) as refused:
        read_head(file(first))
    assert refused.value.code == fault


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"7",
        b"\xff\xfe",
        entry(kind="letter"),
        entry(id="1"),
        entry(id=None),
        entry(envelope="%%%"),
        entry(envelope=""),
        entry(envelope=b64encode(b"no envelope").decode()),
        {"kind": "item"},
    ],
    ids=["cut", "number", "no text", "kind", "short id", "no id", "no base64", "empty", "no envelope", "parts lack"],
)
def test_a_bad_line_is_told_of_and_the_others_are_read(bad: Any) -> None:
    whole = file(HEAD, entry(), bad, b"", entry())
    read_head(whole)
    assert [one if isinstance(one, int) else "read" for one in read_entries(whole)] == ["read", 3, "read"]


def test_a_file_that_is_cut_off_gives_what_is_whole() -> None:
    whole = file(HEAD, entry(id=str(uuid4())), entry(), end=b"").getvalue()
    cut = BytesIO(whole[:-40])
    read_head(cut)
    assert [isinstance(one, int) for one in read_entries(cut)] == [False, True]


def test_a_line_that_is_too_long_is_never_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_files, "MOST_LINE", 2_000)
    whole = file(HEAD, entry(), b"x" * 9_000, entry(), b"y" * 2_000)
    read_head(whole)
    assert [one if isinstance(one, int) else "read" for one in read_entries(whole)] == ["read", 3, "read", 5]


def test_reads_a_file_that_somebody_has_saved_anew_on_windows() -> None:
    whole = BytesIO(b"\xef\xbb\xbf" + file(HEAD, entry()).getvalue().replace(b"\n", b"\r\n"))
    assert read_head(whole) == TABLET
    assert len(list(read_entries(whole))) == 1
