"""No cell of a file becomes a formula, in any spreadsheet."""

import pytest

from medvirkning.kernel.spreadsheets import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+47", "'+47"),
        ("-2", "'-2"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'=1"),
        (" =1", "'=1"),
        ("\r=1", "'=1"),
        ("\u200b=2+2", "'=2+2"),
        ("\ufeff\u202e =2", "'=2"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Fest;=1+1", "Fest;'=1+1"),
        ("Fest; \u2060@x;+1", "Fest;'@x;'+1"),
        ("Fest\t=1", "Fest =1"),
        ("Fest\n=HYPERLINK(1)", "Fest =HYPERLINK(1)"),
        ("Kake; kaffe", "Kake; kaffe"),
        ("Bord – 20 stoler", "Bord – 20 stoler"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text: str, shown: str) -> None:
    assert harmless(text) == shown
