// Presses, and the start: what is on this tablet, what the server says, and which screen that comes to.
const kiosk = (self.kiosk ??= {});
const { screens, person, steps, corner, idle } = kiosk;
const OFTEN = 10 * 60_000;
let stale = false, begun = false;
const occupied = () => Boolean(person.turn) || ["pin", "corner", "ending", "thanks"].includes(screens.current);

const home = () => {
  if (kiosk.package.now) { steps.attract(); return; }
  // Who began while the shift ended: there is nothing more to say it to.
  person.wipe().catch(() => {});
  document.getElementById("kiosk-top").replaceChildren();
  document.getElementById("kiosk-top").dataset.about = "";
  screens.own(kiosk.package.shut || "pair");
};

// What the server said, once nobody is in the midst of anything.
const heed = async (said) => {
  stale ||= kiosk.package.later;
  if (occupied()) return;
  if (said === "no-shift" || said === "shut-out") await kiosk.shift.over(said);
  if (said === "unknown") kiosk.sending.tell({ unknown: true });
  // Somebody may be writing the code.
  if (!kiosk.package.now && ["unknown", "line"].includes(said) && screens.current === "pair") return;
  if (said === "unknown" && !kiosk.package.now) { screens.own("pair"); return; }
  if (said === "line" && !kiosk.package.now && !kiosk.package.shut) { screens.own("broken"); return; }
  if (said !== "same" || !kiosk.package.now) home();
};
kiosk.package.inUse = () => Boolean(person.turn);
let looking = null, missed = false;
const look = () => {
  missed = Boolean(person.turn);
  looking ??= (missed ? Promise.resolve() : kiosk.package.fetch().then(heed)).finally(() => { looking = null; });
  return looking;
};

// Another tab has fetched, or ended the shift; or the server has said in passing that this tablet is shut out.
// Whoever is in the midst here is let finish first.
const anew = async () => {
  stale = occupied();
  if (stale) return;
  await kiosk.package.load();
  // They have begun meanwhile.
  if (person.turn && kiosk.package.now) await steps.show();
  else home();
};
kiosk.package.others.addEventListener("message", anew);
screens.shown.addEventListener("screen", () => {
  if (screens.current !== "attract") return;
  if (stale) anew();
  else if (missed) look();
});
kiosk.sending.changes.addEventListener("change", () => { if (kiosk.sending.state.revoked && kiosk.package.now) look(); });

const DOES = {
  next: steps.next, back: steps.back, skip: steps.skip, decline: steps.decline, again: steps.again, finish: steps.next,
  "new-person": steps.again, "try-again": steps["try-again"], photo: kiosk.thumbs.choose,
  "remove-photo": (button) => kiosk.thumbs.remove(button.value), change: (button) => steps.change(button.value),
  part: (_button, _event, ...key) => kiosk.parts.open(key.join(":")),
  "read-aloud": kiosk.speech.read, corner: (_button, event) => corner.press(event), helped: steps.helped,
  "hand-over": () => kiosk.handingOver.over(), stay: steps.show,
  fetch: () => (screens.current === "corner" ? corner.fetch() : begun ? look() : location.reload()),
  persist: corner.persist, end: corner.end, "end-now": corner.endNow, "stay-open": corner.draw, sealed: corner.sealed, close: corner.close,
  pair: () => screens.own("pair"), language: (_button, _event, tag) => steps.language(tag), start: (_button, _event, ...what) => steps.start(what.join(":")),
};

const PERSONAL = new Set(["next", "back", "skip", "decline", "finish", "change", "start", "part", "remove-photo"]);

// One press at a time: what is pressed before the one before has led to a screen is let go.
let seeing = false;
screens.shown.addEventListener("screen", () => { seeing = false; });
const see = async (work) => {
  if (seeing) return;
  seeing = true;
  try { await work(); } finally { seeing = false; }
};

// Pressed twice in a row counts once: the second press was not meant for the screen that the first led to.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest?.("[data-do], [type=submit]:not(.mv-arrow)")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, { capture: true });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (!button || button.disabled) return;
  const [name, ...rest] = button.dataset.do.split(":");
  if ((!DOES[name] && name !== "more-time") || (PERSONAL.has(name) && !person.turn)) return;
  event.preventDefault();
  if (name === "more-time") { idle.more(); return; }
  if (button.closest("dialog")) idle.close();
  see(() => DOES[name](button, event, ...rest));
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (screens.current === "pair") see(() => kiosk.pairing.pair(form.elements.code.value));
  else if (screens.current === "pin") see(corner.enter);
  else if (person.turn) see(steps.next);
});

// What is copied here, the next person could paste.
["copy", "cut", "dragstart"].forEach((name) => document.addEventListener(name, (event) => event.preventDefault()));

// A new version of all this is taken up when nobody is writing; the first worker that a page gets is no new version.
const worker = async () => {
  let known = Boolean(navigator.serviceWorker?.controller), renewed = false;
  const renew = () => { if (renewed && !person.turn && screens.current === "attract") location.reload(); };
  navigator.serviceWorker?.addEventListener("controllerchange", () => { [renewed, known] = [known, true]; renew(); });
  screens.shown.addEventListener("screen", renew);
  await navigator.serviceWorker?.register("/nettbrett/sw.js", { scope: "/nettbrett/", updateViaCache: "none" });
};

const begin = async () => {
  const code = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", "/nettbrett/");
  history.scrollRestoration = "manual";
  try { await kiosk.package.load(); } catch { screens.own("broken"); return; }
  begun = true;
  // Full, perhaps: nothing is lost by that.
  await kiosk.store.newLog().catch(() => {});
  worker().catch(() => {});
  idle.start();
  kiosk.sending.start();
  setInterval(look, OFTEN);
  addEventListener("online", look);
  if (!kiosk.package.now && code) { screens.own("pair"); await kiosk.pairing.pair(code); return; }
  if (await person.resume(idle.longest())) await steps.show();
  else { if (kiosk.package.now) home(); await look(); }
};

kiosk.start = { home, look, ready: begin() };
