"""What scripts add for those who have them: saving, sums that follow, maps to press, and presses that send once."""

from io import BytesIO

from flask import Flask
from PIL import Image
from playwright.sync_api import Response

from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, PHONE
from tests.browser.test_keyboard import address
from tests.examples import Examples


def png() -> bytes:
    held = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(held, "PNG")
    return held.getvalue()


def sent(answer: Response) -> str:
    """What was posted to get an answer."""
    return answer.request.post_data or ""


def test_a_press_on_the_map_chooses_the_zone(the_app: Flask, examples: Examples, tab: OpenTab) -> None:
    page = tab()
    page.go(address(the_app, examples, "contribute.where"))
    page.page.locator('.mv-quilt-frame .quilt-zone[data-n="2"]').first.click()
    assert page.page.locator('input[data-n="2"]').is_checked()


def test_the_sum_follows_while_one_writes(the_app: Flask, examples: Examples, tab: OpenTab) -> None:
    page = tab("bjarne")
    page.go(address(the_app, examples, "applying.budget"))
    total = page.page.locator('[data-sum-of="total"]')
    page.page.locator("#expense_amount-1").fill("20 000")
    before = total.inner_text()
    page.page.locator("#expense_amount-1").press_sequentially("0")
    assert total.inner_text() != before


def test_what_is_written_is_saved_by_itself(the_app: Flask, examples: Examples, tab: OpenTab) -> None:
    page = tab("bjarne")
    page.go(address(the_app, examples, "applying.what"))
    field = page.page.locator("#developed_with")
    with page.page.expect_response(lambda response: response.request.method == "POST"):
        field.fill("Ungdommene i bakgården og velforeningen.")
        field.blur()
    page.page.locator("#saved").get_by_text("kl.").wait_for()
    page.page.reload()
    assert field.input_value() == "Ungdommene i bakgården og velforeningen."


def test_points_are_saved_by_themselves_and_by_the_digits(the_app: Flask, examples: Examples, tab: OpenTab) -> None:
    page = tab("ivar", size=DESKTOP)
    page.go(address(the_app, examples, "queue.application"))
    scale = page.page.locator(".mv-scale input")
    with page.page.expect_response(lambda response: response.request.method == "POST"):
        scale.first.focus()
        page.page.keyboard.press("2")
    page.page.reload()
    assert page.page.locator(".mv-scale input:checked").first.get_attribute("value") == "2"


def test_two_presses_send_once(tab: OpenTab) -> None:
    page = tab()
    page.go("/storhaug/innspill/nytt")
    page.fill("Tell in your own words", "En dobbel huske i parken.")
    posts: list[str] = []
    page.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.page.evaluate(
        "() => { const b = document.querySelector('main .mv-stitched'); b.click(); b.click(); b.click(); }"
    )
    page.page.wait_for_url("**/hvor")
    assert len(posts) == 1


def test_photos_that_were_sent_are_there_when_one_goes_back(tab: OpenTab) -> None:
    page = tab()
    page.go("/storhaug/innspill/nytt")
    page.fill("Tell in your own words", "En dobbel huske i parken.")
    picture = {"name": "huske.png", "mimeType": "image/png", "buffer": png()}
    page.page.locator("input[type=file]").set_input_files([picture])  # type: ignore[list-item]
    page.follow(page.page.locator("main .mv-stitched"))
    page.page.go_back()
    page.page.locator(".mv-thumbs img").wait_for()
    assert page.page.locator("textarea[name=text]").input_value() == "En dobbel huske i parken."
    page.page.locator(".mv-thumbs button").click()
    page.page.locator(".mv-thumbs").wait_for(state="detached")


def test_how_much_may_be_written_is_told(tab: OpenTab) -> None:
    page = tab()
    page.go("/storhaug/innspill/nytt")
    page.fill("Tell in your own words", "x" * 990)
    assert "10" in page.page.locator("#text-count").inner_text()
    assert page.page.locator("#text-count").get_attribute("aria-live") == "polite"


def test_what_was_written_stays_when_the_language_is_changed(tab: OpenTab) -> None:
    for scripts in (True, False):
        page = tab(scripts=scripts)
        page.go("/storhaug/innspill/nytt")
        page.fill("Tell in your own words", "En benk på kaia.")
        for language in ("nn", "ar"):
            page.follow(page.page.locator(f"button[name=language][value={language}]"))
            assert page.page.locator("html").get_attribute("lang") == language
            assert page.page.locator("textarea[name=text]").input_value() == "En benk på kaia."


def test_the_open_tab_is_in_sight_on_a_phone(tab: OpenTab) -> None:
    page = tab("cecilie", language="nn", size=PHONE)
    page.go("/storhaug/arbeid/undersokelser")
    box = page.page.locator(".mv-work-top nav [aria-current]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def test_what_if_stays_as_it_was_left(the_app: Flask, examples: Examples, tab: OpenTab) -> None:
    page = tab("dag", size=DESKTOP)
    page.go(address(the_app, examples, "meeting.sharing"))
    fold, percent = page.page.locator("details[data-stays]"), page.page.locator("#percent")
    assert fold.get_attribute("open") is None
    fold.locator("summary").click()
    with page.page.expect_response(lambda answer: answer.request.method == "POST" and "hva-om" in sent(answer)):
        percent.fill("33")
        percent.blur()
    page.page.locator('#percent[value="33"]').wait_for()
    assert fold.get_attribute("open") is not None
    page.follow(page.page.locator(".mv-tools nav a").last)
    assert fold.get_attribute("open") is not None
    fold.locator("summary").click()
    page.page.reload()
    assert fold.get_attribute("open") is None
