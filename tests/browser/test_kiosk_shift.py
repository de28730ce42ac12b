"""The tablet and its shift: packages old and new, the coordinators' corner, and the end."""

from typing import Any

import pytest

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import KEYS, PIN, package
from tests.browser.kiosk_server import KioskServer, as_json, kept
from tests.browser.kiosk_tablet import Tablet

TELL = "() => kiosk.package.fetch()"


def to_corner(kiosk: Tablet, pin: str = PIN) -> None:
    kiosk.page.locator("#kiosk-top a[data-do=corner]").click()
    kiosk.at("pin")
    tried(kiosk, pin)


def tried(kiosk: Tablet, pin: str) -> None:
    """Write a PIN and wait for what comes of it: a screen of its own, the same one anew where the PIN is wrong."""
    form = kiosk.page.locator("#kiosk form").element_handle()
    kiosk.page.locator("input[name=pin]").fill(pin)
    kiosk.page.keyboard.press("Enter")
    form.wait_for_element_state("hidden")


@pytest.mark.parametrize(
    ("lacking", "what"),
    [
        ({"key": {"id": "x", "public": "AAAA"}}, "key"),
        ({"words": {"nb": {}}}, "ar words"),
        ({"screens": package(KEYS)["screens"] | {"ar": {}}}, "ar top"),
        ({"pin": {}}, "shift, pin or languages"),
        ({"surveys": [package(KEYS)["surveys"][0] | {"screens": {"nb": {"front": "x", "check": "x"}}}]}, "nb one"),
        ({"assets": ["/static/build/gone-0123456789.png"]}, "/static/build/gone-0123456789.png"),
    ],
)
def test_the_old_package_stays_until_the_new_is_whole(
    lacking: dict[str, Any], what: str, kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet().on()
    kiosk_server.package = package(KEYS, version="2", **lacking)
    assert kiosk.page.evaluate(TELL) == "incomplete"
    assert what in kiosk.page.evaluate("() => kiosk.package.lacking")
    kiosk.reload()
    kiosk.at("attract")
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "1"
    kiosk_server.package = package(KEYS, version="2")
    assert kiosk.page.evaluate(TELL) == "new"
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "2"


@pytest.mark.parametrize(
    ("status", "told"), [(204, "no-shift"), (401, "unknown"), (403, "shut-out"), (500, "line"), (302, "line")]
)
def test_what_the_server_says_of_a_package_is_told_apart(
    status: int, told: str, kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(1, "contribution")
    kiosk.do("new-person")
    kiosk.at("attract")
    kiosk_server.package_status = status
    kiosk.context.set_offline(False)
    assert kiosk.page.evaluate(TELL) == told
    kiosk.page.evaluate("() => kiosk.start.look()")
    kiosk.at(told if told in ("no-shift", "shut-out") else "attract")
    if told == "shut-out":
        assert kiosk.dump()["stores"]["nettbrett forms"] == []
        assert kiosk.page.evaluate("() => kiosk.store.get('package', 'now')") is None
    kiosk.reload()
    kiosk.at(told if told in ("no-shift", "shut-out") else "attract")
    kiosk.sync()  # what was said is sent in any case
    assert len(kiosk_server.came) == 1


def test_the_corner_is_behind_a_pin_and_a_hold(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.page.clock.pause_at(kiosk.page.evaluate("() => Date.now() + 1000"))  # or it runs on beside what we tell it
    logo = kiosk.page.locator("[data-hold]")
    logo.click()
    assert kiosk.page.evaluate("() => kiosk.screens.current") == "attract"
    logo.hover()
    kiosk.page.mouse.down()
    kiosk.page.clock.run_for(2_900)
    assert kiosk.page.evaluate("() => kiosk.screens.current") == "attract"
    kiosk.page.clock.run_for(200)
    kiosk.at("pin")
    kiosk.page.mouse.up()
    kiosk.page.evaluate("() => kiosk.start.home()")
    logo.press("Enter")
    kiosk.at("pin")
    for _ in range(5):
        tried(kiosk, "0000")
        kiosk.page.locator("[data-if=wrong]:visible").wait_for()
        kiosk.page.locator("input[name=pin]:focus").wait_for()
    to_corner(kiosk)
    kiosk.page.locator("[data-if=wait]:visible").wait_for()
    kiosk.page.clock.run_for(61_000)
    kiosk.page.evaluate("() => kiosk.idle.more()")
    to_corner(kiosk)
    kiosk.at("corner")


def test_the_checks_and_the_counts(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk.take(2, "contribution")
    kiosk.sync()
    kiosk.context.set_offline(True)
    kiosk.take(1, "answers", photo=True)
    to_corner(kiosk)
    kiosk.at("corner")
    states = {
        name: kiosk.page.locator(f"[data-check={name}]").get_attribute("data-state")
        for name in ("clock", "package", "offline")
    }
    assert states == {"clock": "ok", "package": "ok", "offline": "ok"}
    told = {
        name: kiosk.page.locator(f"#kiosk [data-fill={name}]").inner_text()
        for name in ("taken", "sent", "waiting", "photos")
    }
    assert told == {"taken": "3", "sent": "2", "waiting": "1", "photos": "1"}


def test_a_tablet_that_is_shut_out_learns_it_from_what_it_sends(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(2, "contribution")
    kiosk.do("new-person")
    kiosk.at("attract")
    kiosk_server.package_status = 403
    kiosk_server.mischief = lambda one, body, _count: as_json(kept(one, body) | {"revoked": True})
    kiosk.context.set_offline(False)
    kiosk.sync()
    kiosk.at("shut-out")
    assert len(kiosk_server.came) == 2
    assert kiosk.counts()["waiting"] == 0


def test_a_tablet_that_is_not_known_keeps_on_and_sends_when_it_is_paired_anew(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk_server.mischief, kiosk_server.deaf = lambda _id, _body, _count: (401, "application/json", b"{}"), True
    kiosk = tablet().on()
    kiosk.take(1, "contribution")
    kiosk.sync()
    kiosk.page.locator('#kiosk-banner[data-state="unknown"][data-waiting="1"]').wait_for()
    kiosk.do("new-person")
    kiosk_server.package_status = 401
    kiosk.page.evaluate("() => kiosk.start.look()")
    kiosk.at("attract")  # residents can go on
    kiosk_server.package_status, kiosk_server.mischief = 200, lambda _id, _body, _count: "no"
    to_corner(kiosk)
    kiosk.at("corner")
    kiosk.do("pair")
    kiosk.at("pair")
    kiosk.page.locator("input[name=code]").fill("RIKTIG")
    kiosk.page.keyboard.press("Enter")
    kiosk.at("attract")
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)
    kiosk.page.locator('#kiosk-banner[data-state="unknown"]').wait_for(state="detached")


def test_what_one_tab_ends_the_other_ends_too(tablet: OpenTablet) -> None:
    first = tablet().on()
    second, third = tablet(first).on(), tablet(first).on()
    third.do("language:nb")
    third.at("start")
    assert first.page.evaluate("() => kiosk.shift.end()")
    second.at("no-shift")
    third.at("start")  # who is in the midst is let finish
    third.do("start:contribution")
    third.page.locator("textarea").fill("Mer lys")
    for screen in ("where", "photo", "check", "thanks"):
        third.next()
        third.at(screen)
    third.do("new-person")
    third.at("no-shift")
    third.sync()
    assert third.counts()["waiting"] == 0


def test_who_was_asked_something_else_begins_anew(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.do("language:nb")
    kiosk.do("start:contribution")
    kiosk.page.locator("textarea").fill("Mer lys")
    kiosk.page.locator("textarea").blur()
    kiosk.reload()
    kiosk.at("what")
    assert kiosk.page.locator("textarea").input_value() == "Mer lys"
    kiosk_server.package = package(KEYS, version="2")
    kiosk.page.evaluate(TELL)
    kiosk.reload()
    kiosk.at("attract")
    assert kiosk.dump()["stores"]["nettbrett draft"] == []
