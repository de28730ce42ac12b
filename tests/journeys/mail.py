"""Reading the mail that has been sent, where the demo shows it."""

import time

from tests.browser.tab import Tab

PATIENCE = 30  # seconds; the mail worker looks into the outbox every other one


def mailed_link(reader: Tab, to: str, subject: str, **values: str) -> str:
    """The path of the first link in the newest mail to this address with this subject; waits for the mail worker."""
    began, title = time.monotonic(), reader.words(subject, **values)
    while time.monotonic() - began < PATIENCE:
        reader.go("/demo/mail")
        mails = reader.page.locator("article").filter(has_text=to).filter(has_text=title)
        if mails.count():
            return str(mails.first.locator("a").first.get_attribute("href")).removeprefix(reader.base)
        time.sleep(0.5)
    raise AssertionError(f"no mail «{title}» to {to}")
