"""A survey from its first question to its published results, with every kind of question and one that depends."""

import pytest

from tests.browser.fixtures import OpenTab
from tests.journeys import answerer, author
from tests.journeys.ways import Way

OTHERS = ["Ja"] * 6 + ["Nei"] * 2 + ["Både og"] * 2  # with the first, three said no: too few to be shown


@pytest.mark.parametrize("way", [Way("nn", scripts=True), Way("nb", scripts=False)], ids=str)
def test_a_survey_is_built_answered_on_two_phones_and_published(tab: OpenTab, way: Way) -> None:
    title = f"Slik har vi det, {way}"
    cecilie = way.desk(tab, "cecilie")
    work = author.makes(cecilie, title)
    address = author.opens(cecilie, work)

    first = way.phone(tab)
    answerer.begins(first, address)
    answerer.answers(first, "one", "Nei")
    answerer.answers(first, "long_text")
    code = answerer.CODE.search(first.text())
    assert code, "the code to go on with is in sight at each question"
    first.off()

    second = way.phone(tab)
    second.go(address)
    second.press("Go on with a code", "link")
    second.fill("Your code", code[0].lower().replace("-", " "))
    second.press("Go on")
    for kind in list(author.QUESTIONS)[2:]:
        answerer.answers(second, kind)
    assert answerer.TOLD in second.text(), "what was written on the first phone is there"
    assert answerer.sends(second) == code[0]
    second.press("Read my answers", "link")
    assert answerer.TOLD in second.text()

    for choice in OTHERS:
        other = way.phone(tab)
        answerer.answers_shortly(other, address, choice)
        other.off()

    author.closes(cecilie, work)
    assert cecilie.sees("not shown"), "three said no, which must not be found by subtraction"
    assert answerer.TOLD not in cecilie.text()
    heard = "De fleste trives."
    author.publishes(cecilie, heard)

    second.go(f"{address}/resultater")
    assert f"{heard} ({way.language})" in second.text()
    assert author.text_of("one", way.language) in second.text()
    assert author.text_of("scale", way.language) not in second.text(), "only what was published"
