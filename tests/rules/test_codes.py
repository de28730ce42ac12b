"""Receipt codes are the same each time, forgive how they are written, and leave only hashes behind."""

import re
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medvirkning.kernel.codes import (
    ALPHABET,
    CodeWord,
    NotACode,
    code_hash,
    new_token,
    opaque,
    read_code,
    receipt_code,
    token_hash,
)

SECRET = b"a secret for tests only, 32 byte"
OTHER = b"another secret for tests, 32 too"
KEY = UUID("0d3f6f0e-5a3c-4d38-9a3e-2f6f9f3d8a01")


def test_the_alphabet_has_no_look_alikes():
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("0O1IL") & set(ALPHABET)


@given(st.uuids())
def test_a_code_is_two_groups_of_four_and_reads_as_itself(key):
    code = receipt_code(SECRET, key)
    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code)
    assert read_code(code) == code


def test_the_same_submission_always_has_the_same_code():
    assert receipt_code(SECRET, KEY) == receipt_code(SECRET, str(KEY)) == receipt_code(SECRET, KEY)


def test_never_change_how_codes_are_derived():
    assert receipt_code(SECRET, KEY) == "A95N-8UMA"


def test_another_secret_or_submission_has_another_code():
    codes = {receipt_code(SECRET, uuid4()) for _ in range(2000)}
    assert len(codes) == 2000
    assert receipt_code(OTHER, KEY) != receipt_code(SECRET, KEY)


def test_every_character_turns_up_at_every_place():
    codes = [receipt_code(SECRET, str(number)).replace("-", "") for number in range(3000)]
    assert all(set(place) == set(ALPHABET) for place in zip(*codes, strict=True))


@pytest.mark.parametrize(
    "written",
    [
        "7K4Q-M2TX",
        "7k4q-m2tx",
        "7K4QM2TX",
        " 7K4Q M2TX ",
        "7 K 4 Q – M 2 T X",
        "7k4q\u2011m2tx",
        "7K4Q—M2TX\n",
        "7K4Q\u00a0M2TX",
        "7K4O-M2TX",
        "7K40-m2tx",
        "1K4Q-M2TX",
        "lk4q-m2tx",
        "7К4Q-М2ТХ",
        "7Κ4Q-Μ2ΤΧ",
    ],
    ids=ascii,
)
def test_forgives(written):
    assert read_code(written) == "7K4Q-M2TX"
    assert code_hash(SECRET, written) == code_hash(SECRET, "7K4Q-M2TX")


@pytest.mark.parametrize(
    ("written", "word", "facts"),
    [
        ("", CodeWord.EMPTY, {}),
        (" - ", CodeWord.EMPTY, {}),
        ("7K4Q-M2T", CodeWord.WRONG_LENGTH, {"written": 7, "needed": 8}),
        ("7K4Q-M2TXX", CodeWord.WRONG_LENGTH, {"written": 9, "needed": 8}),
        ("7K4Q-M2TÆ", CodeWord.WRONG_CHARACTER, {"character": "Æ"}),
        ("7K4Q-M2T*", CodeWord.WRONG_CHARACTER, {"character": "*"}),
    ],
)
def test_says_why_something_is_no_code(written, word, facts):
    with pytest.raises(NotACode) as refused:
        read_code(written)
    assert refused.value.code is word
    assert refused.value.objection.facts == facts


@given(st.text())
@example("\ud800" * 8)
@example("ß" * 8)
@example("7" * 100_000)
def test_any_text_is_a_code_or_refused(text):
    with suppress(NotACode):
        assert set(read_code(text)) <= {*ALPHABET, "-"}


def test_hashes_are_keyed_and_kept_apart_by_purpose():
    code = receipt_code(SECRET, KEY)
    hashes = [
        code_hash(SECRET, code),
        code_hash(OTHER, code),
        token_hash(code),
        opaque(SECRET, "receipt code at rest", code),
        opaque(SECRET, "vote", code),
        opaque(SECRET, "vote", code + "x"),
    ]
    assert len(set(hashes)) == len(hashes)
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes)


def test_a_purpose_cannot_run_into_its_value():
    assert opaque(SECRET, "vote", "1:2") != opaque(SECRET, "vote:1", "2")


def test_opaque_reads_ids_and_numbers_as_their_text():
    assert opaque(SECRET, "vote", KEY) == opaque(SECRET, "vote", str(KEY))
    assert opaque(SECRET, "vote", 7) == opaque(SECRET, "vote", "7")


@pytest.mark.parametrize("secret", [b"", b"too short"])
def test_a_short_secret_is_refused(secret):
    with pytest.raises(ValueError, match="too short"):
        receipt_code(secret, KEY)


def test_tokens_are_256_random_bits_and_fit_in_a_url():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


@given(st.text())
def test_any_text_has_a_token_hash(token):
    assert re.fullmatch("[0-9a-f]{64}", token_hash(token))
