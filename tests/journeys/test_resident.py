"""A resident's word, from a phone to the answer: a photo, a code, Cecilie's desk, and what came of it."""

import re

from tests.browser.fixtures import OpenTab
from tests.browser.tab import Tab
from tests.journeys.ways import Way, every_way
from tests.photos import carries_something, phone_photo

CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b")
WORDS = {
    "nb": ("Det er mørkt på stien bak skolen. Vi trenger lys der.", "Lysene kommer opp i mai."),
    "nn": ("Det er mørkt på stigen bak skulen. Vi treng lys der.", "Lysa kjem opp i mai."),
}


@every_way
def test_a_residents_word_gets_an_answer(tab: OpenTab, way: Way) -> None:
    said, reply = WORDS[way.language]
    if not way.scripts:
        said += " Takk."
    aud = way.phone(tab)
    code = give_input(aud, said)
    again = way.phone(tab)
    open_case(again, code)
    assert said in again.text()
    photo = again.context.request.get(again.page.locator("main img").first.get_attribute("src") or "")
    assert photo.headers["content-type"] == "image/jpeg"
    assert not carries_something(photo.body())
    publish_and_answer(way.desk(tab, "cecilie"), said, reply)
    again.page.reload()
    assert reply in again.text()
    assert again.sees("See it on the board, as everyone sees it")
    again.press("See it on the board, as everyone sees it", "link")
    assert reply in again.text()
    assert said in again.text()


def give_input(aud: Tab, said: str) -> str:
    """The three steps; the receipt's code."""
    aud.go("/storhaug/")
    aud.press("Give input", "link")
    aud.choose("kind", "better")
    aud.fill("Tell in your own words", said)
    assert carries_something(phone_photo())
    aud.attach("photos", "IMG_0042.jpg", "image/jpeg", phone_photo())
    aud.press("Next")
    aud.page.locator("label", has_text="Lervig").click()
    aud.fill("A more exact place", "Bak skolen")
    aud.press("Next")
    assert said in aud.text()
    aud.choose("reply", "no")
    aud.press("Send the input")
    assert aud.sees("Thank you! Your input has been sent.")
    found = CODE.search(aud.text())
    assert found, "no code on the receipt"
    return found.group()


def open_case(someone: Tab, code: str) -> None:
    """Find the case by its code, written the way people write."""
    someone.go("/kode")
    someone.fill("Your code", code.lower().replace("-", " "))
    someone.press("Open the case")
    assert someone.sees("Your input")


def publish_and_answer(cecilie: Tab, said: str, reply: str) -> None:
    """At the desk: read, put on the board, answer, look at the answer, send it."""
    cecilie.go("/storhaug/arbeid/innspill")
    cecilie.fill("Search", said[:30])
    cecilie.press("Show")
    cecilie.follow(cecilie.page.locator("main h2 a").first)
    assert said in cecilie.text()
    cecilie.follow(cecilie.page.locator("main button.mv-stitched"))
    assert cecilie.sees("It is on the board.")
    cecilie.follow(cecilie.page.locator("main a.mv-stitched"))
    cecilie.choose("outcome", "yes")
    cecilie.fill("Why?", reply)
    cecilie.press("See how it looks")
    assert reply in cecilie.text()
    cecilie.press("Send the answer")
    assert reply in cecilie.text()
