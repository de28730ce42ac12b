"""What the script adds to an application: it saves while one writes, and the server keeps the sum."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import OpenTab
from tests.browser.tab import Tab


def a_draft(tab: OpenTab, language: str) -> Tab:
    """Bjarne's browser on a new draft, come to from the public pages."""
    opened = tab("bjarne", language=language)
    opened.go("/storhaug/tilskudd")
    opened.page.locator("a[href*='/tilskudd/']").first.click()
    opened.press("Read about the round and apply", "link")
    opened.press("Start the application", "link")
    opened.page.locator("main .mv-stitched").click()
    opened.page.wait_for_url(re.compile(r"/soknad/[0-9a-f-]{36}$"))
    return opened


def writes(opened: Tab, field: str, text: str) -> None:
    """Write in a field and leave it; wait until that has been saved."""
    with opened.page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        opened.page.locator(f"#{field}").fill(text)
        opened.page.locator(f"#{field}").blur()
    assert saved.value.status == 200
    expect(opened.page.locator(".htmx-request")).to_have_count(0)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_one_writes_is_saved_by_itself(tab: OpenTab, language: str) -> None:
    opened = a_draft(tab, language)
    base = opened.page.url
    opened.go(f"{base}/hva")
    writes(opened, "title", "Langbord på kaia")
    writes(opened, "what", "Et langt bord.")
    assert opened.page.locator("#saved").inner_text().startswith("Lagra" if language == "nn" else "Lagret")
    opened.go(f"{base}/hva")
    assert opened.page.locator("#title").input_value() == "Langbord på kaia"
    assert opened.page.locator("#what").input_value() == "Et langt bord."


def test_the_servers_sum_is_what_counts(tab: OpenTab) -> None:
    opened = a_draft(tab, "nb")
    opened.go(f"{opened.page.url}/budsjett")
    writes(opened, "expense_amount-1", "18 000")
    total = opened.page.locator("dd.mv-sum-total")
    expect(total).to_have_text(re.compile(r"^18.000.kr$"))
    writes(opened, "expense_amount-2", "18.00")  # could be eighteen kroner or eighteen hundred: not counted
    expect(total).to_have_text(re.compile(r"^18.000.kr$"))
    opened.page.locator("button[name=add]").first.click()
    opened.page.wait_for_url(re.compile("#expense-3$"))
    assert opened.page.evaluate("document.activeElement.id") == "expense-3"
    assert opened.page.locator("#expense_amount-2").input_value() == "18.00"
