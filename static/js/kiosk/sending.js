// Sends what waits, whenever there is hope: one tab at a time, items before photos, a few at once.
const kiosk = (self.kiosk ??= {});
const { store, queue, bytes, acknowledged } = kiosk;
const AT_ONCE = 4, FIRST = 2_000, LONGEST = 300_000, PATIENCE = 45_000, MINUTE = 60_000;
const SLOWEST = 2; // bytes a millisecond: a photo must come through on the worst of lines
const HOPEFUL = ["online", "focus", "pageshow"];
const changes = new EventTarget();
const state = { line: true, sending: false, unknown: false, revoked: false, tries: 0 };
let asked = null, again = false, soonest = Infinity;

const tell = (news) => { Object.assign(state, news); changes.dispatchEvent(new Event("change")); };
const wait = (tries) => Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 20)) * (0.75 + Math.random() / 4);

const put = (waits) => fetch(`/nettbrett/${waits.kind === "item" ? "ting" : "bilde"}/${waits.id}`, {
  method: "PUT", body: waits.envelope, redirect: "manual", cache: "no-store", credentials: "same-origin",
  headers: { "X-Nettbrett": "1", "Content-Type": "application/octet-stream" },
  signal: AbortSignal.timeout(kiosk.sending.patience + waits.envelope.byteLength / SLOWEST),
});

// Sends one, and says what came of it: "" when it is kept.
const send = async (id) => {
  const waits = await queue.one(id);
  if (!waits) return "";
  const digest = await bytes.digest(waits.envelope);
  const { fault, revoked } = await put(waits).then((answer) => acknowledged.judged(answer, id, digest), () => ({ fault: "line" }));
  if (revoked) tell({ revoked });
  if (!fault) { await queue.sent(waits); return ""; }
  const next = Date.now() + wait(waits.tries);
  soonest = Math.min(soonest, next);
  await queue.failed(waits, fault, next);
  return fault;
};

// Sends these ids; false when the line is gone, or the tablet isn't known, so that more would be in vain.
const several = async (ids) => {
  let at = 0, lost = 0, vain = false;
  const one = async () => {
    while (at < ids.length && !vain) {
      const fault = await send(ids[at++]);
      lost = fault === "line" ? lost + 1 : 0;
      vain ||= fault === "unknown" || lost >= Math.min(AT_ONCE, ids.length);
      if (fault === "unknown") tell({ line: true, unknown: true });
      else if (!lost) tell({ line: true, unknown: false, tries: 0 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return !vain;
};

// With nothing to try, the browser's word for it is all there is.
const anything = async () => (await queue.ids("item")).length + (await queue.ids("photo")).length > 0;

// A round: again and again until nothing more is to be tried now.
const round = async (all) => {
  tell({ sending: true });
  soonest = Infinity;
  try {
    for (const kind of ["item", "photo"]) {
      const tried = new Set();
      for (;;) {
        const found = all ? await queue.ids(kind) : await queue.due(kind, Date.now(), LONGEST);
        const ids = found.filter((id) => !tried.has(id));
        if (!ids.length) break;
        ids.forEach((id) => tried.add(id));
        if (!(await several(ids))) {
          soonest = Date.now() + wait(state.tries);
          tell({ line: state.unknown, tries: state.tries + 1 });
          return;
        }
      }
    }
    if (!state.line && !(await anything())) tell({ line: navigator.onLine, tries: 0 });
    await kiosk.shift?.handIn();
  } finally {
    tell({ sending: false });
  }
};

// Try now. `all`: also what is to wait, since something has happened that gives hope.
const go = (all = true) => {
  if (asked) { again ||= all; return asked; }
  const mine = () => round(all);
  asked = (navigator.locks ? navigator.locks.request("nettbrett-sending", mine) : mine())
    .catch((fault) => { if (!(fault instanceof DOMException)) throw fault; })
    .finally(() => { asked = null; if (again) { again = false; go(); } });
  return asked;
};

const tick = () => {
  const now = Date.now();
  if (now >= soonest || (soonest < Infinity && soonest - now > LONGEST)) go(false);
};

const start = () => {
  HOPEFUL.forEach((name) => addEventListener(name, () => go()));
  addEventListener("offline", () => tell({ line: false }));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) go(); });
  setInterval(tick, 1_000);
  setInterval(() => go(false), MINUTE);
  tell({ line: navigator.onLine });
  return go();
};

kiosk.sending = { changes, state, tell, go, start, patience: PATIENCE };
