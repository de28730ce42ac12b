// What somebody has said, as caravan/reading.py reads it.
const kiosk = (self.kiosk ??= {});
const { fields: read } = kiosk;
const MOST_SHORT = 200;
const short = (text) => [...text.replace(/\s+/gu, " ").trim()].slice(0, MOST_SHORT).join("");

const day = (now = new Date()) => [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((number, at) => String(number).padStart(at ? 2 : 4, "0")).join("-");

const contribution = ({ fields }) => {
  const { what = {}, theme = {}, where = {} } = fields, zone = read.one(where, "zone"), about = read.one(theme, "theme");
  return {
    what: read.one(what, "kind") || "unsaid",
    text: read.one(what, "text"),
    zone: ["all", "unknown"].includes(zone) ? "" : zone,
    whole_area: zone === "all",
    place: short(read.one(where, "place")),
    theme: about === "else" ? "" : about,
  };
};

// Field → values, without what is empty.
const filled = (fields) => Object.fromEntries(Object.entries(fields)
  .map(([name, values]) => [name, values.map((value) => value.replaceAll("\u0000", "").toWellFormed()).filter(Boolean)])
  .filter(([, values]) => values.length));

const survey = (asked, turn) => {
  const applying = kiosk.branching.applies(asked, kiosk.flow.answers(asked, turn));
  const told = applying.map((key) => [key, filled(turn.fields[key] ?? {})]).filter(([, fields]) => Object.keys(fields).length);
  return { survey: asked.id, version: asked.version, answers: Object.fromEntries(told), applying };
};

// The whole content of the item's envelope.
const item = (turn, given) => {
  const asked = given.surveys.find((one) => one.id === turn.survey);
  const { applying = [""], ...said } = turn.kind === "answers" ? survey(asked, turn) : contribution(turn);
  return {
    kind: turn.kind, form: turn.form.id, shift: given.shift.id, package: String(given.version),
    language: turn.language, day: day(),
    helped: turn.helped && { spoken: short(turn.helped.spoken), read_back: true, agreed: true },
    photos: turn.photos.filter((photo) => applying.includes(photo.question)),
    ...said,
  };
};

kiosk.said = { item, day };
