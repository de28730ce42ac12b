// Numbers as people write them: the twin of surveys/numbers.py. Exact, so digits are held as text.
const kiosk = (self.kiosk ??= {});
const MOST_DIGITS = 15, MOST_DECIMALS = 6;
const MINUS = /[-\u2010-\u2014\u2212]/gu;
const PARTED = /^\d{1,3}( \d{3})+$/, UNCLEAR = /^[1-9]\d{0,2}[.,]\d{3}$/;
const BY_MARKS = /^[1-9]\d{0,2}([.,'])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;
const DECIMAL = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,4}))?$/;

// Digits of every script come in runs of ten, nought first.
const digit = (sign) => {
  const code = sign.codePointAt(0);
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
};
const plain = (text) => text.replaceAll("\u066b", ",").replaceAll("\u066c", " ").replace(MINUS, "-")
  .replace(/\p{Nd}/gu, (sign) => (sign >= "0" && sign <= "9" ? sign : digit(sign))).split(/\s+/u).filter(Boolean).join(" ");

// {number} as str(Decimal) writes it, or {fault}: "unreadable", "unclear" or "not_whole".
const read = (text, whole) => {
  const written = plain(text);
  const sign = written.startsWith("-") ? "-" : "";
  let digits = sign ? written.slice(1).trimStart() : written;
  if (PARTED.test(digits.split(/[.,]/)[0])) digits = digits.replaceAll(" ", "");
  else if (UNCLEAR.test(digits)) {
    if (!whole) return { fault: "unclear" };
    digits = digits.replace(/[.,]/, "");
  } else {
    const found = BY_MARKS.exec(digits);
    if (found) digits = digits.replaceAll(found[1], "");
  }
  const [before, ...rest] = digits.replaceAll(",", ".").split(".");
  let after = rest.join(".");
  if (!/^\d+$/.test(before) || !/^\d*$/.test(after)) return { fault: "unreadable" };
  after = after.replace(/0+$/, "");
  const bare = before.replace(/^0+/, "");
  if (bare.length > MOST_DIGITS || after.length > MOST_DECIMALS) return { fault: "unreadable" };
  if (whole && after) return { fault: "not_whole" };
  const number = `${bare || "0"}${after ? `.${after}` : ""}`;
  return { number: `${number === "0" ? "" : sign}${number}` };
};

// -1, 0 or 1, exactly; null where either is no finite number.
const parts = (text) => {
  const found = DECIMAL.exec(text.trim());
  if (!found) return null;
  const power = Number(found[5] ?? 0), after = found[3] || found[4] || "";
  return { whole: BigInt(`${found[2] ?? ""}${after}` || "0") * (found[1] === "-" ? -1n : 1n), places: after.length - power };
};
const compare = (one, other) => {
  const a = parts(one), b = parts(other);
  if (!a || !b) return null;
  const most = Math.max(a.places, b.places);
  const x = a.whole * 10n ** BigInt(most - a.places), y = b.whole * 10n ** BigInt(most - b.places);
  return x < y ? -1 : Number(x > y);
};

kiosk.numbers = { read, compare };
