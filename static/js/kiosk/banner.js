// The top of the screen: the way out, the languages, and how many wait to be sent, always in sight while some do.
const kiosk = (self.kiosk ??= {});
const { screens, queue, sending, person } = kiosk;
const SENT_FOR = 4_000;
let before = 0, sentUntil = 0, counting = false, once = false;
const place = (id) => document.getElementById(id);

const when = (waiting) => {
  if (waiting && sending.state.unknown) return "unknown";
  if (!sending.state.line) return "offline";
  if (waiting) return sending.state.sending || !place("kiosk-banner").querySelector("[data-when=waiting]") ? "sending" : "waiting";
  return Date.now() < sentUntil ? "sent" : "";
};

const draw = (waiting) => {
  const banner = place("kiosk-banner");
  if (before && !waiting && sending.state.line) {
    sentUntil = Date.now() + SENT_FOR;
    setTimeout(count, SENT_FOR + 50);
  }
  before = waiting;
  const state = when(waiting);
  if (banner.dataset.language !== screens.language) {
    banner.replaceChildren(screens.nodes(screens.html("banner")));
    banner.dataset.language = screens.language;
  }
  banner.hidden = !state || !kiosk.package.now;
  banner.dataset.state = state;
  banner.dataset.waiting = waiting;
  for (const block of banner.querySelectorAll("[data-when]")) block.hidden = block.dataset.when !== state;
  screens.fill(banner, { waiting: String(waiting), "any-waiting": waiting > 0, say: { waiting: [waiting], sending: [waiting] } });
};

// Counted anew after each change, but not faster than it can be counted.
const count = async () => {
  if (counting) { once = true; return; }
  counting = true;
  do {
    once = false;
    draw((await queue.counts().catch(() => ({ waiting: before }))).waiting);
    await new Promise((ready) => { setTimeout(ready, 200); });
  } while (once);
  counting = false;
};

const top = () => {
  const head = place("kiosk-top"), about = `${screens.language} ${kiosk.package.now?.version}`;
  if (head.dataset.about !== about) {
    head.replaceChildren(screens.nodes(screens.html("top")));
    head.dataset.about = about;
  }
  screens.fill(head, { person: Boolean(person.turn), helped: Boolean(person.turn?.helped) });
  shut();
  const survey = person.turn?.kind === "answers" ? kiosk.flow.surveyOf(person.turn) : null;
  for (const button of head.querySelectorAll("[data-do^='language:']")) {
    const tag = button.dataset.do.split(":")[1];
    button.setAttribute("aria-pressed", String(tag === screens.language));
    button.hidden = button.hidden || Boolean(survey && !survey.languages.includes(tag)); // what it isn't asked in
  }
  kiosk.speech?.buttons();
  count();
};

// The list of languages is put away when something else is pressed, and when another screen comes.
const shut = () => place("kiosk-top").querySelector("details[open]")?.removeAttribute("open");
document.addEventListener("click", (event) => { if (!event.target.closest?.("#kiosk-top details")) shut(); });

queue.changes.addEventListener("change", count);
sending.changes.addEventListener("change", count);

kiosk.banner = { top, count };
