// Nobody touches the tablet: it asks whether somebody is there, and forgets them if nobody is.
const kiosk = (self.kiosk ??= {});
const { screens, person, steps } = kiosk;
const COUNTDOWN = 60, SAID_AT = [60, 30, 10], TOUCHES = ["pointerdown", "keydown", "input", "touchstart", "wheel"];
let touched = Date.now(), asking = null, until = 0;

const seconds = () => (kiosk.package.now?.idle ?? 60);
const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1_000));
// Screens on which somebody's words, or staff's, may stand. What was said and found no room isn't let go: none of it
// stands on that screen, and nobody else can begin.
const open = () => (person.turn ? screens.current !== "full" : ["thanks", "full", "pin", "corner", "ending"].includes(screens.current));

const close = () => {
  asking?.close();
  asking?.remove();
  asking = null;
};
const count = (root, key) => {
  const rest = left(), words = screens.say(key, rest);
  for (const place of root.querySelectorAll(`[data-say=${key}]`)) place.textContent = words;
  for (const bar of root.querySelectorAll("progress[data-left]")) bar.value = rest;
  const aloud = root.querySelector("[data-announce]");
  if (aloud && SAID_AT.includes(rest) && aloud.textContent !== words) aloud.textContent = words;
};

const ask = () => {
  until = touched + (seconds() + COUNTDOWN) * 1_000;
  asking = document.createElement("dialog");
  asking.append(screens.nodes(screens.html("idle")));
  const heading = asking.querySelector("h1, h2");
  if (heading) {
    heading.id ||= "idle-heading";
    asking.setAttribute("aria-labelledby", heading.id);
  }
  asking.addEventListener("cancel", (event) => { event.preventDefault(); more(); });
  document.body.append(asking);
  asking.showModal();
};

const more = () => {
  const back = asking;
  touched = Date.now();
  until = touched + COUNTDOWN * 1_000;
  close();
  if (back) (document.activeElement === document.body ? screens.main().querySelector("h1") : document.activeElement)?.focus();
};

const gone = () => {
  close();
  return steps.again();
};

// Each second, and whenever the page is seen again: timers stand still while a tablet sleeps.
const check = () => {
  if (!open() || !kiosk.package.now) { close(); return; }
  const quiet = (Date.now() - touched) / 1_000;
  if (quiet < -1) touched = Date.now(); // the clock was set back
  if (screens.current === "thanks" && !person.turn) {
    if (left() <= 0) gone();
    else count(screens.main(), "emptied");
  } else if (asking) {
    if (left() <= 0) gone();
    else count(asking, "countdown");
  } else if (quiet >= seconds() + COUNTDOWN) gone();
  else if (quiet >= seconds()) { ask(); count(asking, "countdown"); }
};

const start = () => {
  TOUCHES.forEach((name) => addEventListener(name, () => { if (!asking) touched = Date.now(); }, { capture: true, passive: true }));
  screens.shown.addEventListener("screen", () => {
    touched = Date.now();
    until = touched + COUNTDOWN * 1_000;
    if (screens.current === "thanks") check();
  });
  setInterval(check, 1_000);
  addEventListener("pageshow", check);
  document.addEventListener("visibilitychange", check);
};

kiosk.idle = { start, more, check, longest: () => (seconds() + COUNTDOWN) * 1_000, close };
