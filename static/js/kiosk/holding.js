// There is one draft for all tabs of a tablet, and only the tab that holds this touches it: the one in which somebody is
// in the midst, until they are done or have gone. A browser without locks has one tab, as far as we can tell.
const kiosk = (self.kiosk ??= {});
const NAME = "nettbrett-person";
// A page that is loaded anew lets go of it a little after the new one has begun.
const LATE = 1_000;
let held = null, waiting = null;
const pause = (time) => new Promise((over) => { setTimeout(over, time); });

// Whether it is held now. `how` as the browser's own request has it.
const ask = (how) => new Promise((told) => {
  let letGo = null;
  const freed = new Promise((free) => { letGo = free; });
  const over = navigator.locks.request(NAME, how, (lock) => {
    if (!lock || how.signal?.aborted) { told(false); return null; }
    held = { letGo, over: () => over };
    told(true);
    return freed;
  // Waited for in vain.
  }).catch(() => told(false));
});

const now = async () => Boolean(!navigator.locks || held || await ask({ ifAvailable: true }));
const soon = async () => Boolean(!navigator.locks || held || await ask({ signal: AbortSignal.timeout(LATE) }));

// Once the other tab lets go of it, if this one still wants it then. Perhaps that one is only loaded anew: it has the time
// to take its person up again.
const later = async (then) => {
  waiting?.abort();
  const mine = waiting = new AbortController();
  await navigator.locks.request(NAME, { signal: mine.signal }, () => {}).catch(() => {});
  await pause(2 * LATE);
  if (waiting !== mine) return;
  if (await now()) then();
  else later(then);
};

const letGo = async () => {
  waiting?.abort();
  waiting = null;
  const mine = held;
  held = null;
  mine?.letGo();
  await mine?.over();
};

kiosk.holding = { now, soon, later, letGo, get mine() { return !navigator.locks || Boolean(held); } };
