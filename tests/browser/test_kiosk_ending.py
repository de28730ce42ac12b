"""The end of a shift on a tablet: it asks first, and leaves nothing unsent behind but in a sealed file."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import SHIFT
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.test_kiosk_shift import to_corner


def to_ending(kiosk: Tablet) -> None:
    to_corner(kiosk)
    kiosk.at("corner")
    kiosk.do("end")
    kiosk.at("ending")


def test_a_shift_ends_when_nothing_is_left_unsent_or_unsealed(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk.context.set_offline(True)
    kiosk.take(2, "contribution", photo=True)
    to_corner(kiosk)
    kiosk.at("corner")
    kiosk.do("end")
    kiosk.page.locator("[data-if=unsent]:visible").wait_for()
    with kiosk.page.expect_download():
        kiosk.do("sealed")
    kiosk.page.locator("[data-if=unsent]:visible").wait_for(state="detached")
    kiosk.do("end")
    kiosk.at("ending")
    kiosk.page.locator("[data-if=sealed]:visible").wait_for()
    kiosk.do("end-now")
    kiosk.at("no-shift")
    held = kiosk.dump()["stores"]
    assert held["nettbrett forms"] == held["nettbrett draft"] == []
    assert kiosk.page.evaluate("() => kiosk.store.get('package', 'now')") is None
    assert kiosk_server.handed == []
    kiosk.context.set_offline(False)
    kiosk.sync()
    assert len(kiosk_server.said()) == len(kiosk_server.photos()) == 2
    assert kiosk_server.handed == [{"shift": str(SHIFT), "taken": 2, "waiting": 2}]
    assert [count["shift"] for count in kiosk.dump()["stores"]["nettbrett done"]] == [str(SHIFT)], "and nothing else"
    kiosk.sync()
    assert len(kiosk_server.handed) == 1


def test_one_press_ends_nothing(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.take(3, "contribution")
    kiosk.sync()
    to_ending(kiosk)
    told = {
        name: kiosk.page.locator(f"#kiosk [data-fill={name}]").inner_text() for name in ("taken", "sent", "waiting")
    }
    assert told == {"taken": "3", "sent": "3", "waiting": "0"}
    assert not kiosk.page.locator("[data-if=sealed]").is_visible()
    assert kiosk.page.evaluate("() => document.activeElement.tagName") == "H1"
    kiosk.do("stay-open")
    kiosk.at("corner")
    assert kiosk_server.handed == []
    kiosk.do("close")
    kiosk.at("attract")
    to_ending(kiosk)
    kiosk.do("end-now")
    kiosk.at("no-shift")
    kiosk_server.wait(lambda: kiosk_server.handed == [{"shift": str(SHIFT), "taken": 3, "waiting": 0}])


def test_what_comes_while_it_asks_stops_the_end(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    beside = tablet(kiosk).on()
    kiosk.context.set_offline(True)
    to_ending(kiosk)
    beside.take(1, "contribution")
    kiosk.do("end-now")
    kiosk.at("corner")
    kiosk.page.locator("[data-if=unsent]:visible").wait_for()


def test_nobody_finds_the_question_an_hour_later(tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    to_ending(kiosk)
    kiosk.page.clock.run_for(121_000)
    kiosk.at("attract")
