"""The engine with the app that serves it: paired, offline, answered in every way, and taken in by the server."""

import pytest
from playwright.sync_api import Browser
from sqlalchemy import func, select

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Response
from medvirkning.web.keys import secret
from tests.browser.kiosk_tablet import Tablet
from tests.browser.test_kiosk_persons import attach, snapshot
from tests.caravan_cast import AtTheStop

STEP = """async (press) => {
  const began = performance.now();
  document.querySelector(press).click();
  await new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
  return performance.now() - began;
}"""


def contribute(kiosk: Tablet, text: str) -> None:
    kiosk.do("language:nn")
    kiosk.at("start")
    kiosk.do("start:contribution")
    kiosk.tick("kind", "better")
    kiosk.page.locator("textarea[name=text]").fill(text)
    kiosk.next()
    kiosk.at("theme")
    kiosk.page.locator("label:has(input[name=theme])").first.click()
    kiosk.next()
    kiosk.at("where")
    kiosk.page.locator("label:has(input[name=zone])").first.click()
    kiosk.next()
    kiosk.at("photo")
    attach(kiosk, snapshot(600, 400))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.next()
    kiosk.at("check")
    assert kiosk.page.locator("#kiosk dl").inner_text().count("Møteplassar") == 1
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
    kiosk.reload()
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
    assert found.goal
    assert found.goal.name.text("nn") == "Møteplassar"
    assert contribution_by_code(code, secret=secret()) == found
    told = db.session.scalars(select(Response)).one().content
    assert told["savner"] == {"choices": ["lys", "other"], "other": "En kiosk"}
    assert sorted(told["forst"]["order"]) == ["benker", "lys"]
    assert (told["trives"], told["alder"]) == ({"choice": "ja"}, {"declined": True})
    assert (told["syn"], told["mer"]) == ({"rows": {"lys": "bra"}}, {"text": "Takk for praten"})
    assert len(told["bilde"]["photos"]) == 1
    assert told["hvor"]["zone"]


def test_a_step_is_quick_on_a_slow_tablet(kiosk: Tablet) -> None:
    slow = kiosk.context.new_cdp_session(kiosk.page)
    best = dict[str, int]()
    for _ in range(5):  # what else the machine does can lengthen a step, and never shortens it
        kiosk.do("language:nb")
        kiosk.page.locator("[data-do^='start:survey']").click()
        kiosk.next()
        kiosk.tick("answer", "ja")
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        for screen in ("savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer", "/check"):
            took = round(kiosk.page.evaluate(STEP, "#kiosk [type=submit]:not(.mv-arrow)"))
            kiosk.at(screen)
            best[screen] = min(took, best.get(screen, took))
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        print(best)
        if max(best.values()) <= 100:
            return
        kiosk.do("again")
        kiosk.at("attract")
    pytest.fail(f"too slow: {best}")


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


def test_what_is_half_done_goes_on_on_ones_own_phone(kiosk: Tablet, served: str) -> None:
    kiosk.do("language:nb")
    kiosk.do("start:contribution")
    kiosk.page.locator("textarea[name=text]").fill("Det trengs en benk")
    kiosk.context.set_offline(True)
    kiosk.do("hand-over")
    kiosk.page.locator("[data-if=failed]:visible").wait_for()
    kiosk.do("stay")
    kiosk.at("what")
    kiosk.context.set_offline(False)
    with kiosk.page.expect_response("**/overfor") as told:
        kiosk.do("hand-over")
    kiosk.page.locator("svg[data-qr] path").wait_for()
    address = told.value.json()["address"]
    kiosk.do("new-person")
    kiosk.at("attract")
    assert kiosk.dump()["stores"]["nettbrett draft"] == []
    assert kiosk.counts() == {"waiting": 0, "photos": 0, "taken": 0, "sent": 0}
    phone = kiosk.context.new_page()
    phone.goto(f"{served}/{address.split('/', 3)[3]}")
    assert phone.locator("textarea[name=text]").input_value() == "Det trengs en benk"
