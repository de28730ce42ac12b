"""Ready texts: with which answer, in which field and in which language they may be put in."""

import pytest

from medvirkning.kernel.localized import Localized
from medvirkning.review.library_rules import FIELD, OUTCOMES, fits_in, may_insert, may_keep, put_in
from medvirkning.review.library_words import LibraryWord, TextKind
from medvirkning.review.words import Outcome

BOTH = Localized({"nb": "Potten er liten.", "nn": "Potten er liten."})
NB = Localized({"nb": "Potten er liten."})
G, P, R, D, C = TextKind.GENERAL, TextKind.PARTLY, TextKind.REFUSED, TextKind.DISMISSED, TextKind.CONDITION
FIRST, FITS_NOT, LACKS = LibraryWord.OUTCOME_FIRST, LibraryWord.DOES_NOT_FIT, LibraryWord.NOT_IN_LANGUAGE


@pytest.mark.parametrize(
    ("kind", "outcome", "expected"),
    [
        (G, None, []),
        (G, Outcome.GRANTED, []),
        (G, Outcome.DISMISSED, []),
        (P, None, [FIRST]),
        (P, Outcome.PARTLY, []),
        (P, Outcome.GRANTED, [FITS_NOT]),
        (R, Outcome.REFUSED, []),
        (R, Outcome.PARTLY, [FITS_NOT]),
        (D, Outcome.DISMISSED, []),
        (D, Outcome.REFUSED, [FITS_NOT]),
        (C, None, [FIRST]),
        (C, Outcome.GRANTED, []),
        (C, Outcome.PARTLY, []),
        (C, Outcome.REFUSED, [FITS_NOT]),
        (C, Outcome.DISMISSED, [FITS_NOT]),
    ],
)
def test_a_text_goes_with_its_own_answers(kind: TextKind, outcome: Outcome | None, expected: list[str]) -> None:
    found = may_insert(kind, BOTH, retired=False, outcome=outcome, language="nn")
    assert [each.code for each in found] == expected


@pytest.mark.parametrize(
    ("text", "language", "retired", "expected"),
    [
        (BOTH, "nn", False, []),
        (NB, "nb", False, []),
        (NB, "nn", False, [LACKS]),
        (BOTH, "nb", True, [LibraryWord.IS_RETIRED]),
        (NB, "nn", True, [LibraryWord.IS_RETIRED, LACKS]),
    ],
)
def test_in_use_and_in_the_letters_own_language(
    text: Localized, language: str, retired: bool, expected: list[str]
) -> None:
    found = may_insert(G, text, retired=retired, outcome=None, language=language)
    assert [each.code for each in found] == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Potten", NB, []),
        (" ", NB, [LibraryWord.NAME_MISSING]),
        ("Potten", Localized({}), [LibraryWord.TEXT_MISSING]),
        ("", Localized({}), [LibraryWord.NAME_MISSING, LibraryWord.TEXT_MISSING]),
    ],
)
def test_what_a_text_needs(name: str, text: Localized, expected: list[str]) -> None:
    assert [each.code for each in may_keep(name, text)] == expected


@pytest.mark.parametrize(
    ("written", "text", "kind", "expected"),
    [
        ("", "Ny.", G, "Ny."),
        ("Før.\r\n", "Ny.", G, "Før.\n\nNy."),
        ("Før.\n\nNy.", "Ny.", R, "Før.\n\nNy."),
        ("Ett.", "To\nlinjer.", C, "Ett.\nTo linjer."),
        ("Ett.\r\n\r\nTo.", "Ett.", C, "Ett.\nTo."),
        ("", "Ett.", C, "Ett."),
        ("Vis bilder.", "Vis", C, "Vis bilder.\nVis"),
    ],
)
def test_what_is_written_stays_and_nothing_is_put_in_twice(
    written: str, text: str, kind: TextKind, expected: str
) -> None:
    assert put_in(written, text, kind) == expected


@pytest.mark.parametrize(("length", "expected"), [(0, []), (50, []), (51, [LibraryWord.TOO_LONG])])
def test_no_more_is_put_in_than_the_field_keeps(length: int, expected: list[str]) -> None:
    assert [each.code for each in fits_in("å" * length, most=50)] == expected


def test_every_kind_has_its_place() -> None:
    assert set(FIELD) == set(OUTCOMES) == set(TextKind)
    assert all(OUTCOMES.values())
