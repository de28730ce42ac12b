"""Two tabs of one tablet, and somebody in each: neither takes up, loses or mixes what is said in the other."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.test_kiosk_meanwhile import to_the_end, write
from tests.browser.test_kiosk_persons import attach, snapshot

FIRST, SECOND = "Mer lys ved skolen", "En benk ved bekken"
NO_LOCKS = "() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"


def writing(kiosk: Tablet, text: str) -> None:
    """Somebody is in the midst of this, and it is kept."""
    write(kiosk, text)
    kiosk.page.locator("textarea").blur()
    kiosk.page.evaluate("() => kiosk.draft.settled()")


def pictured(kiosk: Tablet) -> None:
    """From what they have written to a photo of it."""
    for screen in ("where", "photo"):
        kiosk.next()
        kiosk.at(screen)
    attach(kiosk, snapshot(300, 200))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.page.wait_for_function("() => kiosk.person.turn.photos.length === 1")


def one_in_each(tablet: OpenTablet) -> tuple[Tablet, Tablet]:
    """Two tabs, and somebody with words and a photo in each."""
    first = tablet().on()
    writing(first, FIRST)
    pictured(first)
    second = tablet(first).on()
    writing(second, SECOND)
    pictured(second)
    return first, second


def sent(kiosk: Tablet) -> None:
    kiosk.next()
    kiosk.at("check")
    kiosk.next()
    kiosk.at("thanks")


def texts(server: KioskServer) -> list[str]:
    return sorted(said["text"] for said in server.said())


def held(kiosk: Tablet) -> list[str]:
    """What lies in the store of somebody in the midst, by name."""
    return kiosk.page.evaluate("() => kiosk.store.open().then((db) => db.getAllKeys('draft'))")


def test_a_second_tab_leaves_the_person_of_the_first_alone(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    first = tablet().on()
    writing(first, FIRST)
    second = tablet(first).on()
    second.at("attract")
    assert second.page.evaluate("() => kiosk.person.turn") is None
    first.reload()
    first.at("what")
    assert first.page.locator("textarea").input_value() == FIRST
    to_the_end(first)
    first.sync()
    assert texts(kiosk_server) == [FIRST]


def test_somebody_in_each_tab_and_both_are_heard(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    first, second = one_in_each(tablet)
    sent(second)
    second.do("new-person")
    second.at("attract")
    first.reload()  # what the second finished and emptied was its own
    first.at("photo")
    first.page.locator("[data-photos] canvas").wait_for()
    sent(first)
    first.sync()
    assert texts(kiosk_server) == sorted([FIRST, SECOND])
    assert len({said["form"] for said in kiosk_server.said()}) == 2
    assert {photo["id"] for said in kiosk_server.said() for photo in said["photos"]} == set(kiosk_server.photos())
    assert kiosk_server.otherwise == held(first) == []


def test_who_could_not_be_kept_is_kept_once_the_other_is_done(tablet: OpenTablet) -> None:
    first, second = one_in_each(tablet)
    first.do("again")
    first.at("attract")
    second.page.wait_for_function("() => kiosk.draft.mine")
    second.reload()
    second.at("photo")
    second.page.locator("[data-photos] canvas").wait_for()
    assert len(held(second)) == 3, "a key, a turn and one photo: nothing of the first one's"
    second.do("back")
    second.at("where")
    second.do("back")
    second.at("what")
    assert second.page.locator("textarea").input_value() == SECOND


def test_the_first_is_loaded_anew_while_somebody_is_in_the_second(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    first, second = one_in_each(tablet)
    first.reload()
    first.at("photo")
    first.page.locator("[data-photos] canvas").wait_for()
    sent(second)
    sent(first)
    first.sync()
    assert texts(kiosk_server) == sorted([FIRST, SECOND])
    assert kiosk_server.otherwise == []


def test_what_a_closed_tab_was_in_the_midst_of_is_taken_up(tablet: OpenTablet) -> None:
    first = tablet().on()
    writing(first, FIRST)
    beside = tablet(first).on()
    first.page.close()
    second = tablet(beside).on()
    second.at("what")
    assert second.page.locator("textarea").input_value() == FIRST
    second.do("again")
    second.at("attract")
    assert held(second) == []


def test_whoever_begins_after_one_who_is_gone_has_nothing_of_theirs(tablet: OpenTablet) -> None:
    first = tablet().on()
    writing(first, FIRST)
    pictured(first)
    second = tablet(first).on()
    first.page.close()
    writing(second, SECOND)
    assert sorted(held(second)) == ["key", "turn"]


def test_nothing_lies_there_after_the_shift(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.lets_go = True  # as the real one: who has handed itself in is in no shift
    first = tablet().on()
    second = tablet(first).on()
    writing(first, FIRST)
    assert second.page.evaluate("() => kiosk.shift.end()")
    first.page.locator("textarea").fill(SECOND)
    first.page.locator("textarea").blur()
    first.reload()
    first.at("no-shift")
    assert held(first) == []


def test_a_browser_without_locks_takes_up_what_is_there(tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.add_init_script(f"({NO_LOCKS})()")
    kiosk.on()
    writing(kiosk, FIRST)
    kiosk.reload()
    kiosk.at("what")
    assert kiosk.page.locator("textarea").input_value() == FIRST
    kiosk.do("again")
    kiosk.at("attract")
    assert held(kiosk) == []
