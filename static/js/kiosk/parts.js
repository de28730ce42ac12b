// The parts of a survey that may be taken in any order: which there are now, and how far one has come in each.
const kiosk = (self.kiosk ??= {});
const { screens, person, flow, branching } = kiosk;

const answered = (keys, answers) => keys.filter((key) => Object.hasOwn(answers, key)).length;

const draw = () => {
  const { turn } = person, survey = flow.surveyOf(turn), answers = flow.answers(survey, turn);
  const shown = new Map(branching.sections(survey, answers));
  for (const tile of screens.main().querySelectorAll("[data-part]")) {
    const keys = shown.get(tile.dataset.part);
    tile.hidden = !keys;
    if (!keys) continue;
    const done = answered(keys, answers), state = !done ? "empty" : done < keys.length ? "started" : "done";
    for (const tag of tile.querySelectorAll("[data-state]")) tag.hidden = tag.dataset.state !== state;
    tile.querySelector("[data-note]").textContent = screens.say("parts", done, keys.length);
  }
};

// To the first question of a part that waits; to its first where none does.
const open = (part) => {
  const { turn } = person, survey = flow.surveyOf(turn), answers = flow.answers(survey, turn);
  const keys = new Map(branching.sections(survey, answers)).get(part) ?? [];
  const wanted = keys.find((key) => !Object.hasOwn(answers, key)) ?? keys[0];
  person.set({ seen: null });
  return wanted ? kiosk.steps.go(flow.screensOf(flow.questionOf(survey, wanted))[0]) : kiosk.steps.show();
};

kiosk.parts = { draw, open };
