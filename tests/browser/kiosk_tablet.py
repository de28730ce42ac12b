"""A tablet in a test's hands: one page of the engine, and what a person does on it."""

from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.browser.kiosk_package import SURVEY

EXPECTED = ("Failed to load resource", "net::ERR_", "service worker")
ANSWERED = {"one": {"answer": ["b"]}, "matrix": {"row.r": ["x"]}}
TAKE_MANY = """async ([count, kind, photo, survey, answered, text, pictured]) => {
  for (let at = 0; at < count; at += 1) {
    kiosk.person.begin("nb");
    const words = [`ord ${at}`];
    kiosk.person.set(kind === "answers"
      ? {kind, survey, fields: {...answered, [text]: {answer: words}}, at: "/check"}
      : {kind, fields: {what: {text: words}}, at: "check"});
    if (photo) {
      await kiosk.person.addPhoto(kind === "answers" ? pictured : "", await kiosk.photos.shrink(await picture(at)));
    }
    await kiosk.steps.show();
    await kiosk.steps.finish();
  }
  function picture(at) {
    const canvas = new OffscreenCanvas(60, 40), pen = canvas.getContext("2d");
    pen.fillStyle = `rgb(${at * 5 % 256} 80 120)`;
    pen.fillRect(0, 0, 60, 40);
    return canvas.convertToBlob({type: "image/png"});
  }
}"""
DUMP = """async () => {
  const plain = (held) => held instanceof ArrayBuffer ? "bytes:" + new TextDecoder().decode(held)
    : ArrayBuffer.isView(held) ? "bytes:" + new TextDecoder().decode(held)
    : held instanceof CryptoKey ? {key: held.type, extractable: held.extractable}
    : Array.isArray(held) ? held.map(plain)
    : held && typeof held === "object" ? Object.fromEntries(Object.entries(held).map(([k, v]) => [k, plain(v)])) : held;
  const stores = {}, caught = {};
  for (const {name} of await indexedDB.databases()) {
    const db = await idb.openDB(name);
    for (const store of db.objectStoreNames) {
      if (store !== "package") stores[`${name} ${store}`] = plain(await db.getAll(store));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) caught[one.url] = name;
  }
  return {stores, caught, local: {...localStorage}, session: {...sessionStorage}, state: history.state,
    long: history.length, address: location.href, page: document.documentElement.outerHTML};
}"""


class Tablet:
    """One page. Every complaint of its is noted."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base, self.problems = context, base, list[str]()
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("console", self._said)

    def on(self) -> "Tablet":
        """Open the address, and wait until it has started."""
        self.page.goto(f"{self.base}/nettbrett/")
        self.page.evaluate("() => kiosk.start.ready")
        return self

    def ready_offline(self) -> "Tablet":
        """Wait until it works without network."""
        self.page.evaluate(
            """async () => {
              await navigator.serviceWorker.ready;
              if (!navigator.serviceWorker.controller) {
                await new Promise((ready) => navigator.serviceWorker.addEventListener("controllerchange", ready));
              }
            }"""
        )
        return self

    def reload(self) -> None:
        """Load the page anew, once what has been said so far is kept, and wait until it has started.

        What is pressed leads on at once and is kept as soon as may be: whoever reloads between them is a step behind.
        """
        self.page.evaluate("() => kiosk.draft.settled()")
        self.page.reload()
        self.page.evaluate("() => kiosk.start.ready")

    def do(self, what: str) -> None:
        """Press the button that does this."""
        self.page.locator(f'[data-do="{what}"]:visible').first.click()

    def next(self) -> None:
        """Send the form on the screen."""
        self.page.locator("#kiosk form button[type=submit]:not(.mv-arrow)").click()

    def at(self, screen: str) -> None:
        """Wait for the screen."""
        self.page.locator(f'html[data-screen="{screen}"]').wait_for(state="attached")

    def tick(self, name: str, value: str) -> None:
        """Choose by pressing the label."""
        self.page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()

    def take(
        self, count: int, kind: str, *, photo: bool = False, survey: UUID = SURVEY, answered: Any = None,
        text: str = "check", pictured: str = "photo",
    ) -> None:  # fmt: skip
        """So many persons, one after another, as the screens' own scripts see to them."""
        self.page.evaluate(TAKE_MANY, [count, kind, photo, str(survey), answered or ANSWERED, text, pictured])

    def counts(self) -> dict[str, int]:
        """What the queue holds."""
        return self.page.evaluate("() => kiosk.queue.counts(kiosk.package.now?.shift.id)")

    def sync(self) -> None:
        """Try to send now, after what may be under way, and wait until it has been tried."""
        self.page.evaluate("() => kiosk.sending.go().then(() => kiosk.sending.go())")

    def dump(self) -> dict[str, Any]:
        """All that a browser can be asked for, but the package."""
        return self.page.evaluate(DUMP)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in EXPECTED):
            self.problems.append(message.text[:300])
