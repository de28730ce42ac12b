"""What an applicant does: comes with a mailed link, writes over two visits, sends, and reads the answer."""

import re
from datetime import timedelta

from medvirkning.kernel.clock import today
from tests.browser.tab import Tab
from tests.grant_cast import ANYTHING_PDF
from tests.journeys.mail import mailed_link

NUMBER = re.compile(r"\bNT-\d{4}-\d{3,}\b")
TITLES = {"nb": "Lysfest i Lervig", "nn": "Lysfest på Lervig kai"}
LINES = (("Lykter og lys", "18 000"), ("Leie av telt", "14 500"), ("Musikk", "9.000"))
INCOME, ASKED, LEAST = ("Egne penger", "6500"), "35 000", "20 000"


def sign_in(bjarne: Tab, email: str) -> None:
    """From the public page of the round, by a mailed link, to the first page of the application."""
    bjarne.go("/storhaug/tilskudd")
    bjarne.follow(bjarne.page.locator("main a[href*='/tilskudd/naermiljotilskudd']").first)
    if not bjarne.named("link", "Start the application").count():
        bjarne.follow(bjarne.page.locator("main a[href*='/tilskudd/naermiljotilskudd/']").first)
    bjarne.press("Start the application", "link")
    bjarne.fill("Your e-mail address", email)
    bjarne.press("Send me a link")
    assert bjarne.sees("Look in your e-mail")
    bjarne.go(mailed_link(bjarne, email, "Your link to sign in"))
    bjarne.press("Sign in")


def begin(bjarne: Tab, title: str) -> str:
    """The first visit: who is applying, and a little of what. The address of the application."""
    bjarne.choose("written_in", bjarne.language)
    bjarne.follow(bjarne.page.locator("main button.mv-stitched"))
    bjarne.press("Say who is applying", "link")
    address = bjarne.page.url.removeprefix(bjarne.base).rpartition("/")[0]
    bjarne.choose("applicant_kind", "residents")
    bjarne.fill("Name of the applicant", "Kaikanten beboerforening (DEMO)")
    bjarne.fill("Organisation number", "999 999 913")
    bjarne.fill("Account number", "8601 11 17947")
    bjarne.fill("Contact person", "Bjarne")
    bjarne.press("Save and continue")
    assert bjarne.sees("What will you do?")
    bjarne.fill("What do you call it?", title)
    bjarne.fill("What will happen?", "Vi henger opp lykter langs kaia og spiser suppe sammen.")
    bjarne.press("Save and go to the overview")
    assert title in bjarne.text()
    return address


def go_on(bjarne: Tab, address: str) -> None:
    """The second visit: the rest of the task list."""
    bjarne.go(address)
    bjarne.press("Say what you will do", "link")
    bjarne.fill("Why is it needed here?", "Mange er nye her og kjenner ikke naboene.")
    bjarne.fill("Whom is it for?", "Alle i Lervig.")
    bjarne.fill("About how many will take part?", "ca. 150")
    bjarne.press("Save and continue")
    bjarne.page.locator("label", has_text="Lervig").first.click()
    bjarne.page.locator("#starts_on").fill((today() + timedelta(days=120)).isoformat())
    bjarne.choose("physical", "no")
    bjarne.press("Save and continue")
    write_budget(bjarne)
    bjarne.press("Save and continue")
    for section in bjarne.page.locator("section:has(input[type=file])").all():
        name = str(section.locator("input[type=file]").get_attribute("name"))
        bjarne.attach(name, "vedtekter.pdf", "application/pdf", ANYTHING_PDF)
        bjarne.choose(name.replace("file-", "plan-"), "here")
    bjarne.press("Save and continue")


def write_budget(bjarne: Tab) -> None:
    """Line by line, with one more line asked for; the sum follows."""
    for number, (text, amount) in enumerate(LINES, 1):
        if not bjarne.page.locator(f"#expense-{number}").count():
            bjarne.press("Add a line")
        bjarne.page.locator(f"#expense-{number}").fill(text)
        bjarne.page.locator(f"#expense_amount-{number}").fill(amount)
    bjarne.page.locator("#income-1").fill(INCOME[0])
    bjarne.page.locator("#income_amount-1").fill(INCOME[1])
    bjarne.page.locator("#least_workable").fill(LEAST)


def send(bjarne: Tab) -> str:
    """Read it all through, vouch for it, send; the case number."""
    assert bjarne.sees("Check the answers before you send")
    text = bjarne.text()
    assert f"{ASKED} kr" in text
    assert "150" in text
    for name in ("may_apply", "public", "report"):
        bjarne.choose(name, "y")
    bjarne.press("Send the application")
    assert bjarne.sees("Thank you! The application is sent.")
    found = NUMBER.search(bjarne.text())
    assert found, "no number on the receipt"
    return found.group()
