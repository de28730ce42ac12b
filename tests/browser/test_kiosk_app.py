"""The engine with the app that serves it: paired, offline, answered in every way, and taken in by the server."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import func, select

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.browser.kiosk_fixtures import SIZE
from tests.browser.kiosk_tablet import Tablet
from tests.browser.tab import AXE, RUN_AXE, TAGS, TOO_WIDE
from tests.browser.test_kiosk_persons import attach, snapshot
from tests.caravan_cast import PIN, AtTheStop, at_the_stop

LANGUAGES = ("nb", "nn", "ar")
EVERY_KIND = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), required=True),
    survey_cast.question("savner", QuestionKind.SEVERAL, choices=survey_cast.choices("lys", "benker"), other=True),
    survey_cast.question("forst", QuestionKind.RANKING, choices=survey_cast.choices("lys", "benker")),
    survey_cast.question("alder", QuestionKind.NUMBER, sensitive=True),
    survey_cast.question("hvor", QuestionKind.ZONE),
    survey_cast.question("bilde", QuestionKind.PHOTO),
    survey_cast.question(
        "syn", QuestionKind.MATRIX, choices=survey_cast.choices("bra", "ille"), rows=survey_cast.choices("lys", "vei")
    ),
    survey_cast.question("mer", QuestionKind.LONG_TEXT),
)
SMALL = """() => [...document.querySelectorAll("button, a, input:not([type=hidden]), textarea, label:has(input)")]
  .filter((one) => one.checkVisibility({opacityProperty: true}) && !one.closest("[hidden]") && !one.disabled)
  .filter((one) => !one.matches(".ds-sr-only, label input"))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.width < 59.5 || box.height < 59.5))
  .map(([box, html]) => `${box.width}×${box.height} ${html}`)"""
STEP = """async (press) => {
  const began = performance.now();
  document.querySelector(press).click();
  await new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
  return performance.now() - began;
}"""


@pytest.fixture
def here(app: Flask) -> AtTheStop:
    world = cast.storhaug()
    return at_the_stop(world, survey_cast.opened(world, EVERY_KIND), languages=LANGUAGES)


@pytest.fixture
def kiosk(chromium: Browser, served: str, here: AtTheStop) -> Iterator[Tablet]:
    context: BrowserContext = chromium.new_context(viewport=SIZE, locale="nb-NO", reduced_motion="reduce")
    cookie = {"name": "nettbrett", "value": here.token, "domain": "localhost", "path": "/nettbrett"}
    context.add_cookies([cookie])  # type: ignore[list-item]
    opened = Tablet(context, served).on()
    opened.at("attract")
    yield opened
    context.close()
    assert not opened.problems, "\n".join(opened.problems)


def contribute(kiosk: Tablet, text: str) -> None:
    kiosk.do("language:nn")
    kiosk.at("start")
    kiosk.do("start:contribution")
    kiosk.tick("kind", "better")
    kiosk.page.locator("textarea[name=text]").fill(text)
    kiosk.next()
    kiosk.at("where")
    kiosk.page.locator("label:has(input[name=zone])").first.click()
    kiosk.next()
    kiosk.at("photo")
    attach(kiosk, snapshot(600, 400))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.next()
    kiosk.at("check")
    kiosk.next()
    kiosk.at("thanks")


def answer_all(kiosk: Tablet) -> None:
    """A survey with a question of each kind, from its front page to thanks."""
    kiosk.do("language:nb")
    kiosk.at("start")
    kiosk.page.locator("[data-do^='start:survey']").click()
    kiosk.at("/front")
    kiosk.next()
    kiosk.at("trives")
    kiosk.next()
    kiosk.page.locator(".mv-kiosk-errors a").wait_for()
    kiosk.tick("answer", "ja")
    kiosk.next()
    kiosk.at("savner")
    kiosk.tick("answer", "lys")
    kiosk.page.locator("input[name=other]").fill("En kiosk")
    kiosk.next()
    kiosk.at("forst")
    kiosk.page.locator(".mv-arrow:enabled").first.click()
    kiosk.next()
    kiosk.at("alder")
    kiosk.do("decline")
    kiosk.at("hvor")
    kiosk.page.locator("label:has(input[name=answer])").first.click()
    kiosk.next()
    kiosk.at("bilde")
    attach(kiosk, snapshot(600, 400))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.next()
    kiosk.at("syn/lys")
    kiosk.tick("row.lys", "bra")
    kiosk.next()
    kiosk.at("syn/vei")
    kiosk.do("skip")
    kiosk.at("mer")
    kiosk.page.locator("textarea").fill("Takk for praten")
    kiosk.next()
    kiosk.at("/check")
    kiosk.next()
    kiosk.at("thanks")


def test_what_is_said_offline_comes_to_the_server(kiosk: Tablet, here: AtTheStop) -> None:
    kiosk.ready_offline()
    kiosk.context.set_offline(True)
    kiosk.page.reload()
    kiosk.at("attract")
    contribute(kiosk, "Det trengst ein benk ved bekken.")
    code = kiosk.page.locator("[data-fill=code]").inner_text()
    kiosk.do("new-person")
    kiosk.at("attract")
    answer_all(kiosk)
    assert kiosk.counts() == {"waiting": 2, "photos": 2, "taken": 2, "sent": 0}
    kiosk.context.set_offline(False)
    kiosk.sync()
    assert kiosk.counts() == {"waiting": 0, "photos": 0, "taken": 2, "sent": 2}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(ItemPhoto)) in (0, 2)  # 0: they are where they belong
    why = db.session.execute(select(Item.stands, Item.held_for, Item.why)).all()
    assert {stands for stands, _for, _why in why} == {ItemState.TAKEN}, why
    found = db.session.scalars(select(Contribution)).one()
    assert (found.text, found.kind.value) == ("Det trengst ein benk ved bekken.", "better")
    assert contribution_by_code(code, secret=secret()) == found
    told = db.session.scalars(select(Response)).one().content
    assert told["savner"] == {"choices": ["lys", "other"], "other": "En kiosk"}
    assert sorted(told["forst"]["order"]) == ["benker", "lys"]
    assert (told["trives"], told["alder"]) == ({"choice": "ja"}, {"declined": True})
    assert (told["syn"], told["mer"]) == ({"rows": {"lys": "bra"}}, {"text": "Takk for praten"})
    assert len(told["bilde"]["photos"]) == 1
    assert told["hvor"]["zone"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_used_by_everybody(language: str, kiosk: Tablet) -> None:
    """Axe, no scrolling sideways, and targets of 60 pixels, upright and lying."""
    seen, wrong = set[str](), list[str]()

    def look() -> None:
        name = kiosk.page.evaluate("() => kiosk.screens.current")
        seen.add(name)
        if not kiosk.page.evaluate("() => 'axe' in window"):
            kiosk.page.evaluate(AXE.read_text("utf-8"))
        wrong.extend(f"{name}: {one}" for one in kiosk.page.evaluate(RUN_AXE, TAGS))
        wrong.extend(f"{name}: {one}" for one in kiosk.page.evaluate(SMALL))
        wide = kiosk.page.evaluate(TOO_WIDE)
        wrong.extend([f"{name}: {wide}"] if wide else [])

    look()
    kiosk.do(f"language:{language}")
    kiosk.at("start")
    look()
    kiosk.do("start:contribution")
    kiosk.at("what")
    look()
    kiosk.next()
    kiosk.page.locator(".mv-kiosk-errors").wait_for()
    look()
    kiosk.page.locator("textarea[name=text]").fill("x")
    for screen in ("where", "photo", "check", "thanks"):
        kiosk.next()
        kiosk.at(screen)
        look()
    kiosk.do("new-person")
    kiosk.do(f"language:{language}")
    kiosk.page.locator("[data-do^='start:survey']").click()
    kiosk.at("/front")
    look()
    kiosk.next()
    kiosk.tick("answer", "ja")
    for screen in ("savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer", "/check"):
        kiosk.next()
        kiosk.at(screen)
        look()
    kiosk.page.locator("#kiosk-top a[data-do=corner]").click()
    kiosk.at("pin")
    look()
    kiosk.page.locator("input[name=pin]").fill(PIN)
    kiosk.page.keyboard.press("Enter")
    kiosk.at("corner")
    look()
    assert len(seen) == 19
    assert wrong == []


def test_a_step_is_quick_on_a_slow_tablet(kiosk: Tablet) -> None:
    slow = kiosk.context.new_cdp_session(kiosk.page)
    kiosk.do("language:nb")
    kiosk.page.locator("[data-do^='start:survey']").click()
    kiosk.next()
    kiosk.tick("answer", "ja")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took = {}
    for screen in ("savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer", "/check"):
        took[screen] = round(kiosk.page.evaluate(STEP, "#kiosk [type=submit]:not(.mv-arrow)"))
        kiosk.at(screen)
    print(took)
    assert sorted(took.values())[len(took) // 2] <= 100


def test_the_whole_first_load_is_small(chromium: Browser, served: str, here: AtTheStop) -> None:
    context = chromium.new_context(service_workers="block")
    context.add_cookies([{"name": "nettbrett", "value": here.token, "domain": "localhost", "path": "/nettbrett"}])
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    came = list[float]()
    network.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    page.goto(f"{served}/nettbrett/")
    page.locator('html[data-screen="attract"]').wait_for(state="attached")
    print(f"{len(came)} files, {sum(came) / 1000:.0f} kB")
    assert 6 <= len(came) <= 20
    assert sum(came) <= 250_000
    context.close()
