"""The same wish in other words is found, in either written language, and quickly."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel import similar
from medvirkning.kernel.similar import AT_LEAST, most_alike, similarity

WORDS = ("benk", "park", "lys", "gangvei", "skole", "lekeplass", "buss", "søppel", "ungdom", "møteplass", "kafé")
WORDS += ("sykkel", "parkering", "torg", "gatelys")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flere benker i parken ved Badedammen", "Fleire benkar i parken ved Badedammen"),
        ("Lekeplassen trenger nye husker", "Leikeplassen treng nye husker"),
        ("Møteplass for ungdom om kvelden", "Ein møteplass for ungdommar på kveldane"),
        ("SKOLEGARDEN", "skulegarden"),
        ("Boligene i borettslaget", "Bustadane i burettslaget"),
    ],
    ids=["benches", "playground", "young people", "case", "homes"],
)
def test_bokmal_and_nynorsk_are_one(one, other):
    assert similarity(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Benk ved Badedammen", "Flere benker i parken ved Badedammen"),
        ("Bedre lys på gangveien til skolen", "Det er mørkt på gangveien, vi trenger lys"),
        ("Bedre lys på gangveien til skolen", "Betre gatelys på vegen til skulen"),
        ("Sykkelparkering ved biblioteket", "Parkering for sykler utenfor biblioteket"),
        ("Kafé på biblioteket", "En kafe i biblioteket, takk"),
    ],
)
def test_the_same_wish_in_other_words(one, other):
    assert similarity(one, other) >= AT_LEAST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flere benker i parken", "Billigere buss til sentrum"),
        ("Vi ønsker oss en ny fotballbane her", "Vi ønsker oss et bibliotek her"),
        ("Lys på gangveien", "Språkkafé for nye naboer"),
        ("", "Flere benker"),
        ("det er ikke for mange", "det er ikke for mange"),
    ],
    ids=["apart", "only small words shared", "nothing shared", "empty", "only small words"],
)
def test_different_wishes(one, other):
    assert similarity(one, other) == 0.0


@pytest.mark.parametrize(
    "forms",
    [
        "benk benken benker benkene benkar benkane benkens benkenes",
        "skole skolen skoler skolene skule skulen skular skulane",
        "gate gata gaten gater gatene gatane",
        "plass plassen plasser plassene plassar plassane",
        "hus huset husene husets",
        "vei veien veier veiene veg vegen vegar vegane",
        "søknad søknaden søknader søknadene søknadar søknadane",
    ],
    ids=lambda forms: forms.split()[0],
)
def test_forms_of_a_word_share_a_root(forms):
    assert len({similar._root(form) for form in forms.split()}) == 1


def test_a_word_inside_a_longer_one_counts_for_half():
    assert similarity("lys", "gatelys") == similarity("gatelys", "lys") == 0.5
    assert similarity("lys lykt", "gatelys") == pytest.approx(0.5 / 2**0.5)
    assert similarity("by", "bygning") == 0.0, "too short to tell"


def test_most_alike_first_and_no_more_than_asked():
    candidates = [
        ("bus", "Billigere buss til sentrum"),
        ("near", "Mer søppelkasser i parken"),
        ("same", "Fleire benkar i parken ved Badedammen"),
        ("part", "Benk ved Badedammen"),
        ("same again", "Flere benker i parken ved Badedammen"),
    ]
    text = "Flere benker i parken ved Badedammen!"
    assert most_alike(text, candidates) == ["same", "same again", "part"]
    assert most_alike(text, candidates, at_least=0.9, most=1) == ["same"]
    assert most_alike(text, candidates, at_least=0.0, most=9)[-1] == "bus"
    assert most_alike("Noe helt annet", candidates) == []
    assert most_alike(text, iter([])) == []


def test_keys_need_no_order():
    assert len(most_alike("benker i parken", [({}, "benker i parken"), ({}, "benker i parken")])) == 2


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=8), st.floats(0.01, 1.0))
def test_short_cuts_change_nothing(texts, at_least):
    text = "gatelys i parken ved skolen"
    alike = [place for place, other in enumerate(texts) if similarity(text, other) >= at_least]
    assert set(most_alike(text, enumerate(texts), at_least, most=99)) == set(alike)


@given(st.text(), st.text())
def test_always_between_0_and_1_and_the_same_either_way(one, other):
    score = similarity(one, other)
    assert 0.0 <= score <= 1.0 + 1e-9
    assert score == pytest.approx(similarity(other, one))


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_a_text_is_most_like_itself(words):
    text = " ".join(words)
    assert similarity(text, text) == pytest.approx(1.0)
    assert similarity(text, " ".join(reversed(words)).upper()) == pytest.approx(1.0)


def test_time_grows_no_faster_than_the_candidates() -> None:
    texts = [f"Flere benker og bedre belysning ved skolen og holdeplassen nummer {n}" for n in range(200)]

    def took(count: int, attempt: int) -> float:
        start = process_time()
        for _ in range(5):
            most_alike(f"Flere benker og bedre lys ved skolen {attempt}", enumerate(texts[:count]))
        return process_time() - start

    assert min(took(200, n) for n in range(5)) < 30 * min(took(20, n) for n in range(5))


def test_long_texts_do_not_take_long():
    start = process_time()
    most_alike("ord " * 100_000, [(n, f"{n} " + "lang tekst uten slutt " * 2_000) for n in range(20)])
    assert process_time() - start < 1
