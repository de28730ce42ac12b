// What is half done goes on on one's own phone: the server lays it there, and the screen shows where. Needs network.
const kiosk = (self.kiosk ??= {});
const { screens, person, steps } = kiosk;

const laid = async (said) => {
  const answer = await kiosk.telling.post("overfor", said);
  return answer.status === 200 ? answer.json() : null;
};

const over = async () => {
  const { turn } = person;
  if (!turn?.kind) return;
  steps.take();
  if (!turn.form) person.set({ form: await steps.formOf(turn) });
  const said = { ...kiosk.said.item(turn, kiosk.package.now), photos: [], helped: null };
  const told = await laid(said).catch(() => null);
  if (person.turn !== turn) return; // they have gone
  const place = screens.show("handed", { failed: !told, handed: Boolean(told) }).querySelector("[data-qr]");
  if (told) kiosk.qr.draw(place, told.qr);
};

kiosk.handingOver = { over };
