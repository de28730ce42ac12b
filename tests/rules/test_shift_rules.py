"""How a shift may be opened, what a tablet is called, and which day something counts from."""

from datetime import date
from typing import Any

import pytest

from medvirkning.caravan.rules import day_said, objections_to_name, objections_to_offer, objections_to_pin
from medvirkning.caravan.words import CaravanFault as Fault

OFFER: dict[str, Any] = {"languages": ["nb", "ar"], "contributions": True, "surveys": ["a"], "open_surveys": ["a", "b"]}


@pytest.mark.parametrize(
    ("about", "faults"),
    [
        ({}, []),
        ({"languages": ["nn"]}, []),
        ({"languages": []}, [Fault.NO_LANGUAGE]),
        ({"languages": ["ar", "en"]}, [Fault.NO_NORWEGIAN]),
        ({"contributions": False}, []),
        ({"surveys": []}, []),
        ({"contributions": False, "surveys": []}, [Fault.NOTHING_OFFERED]),
        ({"surveys": ["a", "c"]}, [Fault.SURVEY_NOT_OPEN]),
        ({"languages": [], "contributions": False, "surveys": []}, [Fault.NO_LANGUAGE, Fault.NOTHING_OFFERED]),
    ],
)
def test_what_can_be_on_offer(about: dict[str, Any], faults: list[Fault]) -> None:
    assert [one.code for one in objections_to_offer(**(OFFER | about))] == faults


@pytest.mark.parametrize("pin", ["1234", "00000000", "97531"])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    assert objections_to_pin(pin) == []


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", " 1234", "1234\n", "١٢٣٤"])
def test_anything_else_is_no_pin(pin: str) -> None:
    assert [one.code for one in objections_to_pin(pin)] == [Fault.PIN_FORM]


@pytest.mark.parametrize(
    ("name", "faults"),
    [("Gul", []), ("x" * 60, []), ("", [Fault.NAME_MISSING]), (" \t", [Fault.NAME_MISSING]),
     ("x" * 61, [Fault.NAME_TOO_LONG])],
)  # fmt: skip
def test_a_tablet_has_a_name(name: str, faults: list[Fault]) -> None:
    assert [one.code for one in objections_to_name(name)] == faults


@pytest.mark.parametrize(
    ("claimed", "counts"),
    [((2026, 11, 21), (2026, 11, 21)), ((1970, 1, 1), (2026, 11, 21)), ((2031, 5, 1), (2026, 11, 22))],
)
def test_a_wrong_clock_counts_within_the_shift(claimed: tuple[int, int, int], counts: tuple[int, int, int]) -> None:
    opened, last = date(2026, 11, 21), date(2026, 11, 22)
    assert day_said(date(*claimed), opened_on=opened, last_on=last) == date(*counts)
