"""A text says which language it is really in, and never stores an empty one."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.localized import Localized, direction

PARK = Localized({"nn": "Ein park", "en": "A park", "nb": "En park"})

texts = st.dictionaries(
    st.sampled_from(["nb", "nn", "en", "so", "pl", "ti", "uk", "zh-Hant", "pt-BR", "es-419"]),
    st.text(min_size=1).filter(str.strip),
)


@pytest.mark.parametrize(
    ("written", "asked", "given"),
    [
        ("nb nn en", "nn", "nn"),
        ("nb en", "nn", "nb"),
        ("nn en", "nb", "nn"),
        ("nb nn en", "so", "nb"),
        ("en pl", "so", "en"),
        ("ti", "so", "ti"),
        ("nb nn", "nn-NO", "nn"),
        ("nn nb", "no", "nb"),
        ("nn en", "no", "nn"),
        ("en nn", "da", "nn"),
        ("nb pt-BR", "pt-BR", "pt-BR"),
        ("nb pt", "pt-BR", "pt"),
    ],
)
def test_best(written, asked, given):
    text = Localized({language: f"in {language}" for language in written.split()})
    assert text.best(asked) == (f"in {given}", given)
    assert text.text(asked) == f"in {given}"


def test_nothing_written():
    assert not Localized({})
    assert Localized({}).best("nn") == ("", "nn")
    assert PARK


@pytest.mark.parametrize(
    "language",
    ["", "no", "norsk", "NB", "nb_NO", "n", "nb-no", "nb-", "../nb", "nb\n", " nb", "x-klingon", 3, None],
    ids=repr,
)
def test_what_is_no_language_is_refused(language):
    with pytest.raises(ValueError, match="not a language"):
        Localized({language: "tekst"})


@pytest.mark.parametrize("text", ["", "  ", "\n", None, 3, ["tekst"]], ids=repr)
def test_an_empty_text_is_refused(text):
    with pytest.raises(ValueError, match="no text in nb"):
        Localized({"nb": text})


def test_written_leaves_out_blank_fields():
    assert Localized.written({"nb": " En park ", "nn": "  ", "en": None}) == Localized({"nb": "En park"})


@pytest.mark.parametrize("stored", ["tekst", ["nb"], 3], ids=repr)
def test_from_json_takes_only_texts_by_language(stored):
    with pytest.raises(ValueError, match="not texts by language"):
        Localized.from_json(stored)


def test_missing_in_the_order_asked():
    assert Localized({"nn": "Ein park"}).missing(["so", "nn", "nb"]) == ["so", "nb"]
    assert PARK.missing(["nb", "nn"]) == []


def test_norwegian_comes_first():
    assert PARK.languages == ("nb", "nn", "en")
    assert list(PARK) == [("nb", "En park"), ("nn", "Ein park"), ("en", "A park")]


def test_cannot_be_changed():
    with pytest.raises(AttributeError):
        PARK._texts = {}
    PARK.to_json()["nb"] = "Noe annet"
    assert PARK.text("nb") == "En park"


def test_is_not_a_dictionary():
    assert PARK.to_json() != PARK


@given(texts)
def test_stored_and_read_back_it_is_equal(written):
    text = Localized(written)
    assert Localized.from_json(text.to_json()) == text == Localized(dict(reversed(written.items())))
    assert hash(Localized.from_json(text.to_json())) == hash(text)
    assert copy.deepcopy(text) == pickle.loads(pickle.dumps(text)) == text


@given(texts, st.sampled_from(["nb", "nn", "so", "no", "fr-CA", "", "??"]))
def test_best_never_lies_and_never_fails(written, asked):
    text, language = Localized(written).best(asked)
    assert (text, language) == (written[language], language) if written else ("", asked)


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("nb", "ltr"),
        ("ar", "rtl"),
        ("fa-IR", "rtl"),
        ("uk", "ltr"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("ur-Latn", "ltr"),
    ],
)
def test_a_language_is_written_one_way(language: str, way: str) -> None:
    assert direction(language) == way
