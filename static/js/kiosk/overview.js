// All that was said, before it is sent: each question with its answer and a way back to it.
const kiosk = (self.kiosk ??= {});
const { screens, person, flow, fields } = kiosk;

const formOf = (html, held) => {
  const piece = screens.nodes(html), form = piece.querySelector("form");
  if (form) fields.fill(form, held);
  return { piece, form };
};
const heading = (piece) => (piece.querySelector("h1") ?? piece.querySelector("legend"))?.textContent.trim() ?? "";

// [{at, question, answer}] of a survey: of what applies only.
const ofSurvey = (turn) => {
  const survey = flow.surveyOf(turn), all = survey.screens[screens.language];
  const answers = flow.answers(survey, turn);
  return kiosk.branching.applies(survey, answers).flatMap((key) => {
    const question = flow.questionOf(survey, key);
    return (answers[key]?.declined ? [flow.screensOf(question)[0]] : flow.screensOf(question)).map((at) => {
      const { piece, form } = formOf(all[at], turn.fields[key] ?? {});
      const photos = person.photosOf(key).length;
      const words = answers[key]?.declined ? [screens.say("declined")] : form ? fields.shown(form) : [];
      return { at, question: heading(piece), answer: photos ? screens.say("photos", photos) : words.join(" · ") };
    });
  });
};

const ofContribution = (turn) => ["what", "theme", "where", "photo"].filter((at) => screens.html(at)).map((at) => {
  const { piece, form } = formOf(screens.html(at), turn.fields[at] ?? {}), photos = at === "photo" ? person.photosOf("").length : 0;
  return { at, question: heading(piece), answer: photos ? screens.say("photos", photos) : form ? fields.shown(form).join(" · ") : "" };
});

const draw = () => {
  const { turn } = person, pattern = screens.main().querySelector("template[data-row]");
  if (!pattern) return;
  const rows = (turn.kind === "answers" ? ofSurvey(turn) : ofContribution(turn)).map((facts, number) => {
    const piece = pattern.content.cloneNode(true);
    screens.fill(piece, { ...facts, answer: facts.answer || screens.say("unanswered"), answered: Boolean(facts.answer) });
    for (const words of piece.querySelectorAll("[data-fill]")) words.setAttribute("dir", "auto");
    const button = piece.querySelector("[data-do=change]"), question = piece.querySelector("[data-fill=question]");
    if (button) button.value = facts.at;
    if (button && question) {
      question.id = `asked-${number}`;
      button.setAttribute("aria-describedby", question.id);
    }
    return piece;
  });
  pattern.parentNode.append(...rows);
};

kiosk.overview = { draw };
