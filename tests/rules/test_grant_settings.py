"""What each setting of a scheme demands: one row for what passes and one for what does not."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.grants.demands import MAY_WARN
from medvirkning.grants.rules import (
    NOTHING_EARLIER,
    advice,
    what_stops_sending,
)
from medvirkning.grants.scheme_words import (
    Land,
    LineKind,
    MissingReport,
    OrganisationNumber,
    OwnShare,
    WantedOf,
    YesNo,
)
from medvirkning.grants.shares import line_kinds, shares
from medvirkning.grants.values import Answers, Earlier, NotFunded, Terms, Wanted
from medvirkning.grants.words import ApplicantKind, BudgetSide, Line, RoundPhase, Undertaking
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.kernel.localized import Localized

TODAY, HERE, THERE = date(2026, 3, 2), uuid4(), uuid4()
TERMS = Terms(kinds=frozenset(ApplicantKind))
WHOLE = Answers(
    applicant_kind=ApplicantKind.ASSOCIATION,
    applicant_name="Velet",
    organisation_number="999999913",
    account_number="86011117947",
    contact_name="Bjarne",
    contact_email="bjarne@medvirkning.example",
    title="Langbord",
    what="Et bord.",
    why="Mange er nye.",
    whom="Alle.",
    participants=150,
    zone_id=HERE,
    starts_on=date(2026, 6, 1),
    lines=(Line(BudgetSide.EXPENSE, "Mat", 20_000),),
)
GROUP = replace(
    WHOLE,
    applicant_kind=ApplicantKind.GROUP,
    organisation_number=None,
    responsible_name="Aud",
    responsible_email="aud@medvirkning.example",
    of_age=True,
)
SHOP = replace(WHOLE, applicant_kind=ApplicantKind.BUSINESS)
BUILT = replace(WHOLE, physical=YesNo.YES, land=Land.OWN, operator="Velet", maintainer="Velet")
NUMBER, WORK = OrganisationNumber, frozenset({OwnShare.WORK})
WAGES = NotFunded("wages", Localized({"nb": "Lønn"}), stops=True)
TICKED = replace(WHOLE, ticked=("wages",))
FULL = Earlier(this_year=30_001)
LATE = Earlier(late_reports=1)


def line(side: BudgetSide, amount: int, kind: LineKind = LineKind.PLAIN) -> Line:
    return Line(side, kind.value, amount, str(amount), kind)


def budget(cost: int, own: int = 0, work: int = 0, fees: int = 0) -> tuple[Line, ...]:
    return (
        line(BudgetSide.EXPENSE, cost - fees),
        line(BudgetSide.EXPENSE, fees, LineKind.FEE),
        line(BudgetSide.INCOME, own, LineKind.OWN_MONEY),
        line(BudgetSide.EFFORT, work, LineKind.WORK),
    )


def with_lines(*amounts: int) -> Answers:
    return replace(WHOLE, lines=budget(*amounts))


def stops(terms: Terms, answers: Answers, earlier: Earlier = NOTHING_EARLIER) -> list[str]:
    declared = frozenset(Undertaking)
    found = what_stops_sending(
        answers, terms, round_phase=RoundPhase.OPEN, declared=declared, on=TODAY, earlier=earlier
    )
    return [objection.code for objection in found]


@pytest.mark.parametrize(
    ("settings", "answers", "expected"),
    [
        ({}, WHOLE, []),
        ({"kinds": frozenset({ApplicantKind.PERSON})}, WHOLE, [Word.KIND_NOT_ALLOWED]),
        ({"organisation_number": NUMBER.NO}, replace(WHOLE, organisation_number=None), []),
        (
            {"organisation_number": NUMBER.YES},
            replace(WHOLE, organisation_number=None),
            [Word.ORGANISATION_NUMBER_MISSING],
        ),
        ({"organisation_number": NUMBER.YES}, GROUP, []),
        ({"organisation_number": NUMBER.PARTNER}, GROUP, [Word.PARTNER_MISSING, Word.PARTNER_NUMBER_MISSING]),
        ({"organisation_number": NUMBER.PARTNER}, WHOLE, []),
        (
            {"organisation_number": NUMBER.PARTNER},
            replace(GROUP, partner_name="Velet", partner_number="999999913"),
            [],
        ),
        ({"voluntary_register": True}, WHOLE, [Word.REGISTER_UNANSWERED]),
        ({"voluntary_register": True}, replace(WHOLE, in_register=YesNo.NO), [Word.NOT_IN_REGISTER]),
        ({"voluntary_register": True}, replace(WHOLE, in_register=YesNo.YES), []),
        ({"voluntary_register": True}, GROUP, []),
        ({"most_aid": 100}, WHOLE, []),
        ({"most_aid": 100}, SHOP, [Word.OTHER_AID_MISSING]),
        ({"most_aid": 100}, replace(SHOP, other_aid=100), []),
        ({"most_aid": 100}, replace(SHOP, other_aid=101), [Word.TOO_MUCH_AID]),
        ({"second_confirms": True}, WHOLE, [Word.SECOND_NAME_MISSING, Word.SECOND_EMAIL_MISSING]),
        (
            {"second_confirms": True},
            replace(WHOLE, second_name="Aud", second_email=WHOLE.contact_email),
            [Word.SECOND_IS_THE_SAME],
        ),
        ({"second_confirms": True}, replace(WHOLE, second_name="Aud", second_email="aud@medvirkning.example"), []),
        ({"account_asked": True}, replace(WHOLE, account_number=None), [Word.ACCOUNT_NUMBER_MISSING]),
        ({"account_asked": False}, replace(WHOLE, account_number=None), []),
        ({"not_funded": (WAGES,)}, WHOLE, []),
        ({"not_funded": (WAGES,)}, TICKED, [Word.NOT_FUNDED]),
        ({"not_funded": (replace(WAGES, stops=False),)}, TICKED, []),
        ({"zones": frozenset({HERE})}, WHOLE, []),
        ({"zones": frozenset({THERE})}, WHOLE, [Word.OUTSIDE_AREA]),
        ({"zones": frozenset({HERE})}, replace(WHOLE, zone_id=None, whole_area=True), [Word.OUTSIDE_AREA]),
        ({"asks_land": True}, WHOLE, [Word.PHYSICAL_UNANSWERED]),
        ({"asks_land": True}, replace(WHOLE, physical=YesNo.NO), []),
        ({"asks_land": True}, replace(WHOLE, physical=YesNo.YES), [Word.LAND_UNANSWERED]),
        ({"asks_land": True}, replace(BUILT, land=Land.AGREED), [Word.LAND_OWNER_MISSING]),
        ({"asks_land": True}, replace(BUILT, land=Land.TO_COME, land_owner="Kommunen"), []),
        ({"asks_upkeep": True}, replace(BUILT, operator=""), [Word.OPERATOR_MISSING]),
        ({"asks_upkeep": True}, replace(BUILT, maintainer=""), [Word.MAINTAINER_MISSING]),
        ({"asks_land": True, "asks_upkeep": True}, BUILT, []),
        ({"own_share": 50}, with_lines(20_000, 10_000), []),
        ({"own_share": 50}, with_lines(20_000, 9_999), [Word.OWN_SHARE_TOO_SMALL]),
        ({"own_share": 50, "own_counts": WORK}, with_lines(20_000, 0, 20_000), []),
        ({"own_share": 50, "own_counts": WORK}, with_lines(20_000, 0, 19_999), [Word.OWN_SHARE_TOO_SMALL]),
        ({"most_share": 33}, with_lines(10_000, 6_700), []),
        ({"most_share": 33}, with_lines(10_000, 6_699), [Word.SHARE_TOO_LARGE]),
        ({"most_fees": 10}, with_lines(20_000, 0, 0, 2_000), []),
        ({"most_fees": 10}, with_lines(20_000, 0, 0, 2_001), [Word.FEES_TOO_LARGE]),
    ],
)
def test_each_setting(settings: dict, answers: Answers, expected: list[str]) -> None:
    assert stops(replace(TERMS, **settings), answers) == expected


@pytest.mark.parametrize(
    ("settings", "earlier", "stopping", "advised"),
    [
        ({}, FULL, [], []),
        ({"most_per_year": 50_000}, Earlier(this_year=30_000), [], []),
        ({"most_per_year": 50_000}, FULL, [Word.TOO_MUCH_THIS_YEAR], []),
        ({"most_over_years": 50_000, "ceiling_years": 3}, Earlier(over_years=30_000), [], []),
        ({"most_over_years": 50_000, "ceiling_years": 3}, Earlier(over_years=30_001), [Word.TOO_MUCH_OVER_YEARS], []),
        ({"missing_report": MissingReport.BLOCKS}, LATE, [Word.REPORT_MISSING], []),
        ({"missing_report": MissingReport.WARNS}, LATE, [], [Word.REPORT_LATE]),
        ({"missing_report": MissingReport.SHOWN}, LATE, [], []),
    ],
)
def test_what_went_before(settings: dict, earlier: Earlier, stopping: list[str], advised: list[str]) -> None:
    terms = replace(TERMS, **settings)
    assert stops(terms, WHOLE, earlier) == stopping
    assert [told.code for told in advice(WHOLE, terms, earlier, on=TODAY)] == advised


@pytest.mark.parametrize("word", MAY_WARN)
def test_a_scheme_may_let_a_rule_only_warn(word: Word) -> None:
    terms = Terms(
        kinds=frozenset(ApplicantKind), voluntary_register=True, own_share=90, most_share=10, most_fees=1,
        most_per_year=1, most_over_years=1, ceiling_years=3, most_aid=1, zones=frozenset({THERE}), asks_upkeep=True,
    )  # fmt: skip
    broken = replace(SHOP, in_register=YesNo.NO, other_aid=2, physical=YesNo.YES, lines=budget(20_000, 0, 0, 10_000))
    assert set(stops(terms, broken)) == set(MAY_WARN)
    softer = replace(terms, only_warns=frozenset({word}))
    assert set(stops(softer, broken)) == set(MAY_WARN) - {word}
    assert word in [told.code for told in advice(broken, softer, Earlier(), on=TODAY)]


@pytest.mark.parametrize(
    ("of", "answers", "asked"),
    [
        (WantedOf.ALL, GROUP, True),
        (WantedOf.ORGANISATIONS, WHOLE, True),
        (WantedOf.ORGANISATIONS, GROUP, False),
        (WantedOf.PHYSICAL, WHOLE, False),
        (WantedOf.PHYSICAL, BUILT, True),
        (WantedOf.OTHERS_LAND, BUILT, False),
        (WantedOf.OTHERS_LAND, replace(BUILT, land=Land.AGREED, land_owner="Kommunen"), True),
    ],
)
def test_whom_an_attachment_is_asked_of(of: WantedOf, answers: Answers, asked: bool) -> None:
    terms = replace(TERMS, wanted=(Wanted("file", required=True, asked_of=of),), asks_land=True)
    answers = replace(answers, physical=answers.physical or YesNo.NO)
    assert stops(terms, answers) == ([Word.ATTACHMENT_MISSING] if asked else [])


def test_what_a_line_may_be_follows_from_the_rules() -> None:
    assert [line_kinds(side, TERMS) for side in BudgetSide] == [[], [], []]
    asking = replace(TERMS, own_share=50, own_counts=frozenset({OwnShare.MONEY, OwnShare.MATERIALS}), most_fees=10)
    assert line_kinds(BudgetSide.EXPENSE, asking) == [LineKind.PLAIN, LineKind.FEE]
    assert line_kinds(BudgetSide.INCOME, asking) == [LineKind.OWN_MONEY, LineKind.SUPPORT]
    assert line_kinds(BudgetSide.EFFORT, asking) == [LineKind.MATERIALS]


amounts = st.integers(0, 500_000)


@given(cost=amounts, own=amounts, work=amounts, share=st.integers(1, 100))
def test_the_own_share_is_right_to_the_last_krone(cost: int, own: int, work: int, share: int) -> None:
    terms = replace(TERMS, own_share=share, own_counts=frozenset(OwnShare))
    found = shares(budget(cost, own, work), terms)
    assert (found.own, found.whole, found.asked) == (own + work, cost + work, max(cost - own, 0))
