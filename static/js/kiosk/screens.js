// Screens as the server made them: put up, filled with facts, and taken down without a trace.
const kiosk = (self.kiosk ??= {});
const main = () => document.getElementById("kiosk");
const shown = new EventTarget();
let language = "", current = "";

// What the package says in the language on the screen; "#" and "@" stand for numbers.
const say = (key, first, second) => {
  const words = kiosk.package.now?.words[language] ?? {};
  const form = typeof first === "number" ? words[`${key}.${new Intl.PluralRules(language).select(first)}`] : undefined;
  const text = form ?? words[`${key}.other`] ?? words[key] ?? "";
  const written = (number) => (typeof number === "number" ? new Intl.NumberFormat(language, { numberingSystem: "latn" }).format(number) : number ?? "");
  return text.replaceAll("#", written(first)).replaceAll("@", written(second));
};

// The nodes of a piece of HTML. Nothing in it runs: the policy allows no scripts but our own.
const nodes = (html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const piece = document.createDocumentFragment();
  piece.append(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
  return fresh(piece);
};

// Fields in which the browser puts nothing by itself and of which it remembers nothing.
const fresh = (piece) => {
  for (const field of piece.querySelectorAll("form, input, textarea, select")) {
    field.setAttribute("autocomplete", "off");
    field.setAttribute("spellcheck", "false");
  }
  for (const form of piece.querySelectorAll("form")) form.noValidate = true;
  return piece;
};

// data-fill: a fact as text. data-say: words with numbers. data-if: shown only where the fact is true.
const fill = (root, facts) => {
  for (const place of root.querySelectorAll("[data-fill]")) if (place.dataset.fill in facts) place.textContent = facts[place.dataset.fill];
  for (const place of root.querySelectorAll("[data-say]")) {
    const numbers = facts.say?.[place.dataset.say];
    if (numbers) place.textContent = say(place.dataset.say, ...numbers);
  }
  for (const place of root.querySelectorAll("[data-if]")) if (place.dataset.if in facts) place.hidden = !facts[place.dataset.if];
  for (const bar of root.querySelectorAll("progress[data-at]")) if (facts.at) [bar.max, bar.value] = [facts.of, facts.at];
};

// What is to be spoken of in which language: the direction follows.
const speak = (tag) => {
  language = tag;
  const known = kiosk.package.now?.languages.find((one) => one.tag === tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = known?.dir ?? "ltr";
};

const focus = () => {
  const heading = main().querySelector("h1") ?? main();
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
};

const put = (name, piece, facts = {}) => {
  current = name;
  fill(piece, facts);
  main().replaceChildren(piece);
  document.documentElement.dataset.screen = name;
  shown.dispatchEvent(new CustomEvent("screen", { detail: name }));
  focus();
  return main();
};

// A screen of the package, in the language on the screen.
const show = (name, facts) => put(name, nodes(html(name)), facts);
const html = (name) => kiosk.package.now?.screens[language]?.[name] ?? "";

// A screen of the shell, for a tablet that has no package.
const own = (name, facts = {}) => {
  const kept = document.querySelector(`template[data-screen="${name}"]`);
  return put(name, fresh(kept ? kept.content.cloneNode(true) : document.createDocumentFragment()), facts);
};

const form = () => main().querySelector("form");

kiosk.screens = {
  show, own, put, html, nodes, fill, speak, say, form, main, shown,
  get language() { return language; },
  get current() { return current; },
};
