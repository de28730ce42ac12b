// What a form holds, and the answer it comes to: the twin of `read` in surveys/answers.py, for branching and checking.
const kiosk = (self.kiosk ??= {});
const NO_TEXT = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\p{Cs}]|[\ufffe\uffff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{10fffe}\u{10ffff}]/gu;
const BLANK = /^[\p{Cc}\p{Cf}\p{Cs}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]*$/u;

// The text without what steers machines and without outer blanks; empty where there is nothing to see.
const tidy = (text) => {
  const kept = text.replace(/\r\n?/g, "\n").replace(NO_TEXT, "").replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/gu, "");
  return BLANK.test(kept) ? "" : kept;
};
const one = (fields, name) => (fields[name] ?? []).map(tidy).find(() => true) ?? "";
const line = (text) => text.split(/[^\S\ufeff]+/u).filter(Boolean).join(" ");

// Field → its values. Files and what is only for the eye stay out.
const ofForm = (form) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") (fields[name] ??= []).push(value);
  return fields;
};

// In the questionnaire's order where it is told, with «other» last.
const several = ({ choices, other }, fields) => {
  const ticked = [...new Set((fields.answer ?? []).filter(Boolean))], written = other === false ? "" : one(fields, "other");
  if (written && !ticked.includes("other")) ticked.push("other");
  const order = choices && [...choices, "other"];
  return ticked.length ? { choices: order ? order.filter((key) => ticked.includes(key)) : ticked } : null;
};
const single = ({ other }, fields) => {
  const key = one(fields, "answer") || (other !== false && one(fields, "other") ? "other" : "");
  return key ? { choice: key } : null;
};
const matrix = ({ rows }, fields) => {
  const chosen = Object.fromEntries(rows.map((row) => [row, one(fields, `row.${row}`)]).filter(([, key]) => key));
  return Object.keys(chosen).length ? { rows: chosen } : null;
};
const number = ({ whole = true }, fields) => {
  const written = one(fields, "answer");
  const read = written ? kiosk.numbers.read(written, whole) : {};
  return read.number === undefined ? null : { number: read.number };
};
const text = ({ kind }, fields) => {
  const written = one(fields, "answer"), kept = kind === "short_text" ? line(written) : written;
  return kept ? { text: kept } : null;
};
const READERS = {
  one: single, scale: single, several, matrix, number, short_text: text, long_text: text,
  ranking: ({ most }, fields) => {
    const order = [...new Set((fields.order ?? []).filter(Boolean))].slice(0, most == null ? undefined : Number(most));
    return order.length ? { order } : null;
  },
  zone: (_question, fields) => (one(fields, "answer") ? { zone: one(fields, "answer") } : null),
  photo: (_question, _fields, photos) => (photos.length ? { photos } : null),
};

// The answer, or null where there is none. `photos` are the ids of those taken for the question.
const value = (question, fields = {}, photos = []) => {
  if (question.sensitive && one(fields, "declined")) return { declined: true };
  return READERS[question.kind](question, fields, photos);
};

// Puts into a new form what was in it before.
const fill = (form, fields) => {
  for (const field of form.elements) {
    const held = fields[field.name];
    if (!held || field.type === "file" || field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = held.includes(field.value);
    else if (field.value !== undefined) field.value = held[0] ?? "";
  }
  const place = (item) => fields.order?.indexOf(item.querySelector("[name=order]")?.value) ?? -1;
  const list = form.querySelector(".mv-ranking");
  if (!list || !fields.order) return;
  list.append(...[...list.children].sort((a, b) => place(a) - place(b)));
  [...list.children].forEach((item, at, all) => {
    item.toggleAttribute("data-top", at < list.dataset.topCount);
    item.querySelectorAll(".mv-arrow").forEach((arrow, down) => { arrow.disabled = at === (down ? all.length - 1 : 0); });
  });
};

// What was chosen or written, in the words of the form itself, which need not be on the page.
const shown = (form) => [...form.elements].flatMap((field) => {
  if (field.type === "radio" || field.type === "checkbox") {
    const label = field.closest("label") ?? form.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    return field.checked && label ? [label.querySelector("span:not([class])")?.firstChild?.textContent ?? label.textContent] : [];
  }
  if (field.name === "order") return [field.parentNode.querySelector("span").textContent];
  return field.matches("textarea, input:not([type=hidden], [type=file]), select") && field.value ? [field.value] : [];
}).map((words) => words.trim());

kiosk.fields = { tidy, one, ofForm, value, fill, shown };
