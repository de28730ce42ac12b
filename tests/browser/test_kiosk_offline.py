"""Without network, killed, restarted, full, or with very much in the queue: nothing is lost and nothing comes twice."""

import base64
import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import SHIFT, TABLET
from tests.browser.kiosk_profile import in_profile, kill
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

MANY, WITHIN = 10_000, 240  # seconds
FILL = """async ([count, shift]) => {
  const { key } = kiosk.package.now;
  const content = (at) => ({at, pad: "x".repeat(300)});
  const envelopes = await Promise.all(Array.from({length: 50}, (_, at) => kiosk.envelope.item("x", content(at), key)));
  await kiosk.store.once(["queue", "done"], async (its) => {
    for (let at = 0; at < count; at += 1) {
      const envelope = envelopes[at % 50];
      const id = crypto.randomUUID();
      its("queue").put({id, kind: "item", envelope, shift, tries: 0, next: at, fault: "", sealed: 0});
    }
    its("done").put({shift, taken: count, sent: 0});
  });
}"""
HEAP = "() => performance.memory.usedJSHeapSize / 1e6"


@pytest.mark.long
def test_a_hundred_wait_through_a_killed_browser(
    kiosk_server: KioskServer, chromium: Browser, chromium_path: str, tmp_path: Path
) -> None:
    """Half with a photo. Killed twice: after the first half, and while they are sent; every answer is lost once too."""
    first = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base).on().ready_offline()
    first.context.set_offline(True)
    first.take(50, "contribution", photo=True)
    assert kill(tmp_path) >= 1
    second = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base)
    second.context.set_offline(True)
    second.on()
    assert second.counts() == {"waiting": 50, "photos": 50, "taken": 50, "sent": 0}
    second.take(50, "answers", photo=True)
    second.page.locator('#kiosk-banner[data-waiting="100"][data-state="offline"]').wait_for()
    assert "100 venter" in second.page.locator("#kiosk-banner").inner_text()
    kiosk_server.mischief = lambda _id, _body, count: None if count == 1 else "no"
    second.context.set_offline(False)
    second.page.evaluate("() => { kiosk.sending.go(); }")
    kiosk_server.wait(lambda: len(kiosk_server.came) >= 3)
    assert kill(tmp_path) >= 1
    kiosk_server.mischief = lambda _id, _body, _count: "no"
    third = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base).on()
    third.sync()
    assert third.counts() == {"waiting": 0, "photos": 0, "taken": 100, "sent": 100}
    third.context.close()
    said = kiosk_server.said()
    assert len(said) == len(kiosk_server.photos()) == 100
    assert len({one["form"] for one in said}) == 100
    assert {photo["id"] for one in said for photo in one["photos"]} == set(kiosk_server.photos())
    assert kiosk_server.otherwise == first.problems == second.problems == third.problems == []


