// What somebody is in the midst of: closed with a key made for this person, which can't be taken out of the browser.
// The key and what it closes go together, when the person is done.
const kiosk = (self.kiosk ??= {});
const { store, bytes } = kiosk;
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

const keep = (name, content) => inLine(async () => store.put("draft", await closed(await key(), content), name, "relaxed"));
const read = (name) => inLine(async () => {
  const kept = await store.get("draft", name);
  const its = kept && (await store.get("draft", "key"));
  return its ? { content: await opened(its, kept), at: kept.at } : null;
});

kiosk.draft = {
  save: (turn) => keep("turn", bytes.utf8(JSON.stringify(turn))),
  load: async () => {
    const found = await read("turn").catch(() => null);
    return found && { turn: JSON.parse(bytes.text(found.content)), at: found.at };
  },
  savePhoto: (id, jpeg) => keep(`photo ${id}`, jpeg),
  photo: async (id) => (await read(`photo ${id}`))?.content ?? null,
  dropPhoto: (id) => inLine(() => store.drop("draft", `photo ${id}`)),
  wipe: () => inLine(() => store.once(["draft"], (its) => its("draft").clear())),
  settled: () => inLine(() => {}),
};
