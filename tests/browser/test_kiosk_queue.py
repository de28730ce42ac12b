"""Nothing leaves the tablet's queue before the server says that it is kept; then it is there once."""

import base64
import hashlib
import json
from uuid import uuid4

import pytest

from medvirkning.caravan.reading import AnswersSaid, ContributionSaid, read_said
from medvirkning.kernel.envelopes import key_of, opened
from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import KEY_ID, KEYS, SHIFT, SURVEY, package
from tests.browser.kiosk_server import Answer, KioskServer, as_json, kept

PORTAL: Answer = (200, "text/html", b"<!doctype html><title>Gjestenett</title><p>Trykk her for nett.")
NO_ACKNOWLEDGEMENTS = {
    "a portal's page": lambda _id, _body: PORTAL,
    "nothing": lambda _id, _body: (204, "text/plain", b""),
    "a redirect": lambda _id, _body: (302, "text/plain", b""),
    "an error": lambda _id, _body: (500, "text/html", b"<p>Feil"),
    "not known": lambda _id, _body: (401, "application/json", b"{}"),
    "refused": lambda _id, _body: (422, "application/json", b'{"error": "x"}'),
    "hung up": lambda _id, _body: None,
    "half an answer": lambda one, body: (200, "application/json", json.dumps(kept(one, body)).encode()[:-4]),
    "another id": lambda _id, body: as_json(kept(str(uuid4()), body)),
    "another digest": lambda one, body: as_json(kept(one, body + b"x")),
    "not kept": lambda one, body: as_json(kept(one, body) | {"kept": False}),
    "kept, says an error": lambda one, body: as_json(kept(one, body), 500),
    "no object": lambda _id, _body: as_json("kept"),
}


def test_what_a_tablet_closes_the_server_opens(tablet: OpenTablet) -> None:
    content, item_id = "Blåbær – 🫐 خطاب", str(uuid4())
    made = (
        tablet()
        .on()
        .page.evaluate(
            """async ([id, text, key]) => {
          const { envelope, bytes } = kiosk;
          const photo = await envelope.photo(id, bytes.utf8(text), key), item = await envelope.item(id, {text}, key);
          const again = await envelope.item(id, {text}, key);
          return [...[photo, item, again].map(bytes.hex), await bytes.digest(item)];
        }""",
            [item_id, content, {"id": str(KEY_ID), "public": base64.b64encode(KEYS.public).decode()}],
        )
    )
    photo, item, again = (bytes.fromhex(one) for one in made[:3])
    assert opened(photo, private=KEYS.private, name=f"photo {item_id}").decode() == content
    assert json.loads(opened(item, private=KEYS.private, name=f"item {item_id}")) == {"text": content}
    assert key_of(item) == KEY_ID
    assert item[19:] != again[19:]
    assert made[3] == hashlib.sha256(item).hexdigest()


