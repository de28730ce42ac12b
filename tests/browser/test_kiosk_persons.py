"""A person at the tablet: from language to thanks, and nothing of them after."""

import json
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import KEYS, SURVEY, package
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

SECRET = "Nabokrangel ved søppelrommet"
EXIF_MAKE = 0x010F


def snapshot(width: int = 2400, height: int = 1800) -> bytes:
    """A photo with where and with what it was taken."""
    made = BytesIO()
    exif = Image.Exif()
    exif[EXIF_MAKE] = "Hemmelig kamera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.effect_noise((width, height), 60).convert("RGB").save(made, "JPEG", exif=exif, quality=95)
    return made.getvalue()


def attach(kiosk: Tablet, data: bytes, name: str = "huske.jpg") -> None:
    kiosk.page.locator("input[data-photo]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})


def begin(kiosk: Tablet, what: str = "contribution") -> None:
    kiosk.do("language:nb")
    kiosk.at("start")
    kiosk.do(f"start:{what}")


def contribute(kiosk: Tablet, text: str = SECRET) -> None:
    begin(kiosk)
    kiosk.tick("kind", "better")
    kiosk.page.locator("textarea[name=text]").fill(text)
    kiosk.next()
    kiosk.at("where")
    kiosk.tick("zone", "s1")
    kiosk.page.locator("input[name=place]").fill(f"Ved {text}")
    kiosk.next()
    kiosk.at("photo")


def test_a_contribution_from_first_touch_to_thanks(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    contribute(kiosk)
    attach(kiosk, snapshot())
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.next()
    kiosk.at("check")
    assert SECRET in kiosk.page.locator("#kiosk").inner_text()
    assert "1 bilder" in kiosk.page.locator("#kiosk").inner_text()
    kiosk.next()
    kiosk.at("thanks")
    code = kiosk.page.locator("[data-fill=code]").inner_text()
    kiosk_server.wait(lambda: len(kiosk_server.came) == 2)
    [said], [photo] = kiosk_server.said(), kiosk_server.photos().values()
    assert said["text"] == SECRET
    assert (said["what"], said["zone"], said["place"], said["whole_area"]) == ("better", "s1", f"Ved {SECRET}", False)
    assert kiosk_server.package
    assert code == next(one["code"] for one in kiosk_server.package["forms"] if one["id"] == said["form"])
    with Image.open(BytesIO(photo)) as seen:
        assert (seen.format, max(seen.size), not seen.getexif()) == ("JPEG", max(seen.size), True)
        assert max(seen.size) <= 1600
    assert len(photo) <= 400_000
    assert b"Hemmelig" not in photo


def test_a_survey_by_its_rules(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    begin(kiosk, f"survey:{SURVEY}")
    kiosk.at("/front")
    kiosk.do("next")
    kiosk.at("one")
    kiosk.next()
    assert kiosk.page.locator(".summary a").inner_text() == "Mangler svar"
    assert kiosk.page.evaluate("() => document.activeElement.className") == "summary"
    assert kiosk.page.locator("input[aria-invalid=true]").count() == 2
    kiosk.page.locator(".summary a").click()
    assert kiosk.page.evaluate("() => document.activeElement.name") == "answer"
    assert kiosk.page.url.endswith("/nettbrett/")
    kiosk.tick("answer", "a")
    kiosk.next()
    kiosk.at("number")
    kiosk.page.locator("input[name=answer]").fill("to")
    kiosk.next()
    assert kiosk.page.locator(".wrong").inner_text() == "Ikke et tall"
    kiosk.do("decline")
    kiosk.at("matrix/r")
    kiosk.tick("row.r", "y")
    kiosk.next()
    kiosk.at("matrix/s")
    kiosk.do("back")
    kiosk.at("matrix/r")
    assert kiosk.page.locator("input[value=y]").is_checked()
    kiosk.next()
    kiosk.do("skip")
    kiosk.at("check")
    kiosk.page.locator("textarea").fill("Mer lys")
    kiosk.next()
    kiosk.at("photo")
    kiosk.do("skip")
    kiosk.at("/check")
    rows = kiosk.page.locator("#kiosk li").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        "Hvem er du? A Endre", "Hvor mange? Vil ikke si Endre", "Rad r Y Endre", "Rad s Ikke besvart Endre",
        "Fritt Mer lys Endre", "Bilder Ikke besvart Endre",
    ]  # fmt: skip
    kiosk.page.locator("[data-do=change]").first.click()
    kiosk.at("one")
    kiosk.tick("answer", "b")  # then nobody asks how many
    for screen in ("/check", "thanks"):
        kiosk.next()
        kiosk.at(screen)
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)
    [said] = kiosk_server.said()
    assert said["answers"] == {"one": {"answer": ["b"]}, "matrix": {"row.r": ["y"]}, "check": {"answer": ["Mer lys"]}}
    assert (said["survey"], said["version"], said["kind"]) == (str(SURVEY), 4, "answers")


def test_nothing_of_a_person_is_left_when_they_are_done(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk.context.set_offline(True)
    contribute(kiosk)
    attach(kiosk, snapshot(300, 200), f"{SECRET}.jpg")
    kiosk.page.locator("[data-photos] canvas").wait_for()
    midway = json.dumps(kiosk.dump() | {"page": ""}, ensure_ascii=False)
    assert "Nabokrangel" not in midway  # the draft is closed even while it is written
    kiosk.next()
    kiosk.next()
    kiosk.at("thanks")
    kiosk.do("new-person")
    kiosk.at("attract")
    held = kiosk.dump()
    assert not any(word in json.dumps(held, ensure_ascii=False) for word in SECRET.split())
    stores = held["stores"]
    assert stores["nettbrett draft"] == []
    assert len(stores["nettbrett queue"]) == 2
    assert (held["local"], held["session"], held["state"], held["long"]) == ({}, {}, None, 2)  # about:blank, and this
    assert sorted(held["caught"]) == sorted(kiosk_server.base + path for path in json.loads(shell_of(kiosk_server)))
    begin(kiosk)
    kiosk.at("what")
    assert kiosk.page.locator("textarea").input_value() == ""
    assert kiosk.page.locator("input:checked").count() == 0


def shell_of(server: KioskServer) -> str:
    line = server.worker().decode().split(";\n")[0].removeprefix("self.SHELL=")
    return json.dumps(json.loads(line)["paths"])


@pytest.mark.parametrize("way", ["reload", "another tab", "back"])
def test_between_two_persons_nothing_shows(way: str, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    contribute(kiosk)
    kiosk.do("again")
    kiosk.at("attract")
    if way == "reload":
        kiosk.page.reload()
    elif way == "another tab":
        kiosk = tablet(kiosk).on()
    else:
        kiosk.page.goto(f"{kiosk.base}/nettbrett/?")
        kiosk.page.go_back()
    kiosk.page.evaluate("() => kiosk.start.ready")
    kiosk.at("attract")
    assert "Nabokrangel" not in kiosk.page.content()
    begin(kiosk)
    assert kiosk.page.locator("textarea").input_value() == ""
    assert kiosk.page.evaluate("() => kiosk.person.turn.photos.length") == 0


def test_who_reloads_in_the_midst_goes_on(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    contribute(kiosk)
    attach(kiosk, snapshot(300, 200))
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.reload()
    kiosk.at("photo")
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.do("back")
    assert kiosk.page.locator("input[value=s1]").is_checked()
    kiosk.do("language:ar")
    assert kiosk.page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert kiosk.page.locator("input[value=s1]").is_checked()


def test_whoever_writes_for_somebody_asks_first_and_reads_it_back(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk_server.package = package(KEYS, surveys=[])
    kiosk = tablet().on()
    kiosk.page.evaluate("() => kiosk.steps.helped()")
    kiosk.page.locator("input[name=spoken]").fill("tigrinja")
    kiosk.next()
    assert kiosk.page.locator(".wrong").inner_text() == "Må si ja"
    kiosk.page.locator("input[name=agreed]").check()
    kiosk.next()
    kiosk.page.locator("textarea").fill("Flere benker")  # one thing to do only: nobody has to choose it
    kiosk.next()
    kiosk.next()
    kiosk.next()
    kiosk.next()
    assert kiosk.page.locator(".wrong").inner_text() == "Les opp først"
    kiosk.page.locator("input[name=read_back]").check()
    kiosk.next()
    kiosk.at("thanks")
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)
    assert kiosk_server.said()[0]["helped"] == {"spoken": "tigrinja", "read_back": True, "agreed": True}


def test_pressed_twice_counts_once(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    begin(kiosk)
    kiosk.page.locator("textarea").fill("Mer lys")
    kiosk.page.locator("#kiosk button[type=submit]").dblclick()
    kiosk.at("where")
    kiosk.next()
    kiosk.next()
    kiosk.at("check")
    kiosk.page.evaluate(
        "() => { const b = document.querySelector('#kiosk [type=submit]'); b.click(); b.click(); b.click(); }"
    )
    kiosk.at("thanks")
    kiosk.sync()
    assert len(kiosk_server.came) == 1
