"""What somebody leaves on a tablet that could lead the next one, or a thief, to what they said."""

from hashlib import sha256

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.test_kiosk_persons import SECRET, attach, begin, contribute, snapshot


def send(kiosk: Tablet) -> None:
    kiosk.next()
    kiosk.at("check")
    kiosk.next()
    kiosk.at("thanks")
    kiosk.do("new-person")
    kiosk.at("attract")


def test_no_id_is_left_that_opens_a_receipt(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    """On the server the id of a form opens the receipt of what was sent with it, for two days."""
    kiosk = tablet().on()
    contribute(kiosk)
    send(kiosk)
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)
    kiosk.sync()
    [said] = kiosk_server.said()
    assert kiosk_server.package
    code = next(one["code"] for one in kiosk_server.package["forms"] if one["id"] == said["form"])
    left = str(kiosk.dump())
    assert said["form"] not in left
    assert f"'{code}'" not in left
    assert sha256(said["form"].encode()).hexdigest() in left, "and is not drawn again"


def test_codes_of_an_older_package_are_let_go_of(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    assert kiosk_server.package
    older, newer = kiosk_server.package["forms"][:3], kiosk_server.package["forms"][3:]
    kiosk_server.package = kiosk_server.package | {"forms": newer}
    kiosk.page.evaluate("() => kiosk.package.fetch()")
    held = {one["id"] for one in kiosk.dump()["stores"]["nettbrett forms"]}
    assert held == {one["id"] for one in newer}
    assert not held & {one["id"] for one in older}


def test_a_photo_is_named_by_what_only_its_owner_has(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    contribute(kiosk)
    attach(kiosk, snapshot(300, 200))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.reload()
    kiosk.at("photo")
    kiosk.page.locator("[data-photos] canvas").wait_for()
    send(kiosk)
    kiosk_server.wait(lambda: len(kiosk_server.came) == 2)
    [said], [(photo_id, photo)] = kiosk_server.said(), kiosk_server.photos().items()
    assert said["photos"] == [{"id": photo_id, "question": "", "digest": sha256(photo).hexdigest()}]


def test_what_somebody_has_copied_or_undone_does_not_come_back(tablet: OpenTablet) -> None:
    kiosk = tablet(permissions=["clipboard-read", "clipboard-write"]).on()
    keys = kiosk.page.keyboard
    begin(kiosk)
    kiosk.page.evaluate("() => navigator.clipboard.writeText('')")
    kiosk.page.locator("textarea").fill(SECRET)
    for press in ("Control+a", "Control+c", "Control+a", "Control+x"):
        kiosk.page.locator("textarea").press(press)
    assert kiosk.page.evaluate("() => navigator.clipboard.readText()") == ""
    kiosk.do("again")
    kiosk.at("attract")
    begin(kiosk)
    for press in ("Control+v", "Control+z", "Control+Shift+z", "Control+y"):
        kiosk.page.locator("textarea").focus()
        keys.press(press)
    assert kiosk.page.locator("textarea").input_value() == ""
    assert SECRET not in kiosk.page.content()
