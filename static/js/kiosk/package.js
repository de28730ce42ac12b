// What a shift brings: fetched, looked through, and taken in whole. The old one is kept until the new one is.
const kiosk = (self.kiosk ??= {});
const { store, envelope, forms } = kiosk;
const PICTURES = "nettbrett-pakke";
const SCREENS = ["top", "banner", "attract", "start", "check", "thanks", "full", "idle", "helped", "pin", "corner", "ending", "errors", "error"];
const CONTRIBUTING = ["what", "where"];
// Of codes; and how long what is here will do.
const ENOUGH = 100, MOST = 45 * 60_000;
// When this page last fetched everything.
let wholeAt = -Infinity;
// `later`: what is on the disk is newer than what is here.
let now = null, etag = "", shut = "", later = false;
// What one tab has fetched or lost, the others are to know.
const told = new BroadcastChannel("nettbrett-pakke");

class Incomplete extends Error {}
const need = (holds, what) => { if (!holds) throw new Incomplete(what); };

const questionScreens = (question) => (question.kind === "matrix" && question.row_by_row !== false
  ? question.rows.map((row) => `${question.key}/${row}`) : [question.key]);

// Throws Incomplete with what is lacking.
const whole = async (given) => {
  for (const name of ["version", "tablet", "shift", "pin", "key", "languages", "screens", "words", "surveys"]) need(given?.[name], name);
  need(given.shift.id && given.pin.salt && given.pin.hash && given.pin.rounds && given.languages.length, "shift, pin or languages");
  await envelope.publicKey(given.key.public).catch(() => { throw new Incomplete("key"); });
  for (const { tag } of given.languages) {
    const wanted = given.contributions ? [...SCREENS, ...CONTRIBUTING] : SCREENS;
    for (const name of wanted) need(given.screens[tag]?.[name], `${tag} ${name}`);
    need(given.words[tag], `${tag} words`);
  }
  for (const survey of given.surveys) for (const tag of survey.languages) {
    const its = survey.screens[tag] ?? {};
    need((its["/front"] ?? its.front) && (its["/check"] ?? its.check), `${survey.id} ${tag}`);
    need(!survey.anyOrder || its["/parts"], `${survey.id} ${tag} parts`);
    for (const section of survey.sections) for (const question of section.questions) for (const name of questionScreens(question)) {
      need(its[name], `${survey.id} ${tag} ${name}`);
    }
  }
};

// The pictures that its screens point to, kept before it counts as whole; those of the one before go after.
const pictures = async (wanted = []) => {
  if (!wanted.length) return async () => {};
  const kept = await caches.open(PICTURES);
  for (const path of wanted) {
    if (await kept.match(path)) continue;
    const picture = await fetch(path, { cache: "no-cache", redirect: "manual" });
    need(picture.status === 200, path);
    await kept.put(path, picture);
  }
  return async () => {
    for (const one of await kept.keys()) if (!wanted.includes(new URL(one.url).pathname)) await kept.delete(one);
  };
};

const take = async (given, tag) => {
  await whole(given);
  const tidy = await pictures(given.assets);
  const { forms: offered = [], ...rest } = given, block = await forms.marked(offered);
  await store.once(["package", "forms", "settings"], async (its) => {
    await its("package").put({ given: rest, etag: tag }, "now");
    await forms.take(its("forms"), block);
    await its("settings").delete("shut");
  });
  wholeAt = Date.now();
  later = kiosk.package.inUse();
  if (!later) [now, etag, shut] = [rest, tag, ""];
  told.postMessage("");
  await tidy();
};

// Shut out: nothing is left to read. No shift: what there was is done with. The queue stays in either case.
const drop = async (why) => {
  await store.once(["package", "forms", "draft", "settings"], async (its) => {
    for (const name of ["package", "forms", "draft"]) await its(name).clear();
    await its("settings").put(why, "shut");
  });
  [now, etag, shut] = [null, "", why];
  told.postMessage("");
};

const load = async () => {
  const kept = await store.get("package", "now");
  later = false;
  [now, etag, shut] = [kept?.given ?? null, kept?.etag ?? "", (await store.get("settings", "shut")) ?? ""];
};

// Whether what is here will do as long as the server has nothing else. Codes run out, and those that are not drawn are to
// be let go of: they may have been seen by others.
const holds = async () => Boolean(now && etag) && Math.abs(Date.now() - wholeAt) < MOST && await forms.left() >= ENOUGH;

// What the server says: "new", "same", "no-shift", "unknown", "shut-out", "incomplete", or "line" where nobody of ours
// answers: a portal that says no says it without our mark. Only "new" has changed anything, and what has been fetched
// while somebody began to write is on the disk only. What else is to come of it is for `start` to say.
const fetchNow = async ({ whole: everything = false } = {}) => {
  try {
    // Before the question: the answer may be older than what was told since.
    const handing = await kiosk.shift?.handing();
    const headers = { "X-Nettbrett": "1", ...(!everything && await holds() ? { "If-None-Match": etag } : {}) };
    const answer = await fetch("/nettbrett/pakke", { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(60_000) });
    kiosk.package.told = { date: Date.parse(answer.headers.get("Date")), at: Date.now() };
    if (answer.status === 304) return "same";
    if (answer.type !== "basic") return "line";
    const known = { 204: "no-shift", 401: "unknown", 403: "shut-out" }[answer.status];
    if (known) return answer.headers.get("X-Nettbrett") === "1" ? known : "line";
    if (answer.status !== 200) return "line";
    const given = await answer.json().catch(() => null);
    if (!given) return "line";
    const ended = [...handing ?? [], ...await kiosk.shift?.handing() ?? []];
    // It was ended here, and the server hasn't heard.
    if (ended.includes(given.shift?.id)) return "no-shift";
    await take(given, answer.headers.get("ETag") ?? "");
    return "new";
  } catch (fault) {
    if (store.full(fault)) return "full";
    if (fault instanceof Incomplete) { kiosk.package.lacking = fault.message; return "incomplete"; }
    return "line";
  }
};

kiosk.package = {
  load, drop, whole, questionScreens, fetch: fetchNow, others: told, told: null, lacking: "", inUse: () => false,
  get now() { return now; },
  get later() { return later; },
  get shut() { return shut; },
};
