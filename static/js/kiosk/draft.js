// What somebody is in the midst of: closed with a key made for this person, which can't be taken out of the browser.
// The key and what it closes go together, when the person is done. A tab that doesn't hold it leaves it as it is.
const kiosk = (self.kiosk ??= {});
const { store, bytes, holding } = kiosk;
const WAY = "AES-GCM";

const closed = async (key, content) => {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, closed: await crypto.subtle.encrypt({ name: WAY, iv: nonce }, key, content), at: Date.now() };
};
const opened = (key, kept) => crypto.subtle.decrypt({ name: WAY, iv: kept.nonce }, key, kept.closed);

const key = async () => {
  const known = await store.get("draft", "key");
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: WAY, length: 256 }, false, ["encrypt", "decrypt"]);
  await store.put("draft", made, "key");
  return made;
};

// One thing after another: what was written last is what stays, and nothing is written after it was let go.
let line = Promise.resolve();
const inLine = (work) => {
  const mine = line.then(work);
  line = mine.catch(() => {});
  return mine;
};

const ifMine = (work) => inLine(() => (holding.mine ? work() : undefined));

const keep = (name, content) => ifMine(async () => store.put("draft", await closed(await key(), content), name, "relaxed"));
const read = (name) => inLine(async () => {
  const kept = await store.get("draft", name);
  const its = kept && (await store.get("draft", "key"));
  return its ? { content: await opened(its, kept), at: kept.at } : null;
});

const empty = () => store.once(["draft"], (its) => its("draft").clear(), "relaxed");

// Somebody begins: what is there is nobody's. Where another tab has it, `anew` is to keep all of theirs once it is free.
const begin = (anew) => inLine(async () => {
  if (await holding.now()) await empty();
  else holding.later(() => { ifMine(empty); anew(); });
});

// Nobody is in the midst here any more. What they said is gone before another tab can have it.
const wipe = () => inLine(async () => {
  const clear = () => store.once(["draft"], (its) => its("draft").clear());
  try { if (holding.mine) await clear().catch(clear); } finally { await holding.letGo(); }
});

kiosk.draft = {
  begin, wipe,
  take: () => inLine(holding.soon),
  save: (turn) => keep("turn", bytes.utf8(JSON.stringify(turn))),
  load: async () => {
    const found = await read("turn").catch(() => null);
    return found && { turn: JSON.parse(bytes.text(found.content)), at: found.at };
  },
  savePhoto: (id, jpeg) => keep(`photo ${id}`, jpeg),
  photo: async (id) => (await read(`photo ${id}`))?.content ?? null,
  dropPhoto: (id) => ifMine(() => store.drop("draft", `photo ${id}`)),
  settled: () => inLine(() => {}),
  get mine() { return holding.mine; },
};
