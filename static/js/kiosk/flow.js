// The way through: what comes after, what came before, and which screen that is. Knows nothing of the page.
const kiosk = (self.kiosk ??= {});
const { branching, fields: read } = kiosk;

const surveyOf = (turn) => kiosk.package.now?.surveys.find((one) => one.id === turn.survey);
const questions = (survey) => survey.sections.flatMap((section) => section.questions);
const questionOf = (survey, at) => questions(survey).find((question) => question.key === at.split("/")[0]);
const rowOf = (at) => (at.startsWith("/") ? "" : at.split("/")[1] ?? "");

// The answers so far, question by question.
const answers = (survey, turn) => {
  const found = {};
  for (const question of questions(survey)) {
    const photos = turn.photos.filter((photo) => photo.question === question.key).map((photo) => photo.id);
    const value = read.value(question, turn.fields[question.key], photos);
    if (value) found[question.key] = value;
  }
  return found;
};

const screensOf = (question) => kiosk.package.questionScreens(question);
const FRONT = "/front", PARTS = "/parts", CHECK = "/check"; // no question can have such a key
// Between two questions, where there are parts to choose from, one comes to where they are chosen.
const between = (survey, found, otherwise) => (branching.anyOrder(survey, found) ? PARTS : otherwise);

const surveyNext = (survey, turn) => {
  const { at } = turn, found = answers(survey, turn), here = at === FRONT ? null : questionOf(survey, at);
  if (at === PARTS) return CHECK;
  if (here) {
    const rows = screensOf(here), after = rows[rows.indexOf(at) + 1];
    const declined = read.value(here, turn.fields[here.key])?.declined;
    if (after && !declined) return after;
  }
  const next = branching.onward(survey, found, here?.key ?? null);
  return next === null ? between(survey, found, CHECK) : screensOf(questionOf(survey, next))[0];
};

const surveyBefore = (survey, turn) => {
  const { at } = turn;
  if (at === FRONT) return "start";
  if (at === PARTS) return FRONT;
  const here = at === CHECK ? null : questionOf(survey, at);
  if (here) {
    const rows = screensOf(here), earlier = rows[rows.indexOf(at) - 1];
    if (earlier) return earlier;
  }
  const found = answers(survey, turn), before = branching.backward(survey, found, here?.key ?? null);
  return before === null ? between(survey, found, FRONT) : screensOf(questionOf(survey, before)).at(-1);
};

// Every screen that there is for somebody who has answered this.
const all = (turn) => {
  if (turn.kind !== "answers") return steps();
  const survey = surveyOf(turn);
  return branching.applies(survey, answers(survey, turn)).flatMap((key) => screensOf(questionOf(survey, key)));
};

// What is wrong with the answer on this screen of a question: [{code, field}].
const faults = (turn, at) => {
  const asked = questionOf(surveyOf(turn), at), photos = turn.photos.filter((photo) => photo.question === asked.key);
  return kiosk.checking.question(asked, turn.fields[asked.key] ?? {}, photos.map((photo) => photo.id), rowOf(at));
};
// The first screen that can't be sent as it is: a part may have been passed by. Undefined where all is well.
const lacking = (turn) => (turn.kind === "answers" ? all(turn).find((at) => faults(turn, at).length) : undefined);

const steps = () => ["what", "theme", "where", "photo", "check"].filter((name) => kiosk.screens.html(name));
const next = (turn) => (turn.kind === "answers" ? surveyNext(surveyOf(turn), turn) : steps()[steps().indexOf(turn.at) + 1]);

// After a change: what applies now and did not before, then the check again. `seen` are the screens there were.
const nextUnseen = (turn, seen) => {
  const survey = turn.kind === "answers" ? surveyOf(turn) : null, here = survey && questionOf(survey, turn.at);
  const passed = here && read.value(here, turn.fields[here.key])?.declined ? screensOf(here) : [turn.at];
  const known = [...seen, ...passed];
  return { seen: known, at: all(turn).find((at) => !known.includes(at)) ?? (survey ? CHECK : "check") };
};

const before = (turn) => (turn.kind === "answers" ? surveyBefore(surveyOf(turn), turn) : steps()[steps().indexOf(turn.at) - 1] ?? "start");

// How far one has come: {at, of}.
const progress = (turn) => {
  if (turn.kind !== "answers") return { at: steps().indexOf(turn.at) + 1, of: steps().length };
  const survey = surveyOf(turn);
  const count = Math.max(1, branching.applies(survey, answers(survey, turn)).length);
  if (turn.at === CHECK) return { at: count, of: count };
  if (!questionOf(survey, turn.at)) return {};
  return branching.progress(survey, answers(survey, turn), turn.at.split("/")[0]);
};

// The HTML of where somebody is, in this language.
const html = (turn, tag) => {
  const its = turn.kind === "answers" ? surveyOf(turn).screens[tag] : kiosk.package.now.screens[tag];
  return its[turn.at] ?? its[turn.at.slice(1)];
};
const choosing = (turn) => turn.kind === "answers" && turn.at === PARTS;
const checking = (turn) => turn.at === (turn.kind === "answers" ? CHECK : "check");

// All there is to answer: the start screen is passed by where it is one thing only.
const choices = (given) => [...(given.contributions ? ["contribution"] : []), ...given.surveys.map((one) => `survey:${one.id}`)];

kiosk.flow = {
  surveyOf, questionOf, rowOf, answers, next, nextUnseen, all, before, progress, choices, screensOf, html, checking, choosing,
  faults, lacking, FRONT,
};
