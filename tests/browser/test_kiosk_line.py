"""The line comes and goes: what is said of it stays true, and a shift that has ended stays so."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import SHIFT
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

LOOK_ANEW = "() => kiosk.start.look().then(() => kiosk.start.look())"  # after a look that may be under way
SLOW_PACKAGE = """() => {
  const real = self.fetch, hold = new Promise((resolve) => { self.goOn = resolve; });
  self.asked = new Promise((resolve) => {
    self.fetch = async (path, how) => {
      const answer = await real(path, how);
      if (path === "/nettbrett/pakke") { resolve(); await hold; }
      return answer;
    };
  });
  self.looked = kiosk.package.fetch();
  return self.asked;
}"""
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
    kiosk.page.evaluate(LOOK_ANEW)
    kiosk.at("attract")  # a coordinator has let it in again


def test_a_tablet_that_comes_back_into_its_shift_tells_of_all_it_took(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet().on()
    ended_without_line(kiosk)
    kiosk.context.set_offline(False)
    kiosk.sync()
    kiosk.page.evaluate(LOOK_ANEW)
    kiosk.at("attract")  # a coordinator has let it in again
    kiosk.take(2, "contribution")
    kiosk.sync()
    assert kiosk.counts() | {"photos": 0} == {"waiting": 0, "photos": 0, "taken": 3, "sent": 3}
    kiosk.page.evaluate("() => kiosk.shift.end()")
    assert [told["taken"] for told in kiosk_server.handed] == [1, 3]
    assert [held["shift"] for held in kiosk.dump()["stores"]["nettbrett done"]] == [str(SHIFT)], "until the next shift"


def test_an_answer_that_is_older_than_the_end_opens_nothing(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    """The package was on its way while the tablet handed itself in."""
    kiosk = tablet().on().ready_offline()
    ended_without_line(kiosk)
    kiosk.page.route("**/nettbrett/vakt", lambda route: route.fulfill(status=503))
    kiosk.context.set_offline(False)
    kiosk.page.evaluate(SLOW_PACKAGE)
    kiosk.page.unroute("**/nettbrett/vakt")
    kiosk.sync()
    assert [told["taken"] for told in kiosk_server.handed] == [1]
    assert kiosk.page.evaluate("() => { self.goOn(); return self.looked; }") == "no-shift"
    assert kiosk.page.evaluate("() => kiosk.package.now") is None
