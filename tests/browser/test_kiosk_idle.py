"""Somebody leaves without a word: the tablet asks, waits, and forgets them. Who is there gets all the time there is."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_tablet import Tablet

SAID = """() => {
  self.said = [];
  new MutationObserver(() => {
    const words = document.querySelector("dialog [data-announce]")?.textContent;
    if (words && self.said.at(-1) !== words) self.said.push(words);
  }).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""
VOICES = """() => {
  self.spoken = [];
  const voice = (lang, localService) => ({lang, localService, name: lang});
  const voices = [voice("nb-NO", true), voice("ar-SA", false)];
  Object.defineProperty(self, "speechSynthesis", {value: {
    getVoices: () => voices, speak: (one) => self.spoken.push(one.text), cancel: () => {}, speaking: false,
  }});
  self.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""


def writing(kiosk: Tablet) -> Tablet:
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.do("language:nb")
    kiosk.do("start:contribution")
    kiosk.page.locator("textarea").fill("Noe hemmelig")
    return kiosk


def test_who_has_gone_is_forgotten(tablet: OpenTablet) -> None:
    kiosk = writing(tablet())
    kiosk.page.evaluate(SAID)
    kiosk.page.clock.run_for(58_000)
    assert kiosk.page.locator("dialog").count() == 0
    kiosk.page.clock.run_for(4_000)
    assert kiosk.page.locator("dialog[open]").count() == 1
    kiosk.page.clock.run_for(40_000)
    assert "Noe hemmelig" in kiosk.page.evaluate("() => document.querySelector('textarea').value")
    kiosk.page.clock.run_for(22_000)
    kiosk.at("attract")
    assert kiosk.page.evaluate("() => self.said") == ["Tømmes om 60 s", "Tømmes om 30 s", "Tømmes om 10 s"]
    assert kiosk.page.locator("dialog").count() == 0
    assert kiosk.dump()["stores"]["nettbrett draft"] == []
    assert kiosk.page.evaluate("() => kiosk.person.turn") is None


def test_more_time_has_no_end(tablet: OpenTablet) -> None:
    kiosk = writing(tablet())
    for _ in range(4):
        kiosk.page.clock.run_for(100_000)
        kiosk.page.locator("dialog [data-do=more-time]").click()
        assert kiosk.page.locator("dialog").count() == 0
    kiosk.page.clock.run_for(100_000)
    kiosk.page.keyboard.press("Escape")  # somebody is there
    assert kiosk.page.locator("dialog").count() == 0
    assert kiosk.page.locator("textarea").input_value() == "Noe hemmelig"
    kiosk.at("what")


def test_who_touches_is_not_asked(tablet: OpenTablet) -> None:
    kiosk = writing(tablet())
    for _ in range(5):
        kiosk.page.clock.run_for(50_000)
        kiosk.page.keyboard.press("Shift")
    assert kiosk.page.locator("dialog").count() == 0


def test_a_tablet_that_slept_forgets_at_once(tablet: OpenTablet) -> None:
    kiosk = writing(tablet())
    kiosk.page.clock.fast_forward(3_600_000)
    kiosk.at("attract")


def test_who_reloads_long_after_finds_nothing(tablet: OpenTablet) -> None:
    kiosk = writing(tablet())
    kiosk.next()
    kiosk.at("where")
    kiosk.page.evaluate("() => kiosk.draft.settled()")
    kiosk.page.goto("about:blank")
    kiosk.page.clock.fast_forward(3_600_000)
    kiosk.on()
    kiosk.at("attract")
    assert kiosk.dump()["stores"]["nettbrett draft"] == []


def test_thanks_are_cleared_away(tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.take(1, "contribution")
    kiosk.at("thanks")
    assert kiosk.page.locator("[data-say=emptied]").inner_text() == "Tømmes om 60 s"
    kiosk.page.clock.run_for(50_000)
    kiosk.do("more-time")
    kiosk.page.clock.run_for(50_000)
    kiosk.at("thanks")
    kiosk.page.clock.run_for(12_000)
    kiosk.at("attract")


def test_it_reads_aloud_only_where_the_device_itself_has_a_voice(tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.add_init_script(f"({VOICES})()")
    kiosk.on()
    html = "<h1>Hei <i>du</i></h1><p hidden>nei</p><p>Velg <b>en</b></p><button data-do='read-aloud'>Les</button>"
    kiosk.page.evaluate("(html) => kiosk.screens.put('attract', kiosk.screens.nodes(html))", html)
    kiosk.do("read-aloud")
    assert kiosk.page.evaluate("() => self.spoken") == ["Hei du", "Velg en"]
    kiosk.page.evaluate("() => { kiosk.screens.speak('ar'); kiosk.speech.buttons(); }")
    assert kiosk.page.locator("[data-do=read-aloud]").is_hidden()
    kiosk.page.evaluate("() => { kiosk.screens.speak('nn'); kiosk.speech.buttons(); }")
    assert kiosk.page.locator("[data-do=read-aloud]").is_visible()