def test_what_is_said_is_as_the_server_reads_it(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.take(1, "contribution", photo=True)
    kiosk.take(1, "answers", photo=True)
    kiosk_server.wait(lambda: len(kiosk_server.came) == 4)
    said = [read_said(kiosk_server.opened(one)) for one, (kind, _b) in kiosk_server.came.items() if kind == "item"]
    first = next(one.what for one in said if isinstance(one.what, ContributionSaid))
    other = next(one.what for one in said if isinstance(one.what, AnswersSaid))
    assert (first.text, first.kind, first.zone) == ("ord 0", "unsaid", "")
    assert (other.survey_id, other.version) == (SURVEY, 4)
    assert other.fields == {"one": {"answer": ("b",)}, "matrix": {"row.r": ("x",)}, "check": {"answer": ("ord 0",)}}
    assert {photo.question for one in said for photo in one.photos} == {"", "photo"}
    assert {str(photo.id) for one in said for photo in one.photos} == set(kiosk_server.photos())
    assert {(one.shift_id, one.package, one.language, one.helped) for one in said} == {(SHIFT, "1", "nb", None)}
    assert kiosk_server.package
    assert {str(one.form) for one in said} <= {one["id"] for one in kiosk_server.package["forms"]}
    assert len({one.form for one in said}) == 2


@pytest.mark.parametrize("name", NO_ACKNOWLEDGEMENTS)
def test_only_an_acknowledgement_empties_the_queue(name: str, kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    answer = NO_ACKNOWLEDGEMENTS[name]
    kiosk_server.mischief, kiosk_server.deaf = (lambda one, body, _count: answer(one, body)), True
    kiosk = tablet().on()
    kiosk.take(1, "contribution", photo=True)
    kiosk.sync()
    assert sum(kiosk_server.times.values()) >= 2
    assert kiosk.counts() == {"waiting": 1, "photos": 1, "taken": 1, "sent": 0}
    kiosk_server.mischief = lambda _id, _body, _count: "no"
    kiosk.sync()
    assert kiosk.counts() == {"waiting": 0, "photos": 0, "taken": 1, "sent": 1}
    assert len(kiosk_server.said()) == len(kiosk_server.photos()) == 1


def test_a_conflict_that_is_kept_is_an_acknowledgement(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.mischief = lambda one, body, _count: as_json(kept(one, body), 409)
    kiosk = tablet().on()
    kiosk.take(1, "contribution")
    kiosk.sync()
    assert kiosk.counts()["waiting"] == 0


@pytest.mark.parametrize("lost", ["hung up", "an error", "a portal's page"])
def test_every_answer_lost_once_gives_one_of_each(lost: str, kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.mischief = lambda one, body, count: NO_ACKNOWLEDGEMENTS[lost](one, body) if count == 1 else "no"
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(12, "contribution", photo=True)
    kiosk.take(12, "answers")
    kiosk.context.set_offline(False)
    for _ in range(40):
        kiosk.sync()
        if not sum(kiosk.counts()[name] for name in ("waiting", "photos")):
            break
    assert kiosk.counts() == {"waiting": 0, "photos": 0, "taken": 24, "sent": 24}
    assert len(kiosk_server.said()) == 24
    assert len(kiosk_server.photos()) == 12
    assert min(kiosk_server.times.values()) == 2
    assert kiosk_server.otherwise == []


def test_one_bad_item_does_not_stop_the_rest(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(9, "contribution")
    bad = set(kiosk.page.evaluate("() => kiosk.queue.ids('item')")[:3])
    kiosk_server.deaf = True
    kiosk_server.mischief = lambda one, _body, _count: (422, "application/json", b"{}") if one in bad else "no"
    kiosk.context.set_offline(False)
    kiosk.sync()
    assert kiosk.counts()["waiting"] == 3
    assert len(kiosk_server.came) == 6
    assert set(kiosk.page.evaluate("() => kiosk.queue.ids('item')")) == bad
    assert kiosk.page.evaluate("() => kiosk.shift.totals().then((one) => one.refused)") == 3


def test_what_failed_is_tried_again_later_and_later(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.mischief, kiosk_server.deaf = lambda _id, _body, _count: PORTAL, True
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.take(1, "contribution")
    kiosk.sync()
    waits = []
    for tries in range(11):
        held = kiosk.page.evaluate("() => kiosk.queue.ids('item').then(([id]) => kiosk.queue.one(id))")
        waits.append((held["tries"] - tries, held["next"] - kiosk.page.evaluate("() => Date.now()")))
        kiosk.sync()
    times = [wait for _tries, wait in waits]
    assert 1_000 <= times[0] <= 2_000 * 2 ** waits[0][0]
    assert times[3] > 2 * times[1] * 0.75
    assert 200_000 < times[-1] <= 300_000
    kiosk_server.mischief = lambda _id, _body, _count: "no"
    kiosk.page.clock.fast_forward(301_000)  # by itself, when its time has come
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)


@pytest.mark.parametrize("event", ["online", "focus", "pageshow"])
def test_it_tries_at_once_when_there_is_hope(event: str, kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(1, "contribution")
    kiosk.sync()
    assert kiosk.counts()["waiting"] == 1
    kiosk.context.set_offline(False)
    kiosk.page.evaluate("(name) => dispatchEvent(new Event(name))", event)
    kiosk_server.wait(lambda: len(kiosk_server.came) == 1)


def test_two_tabs_send_one_of_each(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    first = tablet().on()
    second = tablet(first).on()
    first.context.set_offline(True)
    first.take(10, "contribution", photo=True)
    second.take(10, "answers")
    first.context.set_offline(False)
    first.page.evaluate("() => { kiosk.sending.go(); }")
    second.page.evaluate("() => { kiosk.sending.go(); }")
    first.sync()
    second.sync()
    assert first.counts() == second.counts() == {"waiting": 0, "photos": 0, "taken": 20, "sent": 20}
    assert len(kiosk_server.said()) == 20
    assert set(kiosk_server.times.values()) == {1}
    forms = [one["form"] for one in kiosk_server.said()]
    assert len(set(forms)) == 20


def test_codes_are_drawn_once_whatever_packages_come(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.package = package(KEYS, forms=5)
    kiosk = tablet().on()
    kiosk.take(3, "contribution")
    kiosk.page.evaluate("() => kiosk.package.fetch()")
    kiosk.take(4, "contribution")
    assert not kiosk.page.locator("[data-if=code]").is_visible()  # there was none left
    kiosk.sync()
    forms = [one["form"] for one in kiosk_server.said()]
    assert len(set(forms)) == 7
    assert {one["id"] for one in kiosk_server.package["forms"]} < set(forms)
