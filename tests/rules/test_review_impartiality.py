"""Ties that fit an applicant, who settles a doubt, who steps in, and who has no vote: case by case."""

from datetime import date
from uuid import UUID

import pytest

from medvirkning.kernel.laws import ADMINISTRATION_2025, LAWS
from medvirkning.review.impartiality import (
    Panel,
    may_settle,
    may_step_in,
    may_vote,
    panel,
    renewal_due,
    same_organisation,
    same_person,
)
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground

NO, YES = DeclarationAnswer.NO, DeclarationAnswer.YES
A, B, C, D, E, F, G = (UUID(int=n) for n in range(1, 8))


@pytest.mark.parametrize(
    ("number", "name", "fits"),
    [
        ("999999913", "", True),
        ("999999913", "Noe helt annet", True),  # the number decides
        ("964965226", "Kaikanten beboerforening", False),  # so also when it differs
        (None, "Kaikanten beboerforening", True),
        (None, "KAIKANTEN BEBOERFORENING AS", True),
        (None, "Kaikanten", True),
        (None, "Beboerforening", True),
        (None, "Kaia", False),
        (None, "Lervig beboerforening", False),
        (None, "", False),
    ],
)
def test_a_tie_fits_by_number_and_loosely_by_name(number: str | None, name: str, fits: bool) -> None:
    applicant = {"applicant_number": "999999913", "applicant_name": "Kaikanten beboerforening (DEMO)"}
    assert same_organisation(number, name, **applicant) is fits


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("Storhaug IL", "Storhaug idrettslag", True),
        ("Storhaug vel", "Storhaug velforeining", True),
        ("Storhaug vel", "Storhaug idrettslag", False),
        ("Vel", "Storhaug velforening", True),  # loosely: better to ask once too often
        ("Lys", "Lys og lyd", False),
    ],
)
def test_names_without_numbers(one: str, other: str, fits: bool) -> None:
    assert same_organisation(None, one, applicant_number="999999913", applicant_name=other) is fits
    assert same_organisation("999999913", other, applicant_number=None, applicant_name=one) is fits


@pytest.mark.parametrize(
    ("name", "registered", "fits"),
    [
        ("Halima Abdikarim", "HALIMA ABDIKARIM", True),
        ("Halima Abdikarim", "Halima Noor Abdikarim", True),
        ("Halima", "Halima Abdikarim", False),
        ("Ivar Brekkestø", "Ivar Brekke", False),
    ],
)
def test_names_of_people(name: str, registered: str, fits: bool) -> None:
    assert same_person(name, registered) is fits


@pytest.mark.parametrize(
    ("seen", "on", "due"),
    [
        (None, date(2026, 11, 22), True),
        (date(2026, 5, 22), date(2026, 11, 21), False),
        (date(2026, 5, 22), date(2026, 11, 22), True),
        (date(2026, 8, 31), date(2027, 2, 28), False),
        (date(2026, 8, 31), date(2027, 3, 1), True),
        (date(2026, 12, 1), date(2027, 5, 31), False),
    ],
)
def test_ties_are_looked_over_every_half_year(seen: date | None, on: date, due: bool) -> None:
    assert renewal_due(seen, on) is due


@pytest.mark.parametrize(
    ("group", "out", "in_doubt", "voters", "all_take_part"),
    [
        ([A, B, C, D], [], [A], [B, C, D], False),
        ([A, B, C, D], [], [A, B], [C, D], False),  # neither about oneself nor about the other
        ([A, B, C, D], [D], [A, B], [A, B, C, D], True),  # one is left, two are needed
        ([A, B, C, D], [], [A, B, C, D], [A, B, C, D], True),
        ([A, B, C, D, E], [], [A, B], [C, D, E], False),
        ([A, B, C, D, E], [C], [A, B], [A, B, C, D, E], True),
        ([A, B, C, D], [G], [A, F], [B, C, D], False),  # others than the group count for nothing
        ([A], [], [A], [A], True),
    ],
)
def test_who_settles_a_doubt(
    group: list[UUID], out: list[UUID], in_doubt: list[UUID], voters: list[UUID], all_take_part: bool
) -> None:
    found = panel(group, out=out, in_doubt=in_doubt)
    assert (found.voters, found.all_take_part) == (frozenset(voters), all_take_part)
    assert found.least == (len(group) + 1) // 2 <= len(found.voters)


THREE_OF_FOUR = Panel(frozenset([A, B, C]), False, 2)


@pytest.mark.parametrize(
    ("answer", "ground", "votes", "text", "found"),
    [
        (NO, None, (3, 0), "Bare naboer.", []),
        (NO, None, (1, 1), "Bare naboer.", []),  # whoever leads breaks a tie
        (YES, Ground.CLOSE, (1, 1), "Nære venner.", []),
        (YES, Ground.CLOSE, (0, 2), "Nære venner.", []),
        (NO, None, (1, 2), "Bare naboer.", [Doubt.AGAINST_THE_VOTES]),
        (YES, Ground.CLOSE, (2, 1), "Nære venner.", [Doubt.AGAINST_THE_VOTES]),
        (NO, None, (4, 0), "Bare naboer.", [Doubt.TOO_MANY_VOTES]),
        (NO, None, (1, 0), "Bare naboer.", [Doubt.TOO_FEW_VOTES]),
        (YES, None, (0, 3), "Nære venner.", [Doubt.GROUND_MISSING]),
        (NO, None, (3, 0), " ", [Doubt.TEXT_MISSING]),
    ],
)
def test_a_settlement_follows_the_votes(
    answer: DeclarationAnswer, ground: Ground | None, votes: tuple[int, int], text: str, found: list[Doubt]
) -> None:
    objections = may_settle(answer, ground, votes_in=votes[0], votes_out=votes[1], text=text, by=THREE_OF_FOUR)
    assert [each.code for each in objections] == found


def test_the_law_behind_a_settlement_follows_the_act_in_force() -> None:
    objections = may_settle(NO, None, votes_in=0, votes_out=0, text="", by=THREE_OF_FOUR)
    day = date(2026, 11, 22)
    assert {each.law for each in objections} == {"disqualification_decided_by"}
    new = LAWS.taking_effect(ADMINISTRATION_2025, day)
    assert LAWS.reference("disqualification_decided_by", day) != new.reference("disqualification_decided_by", day)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"member_is_out": False}, [Doubt.MEMBER_IS_IN]),
        ({"is_substitute": False}, [Doubt.NO_SUBSTITUTE]),
        ({"substitute_is_out": True}, [Doubt.SUBSTITUTE_IS_OUT]),
        ({"seat_taken": True}, [Doubt.SEAT_TAKEN]),
        ({"called_in": True}, [Doubt.CALLED_IN_ALREADY]),
    ],
)
def test_who_steps_in(changed: dict[str, bool], found: list[Doubt]) -> None:
    stands = {"member_is_out": True, "is_substitute": True, "substitute_is_out": False}
    objections = may_step_in(**{**stands, "seat_taken": False, "called_in": False, **changed})
    assert [(each.code, each.law) for each in objections] == [(code, "substitute") for code in found]


@pytest.mark.parametrize(("prepared", "elected", "stops"), [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)])
def test_who_prepared_the_case_has_no_vote_in_an_elected_committee(prepared: int, elected: int, stops: int) -> None:
    objections = may_vote(prepared=bool(prepared), elected=bool(elected))
    assert [each.law for each in objections] == ["disqualification_elected"] * stops
