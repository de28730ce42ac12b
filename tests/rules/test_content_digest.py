"""Equal values, equal bytes; what has no single spelling is refused."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.content_digest import canonical_json, digest


class Word(StrEnum):
    SENT = "sent"


class Level(IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ("Blåbær «her»\n", '"Blåbær «her»\\n"'),
        (date(2026, 6, 10), '"2026-06-10"'),
        (datetime(2026, 6, 10, 12, 0, tzinfo=timezone(timedelta(hours=2))), '"2026-06-10T10:00:00.000000+00:00"'),
        (UUID(int=7), '"00000000-0000-0000-0000-000000000007"'),
        (Word.SENT, '"sent"'),
        ({Word.SENT: Level.HIGH}, '{"sent":3}'),
        (("a", ("b",)), '["a",["b"]]'),
        (10**30, "1" + "0" * 30),
        ({}, "{}"),
    ],
    ids=repr,
)
def test_canonical_json(value, written):
    assert canonical_json(value) == written.encode()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        Decimal(1),
        {1, 2},
        b"bytes",
        pytest.param(object(), id="object"),
        {1: "a"},
        {None: "a"},
        [{"a": 0.5}],
        {"a": {"b": {2}}},
    ],
    ids=repr,
)
def test_other_kinds_are_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize(
    "value",
    ["\ud800", {"\udfff": 1}, datetime(2026, 6, 10)],  # noqa: DTZ001
    ids=["text", "key", "naive moment"],
)
def test_what_is_no_text_or_moment_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011
        canonical_json(value)


def test_the_digest_is_sha256_in_hexadecimal():
    # printf '{"a":1}' | sha256sum
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


def test_the_same_moment_in_two_zones_is_one_value():
    moment = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
    assert digest(moment) == digest(moment.astimezone(timezone(timedelta(hours=-7))))


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(plain)
def test_a_round_through_json_changes_nothing(value):
    assert json.loads(canonical_json(value)) == value
    assert digest(json.loads(json.dumps(value))) == digest(value)


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value):
    assert digest(dict(reversed(value.items()))) == digest(value)


@given(plain, plain)
def test_different_values_differ(one, other):
    assert (digest(one) == digest(other)) is (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))
