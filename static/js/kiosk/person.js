// The person at the tablet: what they have said so far. All of it goes when they are done or have gone.
const kiosk = (self.kiosk ??= {});
const { draft, bytes } = kiosk;
let turn = null;
// By id: the JPEG.
const photos = new Map();
const changes = new EventTarget();

// Ids are made at the first touch, so that nothing is sent twice whatever happens after.
const begin = (language, helped = null) => {
  photos.clear();
  const { version, shift } = kiosk.package.now;
  turn = {
    id: crypto.randomUUID(), package: `${shift.id} ${version}`, language, helped,
    kind: "", survey: "", at: "start", fields: {}, photos: [], form: null,
  };
  draft.begin(saveAll).catch(unlessFull);
  changes.dispatchEvent(new Event("change"));
  save();
};

// Where there is no room for the draft, it is here all the same: it can't be taken up after a reload, that is all.
const unlessFull = (fault) => { if (!kiosk.store.full(fault)) throw fault; };
const save = () => (turn ? draft.save(turn).catch(unlessFull) : Promise.resolve());
const saveAll = () => { save(); photos.forEach((jpeg, id) => draft.savePhoto(id, jpeg).catch(unlessFull)); };
// At once here, and in the store as soon as may be: nobody waits for a disk to see the next screen.
const set = (news) => { Object.assign(turn, news); save(); };

const keep = (key, fields) => {
  turn.fields[key] = { ...turn.fields[key], ...fields };
  save();
};
const forget = (key, names) => {
  for (const name of names ?? Object.keys(turn.fields[key] ?? {})) delete turn.fields[key]?.[name];
  if (turn.fields[key] && !Object.keys(turn.fields[key]).length) delete turn.fields[key];
};

const addPhoto = async (question, jpeg) => {
  const id = crypto.randomUUID(), mine = turn;
  photos.set(id, jpeg);
  await draft.savePhoto(id, jpeg).catch(unlessFull);
  // Who knows it has seen the photo: see `reading`.
  const digest = await bytes.digest(jpeg);
  // They have gone.
  if (turn !== mine) return;
  turn.photos.push({ id, question, digest });
  await save();
};
const dropPhoto = async (id) => {
  turn.photos = turn.photos.filter((one) => one.id !== id);
  photos.delete(id);
  await save();
  await draft.dropPhoto(id);
};
const photosOf = (question) => (turn?.photos ?? []).filter((one) => one.question === question).map((one) => one.id);

// Somebody who was in the midst when the page was loaded anew; null where nobody was, it is long since, what they were
// asked is no longer what is asked, or another tab has them.
const resume = async (longest) => {
  if (!(await draft.take())) return turn;
  const found = await draft.load(), { version, shift } = kiosk.package.now ?? {};
  // They have begun meanwhile.
  if (turn) return turn;
  if (!found || found.turn.package !== `${shift?.id} ${version}` || Math.abs(Date.now() - found.at) > longest) { await wipe(); return null; }
  for (const { id } of found.turn.photos) {
    const jpeg = await draft.photo(id).catch(() => null);
    if (jpeg) photos.set(id, jpeg);
  }
  turn = { ...found.turn, photos: found.turn.photos.filter(({ id }) => photos.has(id)) };
  changes.dispatchEvent(new Event("change"));
  return turn;
};

// Nothing is left of them: neither here nor in the store.
const forgetAll = () => {
  turn = null;
  photos.clear();
  changes.dispatchEvent(new Event("change"));
};
const wipe = () => { forgetAll(); return draft.wipe(); };

kiosk.person = {
  begin, set, keep, forget, addPhoto, dropPhoto, photosOf, resume, wipe, changes,
  photo: (id) => photos.get(id),
  get turn() { return turn; },
};
