"""The guests' catalogues, kept by hand: all that the pages for answering and for giving input say, and nothing else."""

import gettext
import re

import pytest

from medvirkning.cli.translations import GUESTS, catalogue, path_of, template
from medvirkning.people.words import GUESTS as SPOKEN

# Whole files whose texts guests meet. What they meet of others is tried by tests/web/test_answering_guests and
# tests/web/test_contribute_guests.
MET = (
    "templates/answering/", "templates/base.html", "templates/layouts/page.html", "templates/layouts/form.html",
    "templates/macros/questions.html", "templates/macros/choices.html", "templates/macros/fields.html",
    "templates/macros/buttons.html", "medvirkning/web/answering/", "medvirkning/web/questions.py",
    "medvirkning/web/answer_words.py", "medvirkning/web/forms.py", "medvirkning/web/fields.py",
    "medvirkning/web/labels/survey_faults.py", "medvirkning/mail/paper_form.py", "medvirkning/mail/paper_rules.py",
    "medvirkning/mail/paper_limits.py", "medvirkning/web/question_limits.py",
    "templates/contribute/", "medvirkning/web/contribute/",
    "templates/tablet/", "templates/macros/kiosk.html", "medvirkning/web/tablet/screens.py",
    "medvirkning/web/tablet/forms.py", "medvirkning/web/saying.py",
)  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|[#@]")
# Which form a number takes, by the rules of the Unicode CLDR.
FORMS = {
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4},
    "uk": {1: 0, 21: 0, 2: 1, 4: 1, 22: 1, 0: 2, 5: 2, 11: 2, 12: 2, 25: 2},
    "pl": {1: 0, 2: 1, 4: 1, 22: 1, 0: 2, 5: 2, 12: 2, 21: 2, 25: 2},
}
every_guest = pytest.mark.parametrize("language", GUESTS)


def keys(catalog: object) -> dict[tuple[str, str | None], set[str]]:
    """Every text with its context, and the files that have it."""
    return {
        (m.id[0] if isinstance(m.id, tuple | list) else m.id, m.context): {file for file, _line in m.locations}
        for m in catalog if m.id  # type: ignore[attr-defined]
    }  # fmt: skip


SOURCE = keys(template())


def test_guests_are_those_who_are_spoken_to_and_english_is_the_source() -> None:
    assert set(SPOKEN) == {*GUESTS, "en"}
    assert not path_of("en").exists()


@every_guest
def test_all_that_guests_meet_is_there(language: str) -> None:
    known = keys(catalogue(language))
    met = {text for text, files in SOURCE.items() if any(file.startswith(MET) for file in files)}
    assert not met - known.keys(), f"write these in {path_of(language)}"
    assert not known.keys() - SOURCE.keys(), "nothing says these any more"


@every_guest
def test_texts_are_whole(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        told = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(told), message.id
        assert not message.fuzzy, message.id
        source = set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for text in told:
            assert set(PLACEHOLDER.findall(text)) <= source, text
        assert set(PLACEHOLDER.findall(told[-1])) == source, told[-1]  # «one» and «two» may be said in words


@every_guest
def test_plural_forms_are_the_languages_own(language: str) -> None:
    catalog, forms = catalogue(language), FORMS[language]
    chosen = gettext.c2py(catalog.plural_expr)  # type: ignore[attr-defined]
    assert {number: chosen(number) for number in forms} == forms
    plurals = [message for message in catalog if isinstance(message.id, tuple | list)]
    assert plurals
    assert {len(message.string) for message in plurals} == {max(forms.values()) + 1}
