"""A package that is as it was is not fetched again: what the tablet has does, as long as it has codes enough."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import KEYS, package
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

LOOK = "() => kiosk.package.fetch()"
LEFT = "() => kiosk.forms.left()"
KEPT_BY_THE_BROWSER = """() => fetch("/nettbrett/pakke", {cache: "only-if-cached", mode: "same-origin"})
  .then((found) => found.status, () => 504)"""


def test_what_is_as_it_was_is_not_fetched_again(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.etag = 'W/"1"'
    kiosk = tablet().on()
    kiosk.at("attract")
    assert kiosk.page.evaluate(LOOK) == "same"
    kiosk_server.etag, kiosk_server.package = 'W/"2"', package(KEYS, version="2")
    assert kiosk.page.evaluate(LOOK) == "new"
    assert kiosk.page.evaluate(LOOK) == "same"
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "2"
    assert kiosk_server.marks == [None, 'W/"1"', 'W/"1"', 'W/"2"']
    kiosk.reload()
    kiosk.at("attract")
    assert kiosk_server.marks[4:] == [None], "a page that is loaded anew fetches everything"


def test_a_tablet_that_runs_out_of_codes_fetches_more(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.etag, kiosk_server.package = 'W/"1"', package(KEYS, forms=101)
    kiosk = tablet().on()
    kiosk.at("attract")
    kiosk.take(1, "contribution")
    kiosk.do("new-person")
    assert kiosk.page.evaluate(LOOK) == "same"
    kiosk.take(1, "contribution")
    kiosk.do("new-person")
    assert kiosk.page.evaluate(LEFT) == 99
    kiosk_server.package = package(KEYS, forms=101)
    assert kiosk.page.evaluate(LOOK) == "new"
    assert kiosk.page.evaluate(LEFT) == 101


def test_codes_are_let_go_of_within_the_hour(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.etag = 'W/"1"'
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.at("attract")
    assert kiosk.page.evaluate(LOOK) == "same"
    now = kiosk.page.evaluate("() => Date.now()")
    kiosk.page.clock.set_system_time(now + 61 * 60_000)
    assert kiosk.page.evaluate(LOOK) == "new"
    assert kiosk.page.evaluate(LOOK) == "same"
    assert kiosk.page.evaluate("() => kiosk.package.fetch({whole: true})") == "new"


def test_a_look_that_came_while_somebody_wrote_is_had_when_they_are_done(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet().on()
    kiosk.do("language:nb")
    kiosk_server.package = package(KEYS, version="2")
    kiosk.page.evaluate("() => kiosk.start.look()")
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "1"
    kiosk.do("again")
    kiosk.page.wait_for_function("() => kiosk.package.now.version === '2'")


def test_the_real_one_says_so_and_the_browser_keeps_nothing(kiosk: Tablet) -> None:
    kiosk.ready_offline()
    assert kiosk.page.evaluate(LOOK) in ("new", "same")
    with kiosk.page.expect_response("**/nettbrett/pakke") as answer:
        assert kiosk.page.evaluate(LOOK) == "same"
    assert (answer.value.status, answer.value.headers["cache-control"]) == (304, "no-store")
    assert kiosk.page.evaluate("() => kiosk.package.whole(kiosk.package.now).then(() => true)")
    assert not [address for address in kiosk.dump()["caught"] if "pakke" in address]
    assert kiosk.page.evaluate(KEPT_BY_THE_BROWSER) == 504
