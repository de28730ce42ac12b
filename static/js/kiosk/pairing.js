// Connecting the tablet by a code. What is wrong is told at the field, and what was written stays there.
const kiosk = (self.kiosk ??= {});
const { screens } = kiosk;
// Where nobody says how long (seconds).
const WAIT = 10 * 60, MINUTE = 60_000;
const TELLS = ["error", "too-many", "no-network"];
const place = (name) => screens.main().querySelector(`[data-${name}]`);

// One of the three, or none.
const tell = (name) => {
  for (const one of TELLS) if (place(one)) place(one).hidden = one !== name;
  const field = screens.form()?.elements.code;
  if (!field) return;
  if (!name) { field.removeAttribute("aria-describedby"); return; }
  field.setAttribute("aria-describedby", `code-${name}`);
  field.focus();
};

// The time on this tablet's clock when so many seconds have gone, with the day where it is another.
const after = (seconds, now = Date.now()) => {
  const then = new Date(Math.ceil((now + seconds * 1_000) / MINUTE) * MINUTE), two = (number) => String(number).padStart(2, "0");
  const time = `${two(then.getHours())}.${two(then.getMinutes())}`;
  return then.toDateString() === new Date(now).toDateString() ? time : `${time} (${then.getDate()}.${then.getMonth() + 1}.)`;
};

const asked = async (code) => {
  tell("");
  const answer = await kiosk.telling.post("koble", { code });
  if (answer.status === 429) {
    const time = after(Number(answer.headers.get("Retry-After")) || WAIT);
    for (const words of place("too-many")?.querySelectorAll("[data-words]") ?? []) words.textContent = words.dataset.words.replace("#", time);
    tell("too-many");
    return;
  }
  const told = await answer.json();
  if (answer.status !== 200) {
    if (place("error")) place("error").textContent = told.error ?? "";
    tell("error");
    return;
  }
  await navigator.storage?.persist?.();
  kiosk.sending.tell({ unknown: false });
  kiosk.sending.go();
  await kiosk.start.look();
  // The code is used up, and nobody has said which package this tablet has: asked for once more, not by a new code.
  if (!kiosk.package.now && screens.current === "pair") screens.own("broken");
};
const pair = async (code) => {
  const field = screens.form()?.elements.code;
  // Also one that stood in the address.
  if (field) field.value = code;
  await asked(code).catch(() => (screens.current === "pair" ? tell("no-network") : screens.own("broken")));
};

kiosk.pairing = { pair, after };
