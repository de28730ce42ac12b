// The coordinators' corner: what is ready, what waits, and the end of the shift. Behind a PIN.
const kiosk = (self.kiosk ??= {});
const { screens, person, steps, store } = kiosk;
const HOLD = 3_000, CLOCK = 5 * 60_000;
let held = 0, news = {};

const openPin = (facts = {}) => {
  screens.speak(screens.language || kiosk.package.now.languages[0].tag);
  screens.show("pin", { wrong: false, wait: false, ...facts });
  (facts.wrong ? screens.form()?.elements.pin : null)?.focus();
};

const offlineReady = async () => {
  if (!navigator.serviceWorker?.controller || !(await caches.match("/nettbrett/"))) return false;
  const wanted = [...document.querySelectorAll("script[src], link[rel=stylesheet][href]")].map((one) => one.src ?? one.href);
  const found = await Promise.all(wanted.map((path) => caches.match(path)));
  return found.every(Boolean);
};

const checks = async () => {
  const { told, now, lacking } = kiosk.package;
  const clock = told?.date ? Math.abs(told.date - told.at) <= CLOCK : null;
  return {
    storage: (await navigator.storage?.persisted?.()) ?? false, clock,
    package: Boolean(now) && !lacking && (await kiosk.package.whole(now).then(() => true, () => false)),
    offline: await offlineReady().catch(() => false),
  };
};

const written = (facts) => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === "number" ? String(fact) : fact]));
const draw = async () => {
  const { now } = kiosk.package;
  if (!now) { kiosk.start.home(); return; }
  const [ready, totals] = [await checks(), await kiosk.shift.totals()];
  const facts = { ...totals, version: now.version, tablet: now.tablet.name, stop: now.shift.stop ?? "", unsent: false, unknown: kiosk.sending.state.unknown, fetched: false, "not-fetched": false, saved: false, ...news };
  news = {};
  const root = screens.show("corner", written(facts));
  for (const place of root.querySelectorAll("[data-check]")) {
    const holds = ready[place.dataset.check];
    place.dataset.state = holds === null ? "unknown" : holds ? "ok" : "bad";
    for (const block of place.querySelectorAll("[data-when-ok]")) block.hidden = holds !== true;
    for (const block of place.querySelectorAll("[data-when-bad]")) block.hidden = holds !== false;
  }
};

const enter = async () => {
  const told = await kiosk.pin.check(screens.form()?.elements.pin?.value ?? "");
  if (told === "right") await draw();
  else openPin({ [told]: true });
};

// Whoever was in the midst is done with when the shift changes under them.
const fetchNow = async () => {
  if (person.turn) await steps.wipe();
  const said = await kiosk.package.fetch({ whole: true });
  if (["no-shift", "shut-out"].includes(said)) { await kiosk.shift.over(said); kiosk.start.home(); return; }
  news = { fetched: ["new", "same"].includes(said), "not-fetched": !["new", "same"].includes(said) };
  await draw();
};

// Two presses: the first tells what will happen. Neither ends anything while something is neither sent nor sealed.
const end = async () => {
  if (person.turn) await steps.wipe();
  const totals = await kiosk.shift.totals();
  if (totals.unsealed) { news = { unsent: true }; await draw(); return; }
  if (!screens.html("ending")) { await endNow(); return; } // a package from before there was such a screen
  screens.show("ending", written({ ...totals, sealed: totals.waiting + totals.photos > 0 }));
  kiosk.banner.top();
};
const endNow = async () => {
  if (await kiosk.shift.end()) { kiosk.start.home(); return; }
  news = { unsent: true };
  await draw();
};

const sealed = async () => {
  await kiosk.sealedFile.save(kiosk.package.now.tablet, kiosk.said.day());
  news = { saved: true };
  await draw();
};

// Hold the logo, or press it with the keyboard: those who can't hold have a link that does the same.
const logo = (event) => event.target.closest?.("[data-do=corner]");
document.addEventListener("pointerdown", (event) => {
  if (logo(event) && "hold" in logo(event).dataset) held = setTimeout(() => { held = 0; openPin(); }, HOLD);
});
["pointerup", "pointercancel", "pointerleave"].forEach((name) => document.addEventListener(name, () => clearTimeout(held)));
document.addEventListener("contextmenu", (event) => { if (logo(event)) event.preventDefault(); });

// A press by pointer on what is to be held opens nothing; the keyboard's press (detail 0) does.
const press = (event) => { if (kiosk.package.now && (event.detail === 0 || !("hold" in logo(event).dataset))) openPin(); };

kiosk.corner = {
  press, enter, fetch: fetchNow, end, endNow, sealed, draw,
  persist: async () => { await navigator.storage?.persist?.(); await draw(); },
  close: () => (person.turn ? steps.show() : kiosk.start.home()),
  ready: () => store.get("package", "now"),
};
