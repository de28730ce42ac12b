// From screen to screen with the person: what a press does, what is kept of each form, and the end.
const kiosk = (self.kiosk ??= {});
const { screens, person, flow, fields, checking, errors, queue, store } = kiosk;
let busy = false, done = null; // the code of who was done last, until the screen is emptied

// A survey may lack the language chosen: then it is asked in its first.
const languageOf = (turn) => {
  const survey = turn?.kind === "answers" ? flow.surveyOf(turn) : null;
  return !survey || survey.languages.includes(turn.language) ? turn?.language : survey.languages[0];
};
const keyOf = ({ kind, at }) => (kind === "answers" ? at.split("/")[0] : at);

// Put up the screen where the person is, with what they have said there.
const show = async () => {
  const { turn } = person;
  if (!turn) { attract(); return; }
  screens.speak(languageOf(turn));
  kiosk.banner?.top();
  const { at, of } = flow.progress(turn);
  const facts = { at, of, say: { step: [at, of] }, helped: Boolean(turn.helped), begun: Boolean(turn.kind) && !turn.helped, "photo-failed": false };
  screens.put(turn.at, screens.nodes(flow.html(turn, languageOf(turn))), facts);
  const form = screens.form();
  if (form) fields.fill(form, turn.fields[keyOf(turn)] ?? {});
  if (flow.checking(turn)) kiosk.overview.draw();
  if (flow.choosing(turn)) kiosk.parts.draw();
  await kiosk.thumbs.draw();
};

const attract = () => {
  done = null;
  screens.speak(kiosk.package.now.languages[0].tag);
  screens.show("attract", {});
  kiosk.banner?.top();
};

const wipe = async () => {
  kiosk.speech?.stop();
  screens.main().replaceChildren();
  done = null;
  await person.wipe();
};
const again = async () => { await wipe(); kiosk.start.home(); };

const go = (at) => { person.set({ at }); return show(); };

// From the check to one answer; from there they come back, by way of what applies now and did not before.
const change = (at) => { person.set({ seen: flow.all(person.turn) }); return go(at); };
const onward = () => {
  const { turn } = person;
  if (!turn.seen) return go(flow.next(turn));
  const { seen, at } = flow.nextUnseen(turn, turn.seen);
  person.set({ seen });
  return go(at);
};

// Keep what the form on the screen holds; the rows of a matrix that it doesn't show stay as they were.
const take = () => {
  const form = screens.form(), { turn } = person;
  if (!form || !turn || !("screen" in form.dataset)) return {};
  const held = fields.ofForm(form), names = new Set([...form.elements].map((field) => field.name));
  person.forget(keyOf(turn), [...names, "declined"]);
  person.keep(keyOf(turn), held);
  return held;
};

const faults = (held) => {
  const { turn } = person;
  const survey = turn.kind === "answers" ? flow.surveyOf(turn) : null, asked = survey && flow.questionOf(survey, turn.at);
  if (asked) return flow.faults(turn, turn.at);
  if (flow.checking(turn)) return turn.helped && !held.read_back ? [{ code: "read_back", field: "read_back" }] : [];
  return checking.screen(turn.at, held);
};

const next = async () => {
  const held = take(), wrong = faults(held);
  if (wrong.length) { errors.show(screens.form(), wrong); return; }
  if (flow.checking(person.turn)) {
    const lacking = flow.lacking(person.turn);
    if (!lacking) { await finish(); return; }
    await change(lacking);
    errors.show(screens.form(), flow.faults(person.turn, lacking));
    return;
  }
  if (person.turn.at === "helped") {
    person.set({ helped: { spoken: fields.one(held, "spoken") }, fields: {}, at: "start" });
    await chooseOrStart();
    return;
  }
  await onward();
};

const back = async () => {
  if (["start", "helped"].includes(person.turn.at)) { await again(); return; }
  take();
  const at = flow.before(person.turn);
  if (at === "start") { person.set({ kind: "", survey: "", seen: null, at }); await chooseOrStart(true); } else await go(at);
};

