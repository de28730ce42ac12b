// Reads the screen aloud, where the device itself has a voice for the language: nothing is sent anywhere to be spoken.
const kiosk = (self.kiosk ??= {});
const { screens } = kiosk;
const ALSO = { nb: ["no"], nn: ["no", "nb"] };
const voices = () => (self.speechSynthesis?.getVoices() ?? []).filter((voice) => voice.localService);

const voice = (tag) => {
  for (const wanted of [tag, ...(ALSO[tag] ?? [])]) {
    const found = voices().find((one) => one.lang.toLowerCase().replace("_", "-").split("-")[0] === wanted);
    if (found) return found;
  }
  return null;
};

const buttons = () => {
  const can = Boolean(voice(screens.language));
  for (const button of document.querySelectorAll("[data-do=read-aloud]")) button.hidden = !can;
};

// Headings, paragraphs and choices, in their order, each once.
const words = (root) => {
  const said = [];
  for (const piece of root.querySelectorAll("h1, h2, h3, p, legend, label, li, a, button")) {
    const outer = piece.parentElement.closest("p, legend, label, li, a, button, h1, h2, h3");
    if (piece.closest("[hidden], [aria-hidden=true], template") || (outer && root.contains(outer)) || piece.dataset.do === "read-aloud") continue;
    const text = piece.textContent.replace(/\s+/gu, " ").trim();
    if (text) said.push(text);
  }
  return said;
};

const stop = () => self.speechSynthesis?.cancel();
const read = () => {
  const found = voice(screens.language);
  if (!found) return;
  if (speechSynthesis.speaking) { stop(); return; }
  for (const text of words(screens.main())) {
    const spoken = new SpeechSynthesisUtterance(text);
    [spoken.voice, spoken.lang] = [found, found.lang];
    speechSynthesis.speak(spoken);
  }
};

screens.shown.addEventListener("screen", () => { stop(); buttons(); });
self.speechSynthesis?.addEventListener?.("voiceschanged", buttons);

kiosk.speech = { read, stop, voice, words, buttons };
