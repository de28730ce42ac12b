"""What is wrong with a scheme's description, field by field; and what is only worth knowing."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from medvirkning.grants.describing import scheme_advice, scheme_objections
from medvirkning.grants.scheme_words import SchemeWord as Word

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD: dict[str, Any] = json.loads((ROOT / "docs" / "examples" / "scheme.json").read_text("utf-8"))
CRITERION = {"key": "x", "text": {"nb": "Ja"}, "most": 3}


def found(**changes: Any) -> list[tuple[str, object]]:
    return [(one.code, one.facts["field"]) for one in scheme_objections(GOOD | changes, ["S-01"])]


def test_the_example_is_whole() -> None:
    assert found() == []
    assert scheme_advice(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "word", "field"),
    [
        ({"name": {}}, Word.TEXT_MISSING, "name"),
        ({"name": {"nb": " "}}, Word.TEXT_MISSING, "name"),
        ({"slug": ""}, Word.TEXT_MISSING, "slug"),
        ({"least_amount": "fem"}, Word.NOT_A_NUMBER, "least_amount"),
        ({"most_per_year": -1}, Word.NOT_A_NUMBER, "most_per_year"),
        ({"most_aid": 10**12}, Word.NOT_A_NUMBER, "most_aid"),
        ({"appeal_weeks": None}, Word.NOT_A_NUMBER, "appeal_weeks"),
        ({"voluntary_register": "ja"}, Word.NOT_A_CHOICE, "voluntary_register"),
        ({"slug": "Å nei"}, Word.NOT_AN_ADDRESS, "slug"),
        ({"contact_name": "x" * 121}, Word.TOO_LONG, "contact_name"),
        ({"contact_email": 3}, Word.TEXT_MISSING, "contact_email"),
        ({"criteria": {"criteria": [CRITERION]}}, Word.TEXT_MISSING, "criteria.adopted_by"),
        ({"criteria": {"criteria": [CRITERION], "adopted_on": "i mai"}}, Word.DAY_MISSING, "criteria.adopted_on"),
        ({"wanted": [{"key": "a", "name": {"nb": "x"}, "later_days": "to"}]}, Word.NOT_A_NUMBER, "wanted 1"),
        ({"wanted": [{"key": "a", "name": {"nb": "x"}, "later_days": 3651}]}, Word.TOO_LARGE, "wanted 1"),
        ({"appeal_weeks": 53}, Word.TOO_LARGE, "appeal_weeks"),
        ({"report_months": 121}, Word.TOO_LARGE, "report_months"),
        ({"intake": "rolling", "answer_days": 3651}, Word.TOO_LARGE, "answer_days"),
        ({"case_prefix": "NT\nX"}, Word.NOT_A_PREFIX, "case_prefix"),
        ({"case_prefix": "nt/.."}, Word.NOT_A_PREFIX, "case_prefix"),
        ({"payment": "gold"}, Word.NOT_A_CHOICE, "payment"),
        ({"applicant_kinds": ["king"]}, Word.NOT_A_CHOICE, "applicant_kinds"),
        ({"applicant_kinds": []}, Word.KINDS_MISSING, "applicant_kinds"),
        ({"only_warns": ["name_missing"]}, Word.NOT_A_CHOICE, "only_warns"),
        ({"intake": "rolling"}, Word.ANSWER_DAYS_MISSING, "answer_days"),
        ({"most_amount": 4_999}, Word.CEILING_BELOW_FLOOR, "most_amount"),
        ({"most_per_year": 4_999}, Word.CEILING_BELOW_FLOOR, "most_per_year"),
        ({"own_share": 0}, Word.NOT_A_SHARE, "own_share"),
        ({"most_fees": 101}, Word.NOT_A_SHARE, "most_fees"),
        ({"own_share": 50, "own_counts": []}, Word.OWN_SHARE_COUNTS_MISSING, "own_counts"),
        ({"own_share": 50, "lower_share": 50}, Word.LOWER_SHARE_TOO_HIGH, "lower_share"),
        ({"own_share": None, "lower_share": 30}, Word.LOWER_SHARE_TOO_HIGH, "lower_share"),
        ({"own_share": 50, "lower_share": 30}, Word.LOWER_SHARE_UNDOCUMENTED, "lower_share"),
        ({"most_over_years": 50_000}, Word.YEARS_MISSING, "ceiling_years"),
        ({"ceiling_years": 3}, Word.YEARS_MISSING, "most_over_years"),
        ({"register_exempt": ["king"]}, Word.NOT_A_CHOICE, "register_exempt"),
        ({"payment": "divided"}, Word.FIRST_SHARE_MISSING, "first_share"),
        ({"appeal_weeks": 2}, Word.APPEAL_TOO_SHORT, "appeal_weeks"),
        ({"report_months": 0}, Word.REPORT_TOO_SOON, "report_months"),
        ({"report_day": "15.12"}, Word.NOT_A_DAY, "report_day"),
        ({"not_funded": [{"key": "a", "text": {}}]}, Word.TEXT_MISSING, "not_funded 1"),
        ({"not_funded": [{"key": "a", "text": {"nb": "x"}}] * 2}, Word.TWICE, "not_funded 2"),
        (
            {"wanted": [{"key": "a", "name": {"nb": "x"}, "asked_of": "others_land"}]},
            Word.NEVER_ASKED,
            "wanted 1",
        ),
        ({"criteria": {"criteria": []}}, Word.CRITERIA_MISSING, "criteria"),
        ({"criteria": {"criteria": [CRITERION | {"most": 0}]}}, Word.NOT_A_NUMBER, "criteria 1"),
        (
            {"criteria": {"criteria": [CRITERION | {"scale": [{"nb": "Nei"}]}]}},
            Word.SCALE_DOES_NOT_FIT,
            "criteria 1",
        ),
        ({"zones": ["S-99"]}, Word.UNKNOWN_ZONE, "zones"),
    ],
)
def test_each_fault_is_told_at_its_field(changes: dict[str, Any], word: Word, field: str) -> None:
    assert (word, field) in found(**changes)


def test_three_weeks_rest_on_the_law() -> None:
    (told,) = scheme_objections(GOOD | {"appeal_weeks": 2})
    assert (told.law, told.facts["least"]) == ("appeal_deadline", 3)


def test_missing_nynorsk_is_advice_with_its_place() -> None:
    described = deepcopy(GOOD)
    del described["purpose"]["nn"], described["criteria"]["criteria"][1]["text"]["nn"]
    told = [(one.code, one.facts["field"]) for one in scheme_advice(described)]
    assert told == [(Word.NYNORSK_MISSING, "purpose"), (Word.NYNORSK_MISSING, "criteria.criteria 2.text")]
    assert scheme_objections(described) == []


def test_rules_at_odds_are_advice() -> None:
    told = {one.code for one in scheme_advice(GOOD | {"sign_in": "id_porten"})}
    assert told == {Word.NOBODY_CAN_SIGN_IN}
    assert scheme_advice(GOOD | {"sign_in": "id_porten"}, id_porten=True) == []
    only_clubs = GOOD | {"organisation_number": "partner", "applicant_kinds": ["association"]}
    assert [one.code for one in scheme_advice(only_clubs)] == [Word.EVERYONE_HAS_A_NUMBER]