@pytest.mark.long
def test_ten_thousand_are_sent_in_good_time(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.mischief = lambda one, _body, count: None if count == 1 and int(one[:2], 16) < 13 else "no"  # 5 % cut
    kiosk = tablet().on()
    kiosk.page.evaluate(FILL, [MANY, str(SHIFT)])
    before, began = kiosk.page.evaluate(HEAP), time.monotonic()
    while kiosk.counts()["waiting"]:
        kiosk.sync()
        assert time.monotonic() - began < WITHIN
    took = time.monotonic() - began
    assert len(kiosk_server.came) == MANY
    assert kiosk.counts() == {"waiting": 0, "photos": 0, "taken": MANY, "sent": MANY}
    assert kiosk.page.evaluate(HEAP) - before < 100
    print(f"{MANY} sent in {took:.0f} s, heap {before:.0f} to {kiosk.page.evaluate(HEAP):.0f} MB")


def test_it_starts_without_network_and_keeps_its_shell_alone(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk.context.set_offline(True)
    kiosk.reload()
    kiosk.at("attract")
    assert kiosk.page.evaluate("() => kiosk.package.now.version") == "1"
    assert kiosk.page.evaluate("() => fetch('/nettbrett/pakke').then(() => 'came', () => 'no')") == "no"
    kiosk.context.set_offline(False)
    kiosk_server.worker_version = "2"
    kiosk.page.evaluate(
        """async () => {
          const changed = new Promise((told) => navigator.serviceWorker.addEventListener("controllerchange", told));
          await (await navigator.serviceWorker.ready).update();
          await changed;
        }"""
    )
    kiosk.page.wait_for_function("() => caches.keys().then((all) => all.join() === 'nettbrett-skall-2')")


def test_a_new_shell_that_is_not_whole_leaves_the_old(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on().ready_offline()
    kiosk_server.worker_version, kiosk_server.shell = "2", b"<!doctype html><title>Gjestenett</title>"
    kiosk.page.evaluate(
        """async () => {
          const known = await navigator.serviceWorker.ready;
          const ended = new Promise((told) => known.addEventListener("updatefound", () => {
            known.installing.addEventListener("statechange", ({target}) => target.state === "redundant" && told());
          }));
          await known.update().catch(() => {});
          await ended;
        }"""
    )
    assert kiosk.page.evaluate("() => caches.keys()") == ["nettbrett-skall-1"]
    kiosk.context.set_offline(True)
    kiosk.reload()
    kiosk.at("attract")


def test_a_sealed_file_holds_what_the_queue_holds(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(5, "contribution", photo=True)
    with kiosk.page.expect_download() as saved:
        kiosk.page.evaluate("() => kiosk.sealedFile.save(kiosk.package.now.tablet, '2026-11-22')")
    assert saved.value.suggested_filename == "nettbrett-nettbrett-2-2026-11-22.sealed"
    head, *lines = [json.loads(line) for line in Path(saved.value.path()).read_text().splitlines()]
    assert head == {"medvirkning": "sealed", "version": 1, "tablet": str(TABLET)}
    assert [one["kind"] for one in lines] == ["item"] * 5 + ["photo"] * 5
    assert kiosk.counts()["waiting"] == 5  # it waits all the same
    kiosk.context.set_offline(False)
    kiosk.sync()
    assert {one["id"]: base64.b64decode(one["envelope"]) for one in lines} == {
        one: body for one, (_kind, body) in kiosk_server.came.items()
    }


NO_ROOM = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "queue") {
      this.transaction.abort();
      throw new DOMException("", "QuotaExceededError");
    }
    return put.apply(this, given);
  };
  self.roomAgain = () => { IDBObjectStore.prototype.put = put; };
}"""
NEARLY_FULL = "() => { navigator.storage.estimate = async () => ({quota: 1e9, usage: 1e9 - 1e6}); }"


def test_when_it_is_full_it_says_so_and_keeps_what_it_has(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    """Chromium doesn't hold IndexedDB to a quota that tests set, so the store is made to refuse as a full one does."""
    kiosk = tablet().on()
    kiosk.context.set_offline(True)
    kiosk.take(2, "contribution")
    kiosk.do("new-person")
    kiosk.do("language:nb")
    kiosk.do("start:contribution")
    kiosk.page.locator("textarea").fill("Mer lys")
    for screen in ("where", "photo", "check"):
        kiosk.next()
        kiosk.at(screen)
    kiosk.page.evaluate(NO_ROOM)
    kiosk.next()
    kiosk.at("full")
    assert kiosk.counts() == {"waiting": 2, "photos": 0, "taken": 2, "sent": 0}
    kiosk.page.evaluate("() => roomAgain()")
    kiosk.do("try-again")
    kiosk.at("thanks")
    kiosk.do("new-person")
    kiosk.at("attract")
    kiosk.page.evaluate(NEARLY_FULL)
    kiosk.do("language:nb")
    kiosk.at("full")  # nobody begins what there is no room for
    kiosk.context.set_offline(False)
    kiosk.sync()
    assert [one["text"] for one in kiosk_server.said()].count("Mer lys") == 1
    assert len(kiosk_server.came) == 3


def test_what_found_no_room_is_kept_until_something_has_been_sent(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = tablet()
    kiosk.page.clock.install()
    kiosk.on()
    kiosk.context.set_offline(True)
    kiosk.take(1, "contribution")
    kiosk.page.evaluate(NO_ROOM)
    kiosk.take(1, "answers")
    kiosk.at("full")
    kiosk.page.clock.run_for(300_000)  # nobody sees what they said, and it isn't dropped
    kiosk.at("full")
    assert kiosk.page.locator("dialog").count() == 0
    kiosk.page.evaluate("() => roomAgain()")
    kiosk.context.set_offline(False)
    kiosk.sync()
    kiosk.at("thanks")
    kiosk.sync()
    assert sorted(one["kind"] for one in kiosk_server.said()) == ["answers", "contribution"]
