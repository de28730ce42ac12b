// Which questions apply, given what has been answered: the twin of surveys/branching.py, rule by rule.
const kiosk = (self.kiosk ??= {});
const { numbers } = kiosk;
const folded = (text) => text.replace(/[^ı]/gu, (sign) => sign.toUpperCase().toLowerCase()).replaceAll("ς", "σ");

// The keys of what is chosen, ranked or placed, in order; of one row where the question is a matrix.
const chosen = (value, row = "") => {
  if (!value) return [];
  if (value.rows) return row in value.rows ? [value.rows[row]] : [];
  if ("choice" in value || "zone" in value) return [value.choice ?? value.zone];
  return value.choices ?? value.order ?? [];
};

const NUMBERS = { greater: (found) => found > 0, less: (found) => found < 0, equals: (found) => found === 0, not_equals: (found) => found !== 0 };
const TEXTS = { contains: (text, asked) => text.includes(asked), equals: (text, asked) => text === asked, not_equals: (text, asked) => text !== asked };
const KEYS = {
  equals: (keys, [asked]) => keys.length === 1 && keys[0] === asked,
  not_equals: (keys, [asked]) => keys.length > 0 && !keys.includes(asked),
  one_of: (keys, asked) => keys.some((key) => asked.includes(key)),
  contains: (keys, [asked]) => keys.includes(asked),
};

const ruleHolds = ({ operator, values = [], row = "" }, value) => {
  const given = value && Object.keys(value).length > 0 && !value.declined;
  const answered = Boolean(given && (!row || chosen(value, row).length));
  if (operator === "not_answered") return !answered;
  if (!answered || operator === "answered") return answered;
  if (!values.length) return false;
  if ("number" in value) {
    const found = numbers.compare(value.number, values[0]);
    return found !== null && Boolean(NUMBERS[operator]?.(found));
  }
  if ("text" in value) return Boolean(TEXTS[operator]?.(folded(value.text), folded(values[0])));
  return Boolean(KEYS[operator]?.([...new Set(chosen(value, row))], values));
};

const holds = (when, answers) => {
  if (!when) return true;
  const one = (rule) => ruleHolds(rule, Object.hasOwn(answers, rule.question) ? answers[rule.question] : null);
  return when.joined === "any" ? when.rules.some(one) : when.rules.every(one);
};

// The keys of the questions that apply, in order. Only answers that count are looked at: to what applies, and before.
const applies = ({ sections }, answers) => {
  const found = [], seen = {};
  for (const section of sections) {
    if (!holds(section.when, seen)) continue;
    for (const { key, when } of section.questions ?? []) {
      if (!holds(when, seen)) continue;
      found.push(key);
      if (Object.hasOwn(answers, key)) seen[key] = answers[key];
    }
  }
  return found;
};

const places = ({ sections }) => sections.flatMap((section) => (section.questions ?? []).map((question) => question.key));

const nextAfter = (survey, answers, key) => {
  const order = places(survey), at = key === null ? -1 : order.indexOf(key);
  return applies(survey, answers).find((one) => order.indexOf(one) > at) ?? null;
};

const before = (survey, answers, key) => {
  const order = places(survey), at = key === null ? order.length : order.indexOf(key);
  return applies(survey, answers).findLast((one) => order.indexOf(one) < at) ?? null;
};

// [key, [keys of its questions that apply]] of each section that has any.
const sections = (survey, answers) => {
  const here = new Set(applies(survey, answers));
  return survey.sections.map(({ key, questions = [] }) => [key, questions.map((one) => one.key).filter((one) => here.has(one))])
    .filter(([, keys]) => keys.length);
};
const anyOrder = (survey, answers) => Boolean(survey.anyOrder) && sections(survey, answers).length > 1;

// Whether one goes from the one question to the other without choosing a section between.
const together = (survey, answers, one, other) => !anyOrder(survey, answers)
  || survey.sections.some(({ questions = [] }) => [one, other].every((key) => questions.some((asked) => asked.key === key)));
const within = (survey, answers, key, other) => (other !== null && together(survey, answers, key, other) ? other : null);
const onward = (survey, answers, key) => within(survey, answers, key, nextAfter(survey, answers, key));
const backward = (survey, answers, key) => within(survey, answers, key, before(survey, answers, key));

// Question `at` of `of`, as things stand now; in its section, where sections come in any order.
const progress = (survey, answers, key) => {
  const order = places(survey), here = applies(survey, answers).filter((one) => together(survey, answers, one, key));
  const at = here.filter((one) => order.indexOf(one) <= order.indexOf(key)).length;
  return { at: Math.max(at, 1), of: Math.max(here.length, 1), answered: here.filter((one) => Object.hasOwn(answers, one)).length };
};

kiosk.branching = { applies, nextAfter, before, onward, backward, sections, anyOrder, progress, holds };
