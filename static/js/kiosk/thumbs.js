// Photos: choosing them, seeing them, taking them away. The field is made anew each time, so that it remembers nothing.
const kiosk = (self.kiosk ??= {});
const { screens, photos } = kiosk;
const field = () => screens.main().querySelector("input[data-photo]");
const question = () => (kiosk.person.turn?.kind === "answers" ? kiosk.person.turn.at : "");

const fresh = (old) => {
  const made = old.cloneNode();
  made.value = "";
  old.replaceWith(made);
};

const draw = async () => {
  const list = screens.main().querySelector("[data-photos]"), pattern = list?.querySelector("template[data-photo]");
  if (!pattern) return;
  const ids = kiosk.person.photosOf(question());
  const made = ids.map((id, at) => {
    const one = pattern.content.firstElementChild.cloneNode(true);
    screens.fill(one, { number: at + 1 });
    one.querySelector("[data-do=remove-photo]").value = id;
    return [id, one];
  });
  list.replaceChildren(pattern, ...made.map(([, one]) => one));
  const chooser = field();
  if (chooser) chooser.disabled = ids.length >= Number(chooser.dataset.most ?? 3);
  for (const button of screens.main().querySelectorAll("[data-do=photo]")) button.disabled = chooser?.disabled ?? true;
  await Promise.all(made.map(([id, one]) => photos.show(kiosk.person.photo(id), one.querySelector("canvas")).catch(() => {})));
};

const take = async (chooser) => {
  const whose = kiosk.person.turn?.id, room = Number(chooser.dataset.most ?? 3) - kiosk.person.photosOf(question()).length;
  const chosen = [...chooser.files].slice(0, Math.max(0, room)), about = question();
  fresh(chooser);
  let failed = false;
  for (const file of chosen) {
    const jpeg = await photos.shrink(file);
    if (kiosk.person.turn?.id !== whose) return; // they have gone
    if (jpeg) await kiosk.person.addPhoto(about, jpeg);
    else failed = true;
  }
  screens.fill(screens.main(), { "photo-failed": failed });
  await draw();
  screens.main().dispatchEvent(new CustomEvent("photos", { bubbles: true }));
};

document.addEventListener("change", (event) => {
  if (event.target.matches("input[data-photo]") && event.target.files.length) take(event.target);
});

kiosk.thumbs = {
  draw,
  choose: () => field()?.click(),
  remove: async (id) => { await kiosk.person.dropPhoto(id); await draw(); field()?.focus(); },
};
