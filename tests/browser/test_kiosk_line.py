"""The line comes and goes: what is said of it stays true, and a shift that has ended stays so."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import SHIFT
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

BANNER = '#kiosk-banner[data-state="{}"]'


def banner(kiosk: Tablet, state: str) -> None:
    kiosk.page.locator(BANNER.format(state)).wait_for(state="attached")


def test_the_banner_goes_when_the_line_is_back_and_nothing_waits(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    banner(kiosk, "offline")
    kiosk.context.set_offline(False)
    banner(kiosk, "")
    kiosk.do("language:nb")  # with somebody in the midst, too
    kiosk.context.set_offline(True)
    banner(kiosk, "offline")
    kiosk.context.set_offline(False)
    banner(kiosk, "")


def test_the_banner_stays_while_what_waits_does_not_get_through(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.mischief, kiosk_server.deaf = lambda _id, _body, _count: None, True  # a line that leads nowhere
    kiosk = tablet().on()
    kiosk.take(1, "contribution")
    kiosk.sync()
    banner(kiosk, "offline")
    kiosk.page.evaluate("() => kiosk.sending.go(false)")
    banner(kiosk, "offline")


def ended_without_line(kiosk: Tablet) -> None:
    kiosk.context.set_offline(True)
    kiosk.take(1, "contribution")
    kiosk.page.evaluate("() => kiosk.shift.over('no-shift')")
    kiosk.page.evaluate("() => kiosk.start.home()")
    kiosk.at("no-shift")


def test_a_shift_that_was_ended_without_line_stays_ended(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    ended_without_line(kiosk)
    kiosk_server.lets_go = True  # as the real one: who has handed itself in is in no shift
    kiosk.context.set_offline(False)
    kiosk.page.evaluate("() => kiosk.start.look()")
    assert kiosk.page.evaluate("() => kiosk.screens.current") == "no-shift"
    kiosk.sync()
    assert kiosk_server.handed == [{"shift": str(SHIFT), "taken": 1, "waiting": 1}]


def test_it_stays_ended_though_the_server_has_not_heard_of_it(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    ended_without_line(kiosk)
    kiosk.page.route("**/nettbrett/vakt", lambda route: route.fulfill(status=503))
    kiosk.context.set_offline(False)
    kiosk.page.evaluate("() => kiosk.start.look()")
    assert kiosk.page.evaluate("() => kiosk.screens.current") == "no-shift"
    kiosk.page.unroute("**/nettbrett/vakt")
    kiosk.sync()
    kiosk.page.evaluate("() => kiosk.start.look()")
    kiosk.at("attract")  # a coordinator has let it in again
