// What is wrong with an answer, so far as a tablet can tell: the server looks at it again.
const kiosk = (self.kiosk ??= {});
const { fields: read, numbers } = kiosk;

const bounds = ({ least, most }, size, few, many) => {
  if (least != null && numbers.compare(String(size), String(least)) < 0) return [few];
  return most != null && numbers.compare(String(size), String(most)) > 0 ? [many] : [];
};

const CHECKS = {
  number: (question, value, fields) => {
    const written = read.one(fields, "answer");
    if (written && !value) return ["number"];
    return value ? bounds(question, value.number, "small", "large") : [];
  },
  several: (question, value) => {
    if (!value) return [];
    const alone = value.choices.length > 1 && value.choices.some((key) => question.exclusive?.includes(key));
    return alone ? ["alone"] : bounds(question, value.choices.length, "few", "many");
  },
  zone: (_question, value, fields) => (!value && read.one(fields, "place") ? ["zone"] : []),
  short_text: (question, value) => bounds({ most: question.most }, value?.text.length ?? 0, "", "long"),
  long_text: (question, value) => bounds({ most: question.most }, value?.text.length ?? 0, "", "long"),
};
const FIELD = { ranking: "order", photo: "", matrix: "" };

// [{code, field}] for one screen of a question; `row` where it shows one row of a matrix.
const question = (asked, fields, photos, row = "") => {
  const field = row ? `row.${row}` : FIELD[asked.kind] ?? "answer";
  const value = read.value(asked, fields, photos);
  if (value?.declined) return [];
  const codes = CHECKS[asked.kind]?.(asked, value, fields) ?? [];
  const lacking = !value || (row && !value.rows[row]) || (asked.kind === "matrix" && !row && asked.rows.some((one) => !value.rows[one]));
  if (!codes.length && asked.required && lacking) codes.push("required");
  return codes.map((code) => ({ code, field }));
};

// Of a contribution the words are all that must be there.
const screen = (name, fields) => {
  if (name === "what" && !read.one(fields, "text")) return [{ code: "text", field: "text" }];
  if (name !== "helped") return [];
  const faults = read.one(fields, "spoken") ? [] : [{ code: "spoken", field: "spoken" }];
  return read.one(fields, "agreed") ? faults : [...faults, { code: "agreed", field: "agreed" }];
};

kiosk.checking = { question, screen };
