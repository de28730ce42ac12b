"""What happens on a tablet while something else is under way: nobody's words are mixed up, left behind or held up."""

from typing import Any

import pytest

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import KEYS, package
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

SLOW = """(path) => {
  const real = window.fetch;
  window.fetch = (asked, ...how) => asked !== path ? real(asked, ...how)
    : new Promise((go) => { window.letGo = go; }).then(() => real(asked, ...how));
}"""
SWALLOWED = """(path) => {
  const real = window.fetch;
  window.fetch = (asked, how) => asked !== path ? real(asked, how)
    : new Promise((_go, stop) => how.signal.addEventListener("abort", () => stop(how.signal.reason)));
  kiosk.telling.patience = 200;
}"""


def write(kiosk: Tablet, text: str = "Mer lys") -> None:
    kiosk.do("language:nb")
    kiosk.at("start")
    kiosk.do("start:contribution")
    kiosk.at("what")
    kiosk.page.locator("textarea").fill(text)


def to_the_end(kiosk: Tablet) -> None:
    for screen in ("where", "photo", "check", "thanks"):
        kiosk.next()
        kiosk.at(screen)


def test_a_package_that_comes_while_somebody_writes_waits_for_them(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet().on()
    kiosk_server.package = package(KEYS, version="2", surveys=[])
    kiosk.page.evaluate(SLOW, "/nettbrett/pakke")
    kiosk.page.evaluate("() => { window.looked = kiosk.start.look(); }")
    write(kiosk)
    kiosk.page.evaluate("() => { window.letGo(); return window.looked; }")
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "1"
    to_the_end(kiosk)
    kiosk.do("new-person")
    kiosk.page.wait_for_function("() => kiosk.package.now.version === '2'")
    kiosk.at("attract")
    kiosk.sync()
    assert [said["package"] for said in kiosk_server.said()] == ["1"]


def test_whoever_begins_while_the_shift_ends_holds_nothing_up(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.page.evaluate(
        """() => {
          const over = kiosk.shift.over;
          kiosk.shift.over = (why) => { kiosk.person.begin("nb"); kiosk.shift.over = over; return over(why); };
        }"""
    )
    kiosk_server.package_status = 204
    kiosk.page.evaluate("() => kiosk.start.look()")
    kiosk.at("no-shift")
    kiosk_server.package_status = 200
    kiosk.sync()  # it hands itself in first
    kiosk.do("fetch")
    kiosk.at("attract")


def test_nothing_that_was_kept_while_they_were_done_is_left(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    write(kiosk)
    kiosk.page.evaluate(
        """() => {
          const real = kiosk.queue.finish;
          kiosk.queue.finish = (...all) => { kiosk.person.keep("what", { late: ["1"] }); return real(...all); };
        }"""
    )
    to_the_end(kiosk)
    kiosk.page.evaluate("() => kiosk.draft.settled()")
    assert kiosk.dump()["stores"]["nettbrett draft"] == []
    kiosk.reload()
    kiosk.at("attract")


def test_a_line_that_swallows_everything_is_given_up(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    write(kiosk)
    kiosk.page.evaluate(SWALLOWED, "/nettbrett/overfor")
    kiosk.page.evaluate("() => kiosk.handingOver.over()")
    kiosk.at("handed")
    kiosk.page.evaluate("() => kiosk.steps.show()")
    to_the_end(kiosk)
    kiosk.sync()
    kiosk.page.evaluate(SWALLOWED, "/nettbrett/vakt")
    assert kiosk.page.evaluate("() => kiosk.shift.end()")
    kiosk.sync()  # sending isn't held up by it
    assert kiosk_server.handed == []
    assert kiosk.page.evaluate("() => kiosk.store.get('settings', 'handing')")


def test_codes_of_older_packages_are_let_go(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    for version in "23":
        kiosk_server.package = package(KEYS, version=version, forms=7)
        assert kiosk.page.evaluate("() => kiosk.package.fetch()") == "new"
    kiosk.take(1, "contribution")
    assert kiosk.page.evaluate("() => kiosk.package.fetch()") == "new"
    forms = kiosk.dump()["stores"]["nettbrett forms"]
    assert len(forms) == 7
    assert len([one for one in forms if "drawn" in one]) == 1


@pytest.mark.parametrize("status", [204, 401, 403])
def test_what_others_on_the_way_say_ends_no_shift(status: int, kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk_server.package_status, kiosk_server.mark = status, ""
    assert kiosk.page.evaluate("() => kiosk.package.fetch()") == "line"
    kiosk.page.evaluate("() => kiosk.start.look()")
    kiosk.at("attract")


def test_a_new_version_comes_when_nobody_writes(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk.page.evaluate("() => { window.old = true; }")
    write(kiosk)
    kiosk_server.worker_version = "2"
    kiosk.page.evaluate(
        """async () => {
          const changed = new Promise((ready) => navigator.serviceWorker.addEventListener("controllerchange", ready));
          await (await navigator.serviceWorker.ready).update();
          await changed;
        }"""
    )
    assert kiosk.page.locator("textarea").input_value() == "Mer lys"
    kiosk.do("again")
    kiosk.page.wait_for_function("() => !window.old")
    kiosk.at("attract")


def test_a_tablet_that_could_not_open_its_store_begins_anew(tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.add_init_script(
        """if (!window.name) {
          window.name = "once";
          indexedDB.open = () => { throw new DOMException("no", "UnknownError"); };
        }"""
    )
    kiosk.on()
    kiosk.at("broken")
    kiosk.do("fetch")
    kiosk.at("attract")
    assert kiosk.page.evaluate("() => { kiosk.idle.check(); return kiosk.start.ready.then(() => true); }")


def test_thanks_stay_while_another_tab_fetches(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    first = tablet().on()
    second = tablet(first).on()
    write(first)
    to_the_end(first)
    kiosk_server.package = package(KEYS, version="2")
    second.page.evaluate("() => kiosk.package.fetch()")
    first.page.evaluate("() => new Promise((ready) => setTimeout(ready, 50))")
    first.at("thanks")
    first.do("new-person")
    first.page.wait_for_function("() => kiosk.package.now.version === '2'")
    told: Any = first.page.evaluate("() => kiosk.screens.current")
    assert told == "attract"