const skip = async () => {
  const { turn } = person, row = flow.rowOf(turn.at), survey = turn.kind === "answers" ? flow.surveyOf(turn) : null;
  if (survey && flow.questionOf(survey, turn.at)?.required) { await next(); return; }
  person.forget(keyOf(turn), row ? [`row.${row}`] : undefined);
  const about = turn.kind === "answers" ? keyOf(turn) : "";
  for (const id of screens.main().querySelector("[data-photos]") ? person.photosOf(about) : []) await person.dropPhoto(id);
  await onward();
};

const decline = async () => {
  const key = keyOf(person.turn);
  person.forget(key);
  person.keep(key, { declined: ["1"] });
  await onward();
};

const start = (what) => {
  const [kind, id = ""] = what.split(":");
  person.set({ kind: kind === "survey" ? "answers" : kind, survey: id, fields: {}, seen: null, at: kind === "survey" ? flow.FRONT : "what" });
  return show();
};

// Where there is one thing to do only, nobody has to choose it.
const chooseOrStart = async (backwards = false) => {
  const choices = flow.choices(kiosk.package.now);
  if (choices.length === 1 && backwards) await again();
  else if (choices.length === 1) await start(choices[0]);
  else await show();
};

const language = async (tag) => {
  if (person.turn) { take(); person.set({ language: tag }); await show(); return; }
  if (!(await store.room())) { screens.speak(tag); screens.show("full", {}); return; }
  screens.speak(tag);
  person.begin(tag);
  await chooseOrStart();
};

const helped = async () => {
  await wipe();
  person.begin(kiosk.package.now.languages[0].tag);
  await go("helped");
};

// Whoever answers without a trace gets no code: it would lead to nothing.
const formOf = (turn) => (turn.kind === "answers" && flow.surveyOf(turn).anonymous
  ? { id: crypto.randomUUID(), code: "" } : kiosk.forms.draw());

// Everything they have said is closed and put in the queue; only then are they thanked.
const finish = async () => {
  if (busy || !person.turn) return;
  busy = true;
  try {
    const { turn } = person, given = kiosk.package.now;
    if (!turn.form) person.set({ form: await formOf(turn) });
    const said = kiosk.said.item(turn, given), { envelope } = kiosk;
    const photos = [];
    for (const { id } of said.photos) photos.push({ id, envelope: await envelope.photo(id, kiosk.person.photo(id), given.key) });
    const item = { id: turn.id, envelope: await envelope.item(turn.id, said, given.key) };
    await kiosk.draft.settled();
    await queue.finish(item, photos, given.shift.id);
    done = { code: turn.form.code, qr: turn.kind === "contribution" ? turn.form.qr : null };
    person.wipe().catch(() => {}); // what was kept while the queue was written goes too
    thanks();
    kiosk.sending.go();
  } catch (fault) {
    screens.show("full", {});
    if (!store.full(fault)) throw fault;
  } finally {
    busy = false;
  }
};
const thanks = () => {
  const place = screens.show("thanks", { code: done.code }).querySelector("[data-qr]");
  if (place && done.qr) kiosk.qr.draw(place, done.qr);
  else place?.remove(); // a survey's code is written on its own page
  kiosk.banner?.top();
};

// What has been chosen or written so far is kept when they go on to the next field, or the screen is put away.
document.addEventListener("change", (event) => { if (event.target.form === screens.form()) take(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) take(); });

// Somebody stands before a full tablet with what they have said: when something has been sent there is room again.
queue.changes.addEventListener("change", () => { if (screens.current === "full" && person.turn) finish(); });

kiosk.steps = {
  show, attract, wipe, again, next, back, skip, decline, start, language, helped, finish, go, change, take, formOf,
  "try-again": () => (person.turn ? finish() : kiosk.start.home()),
};
