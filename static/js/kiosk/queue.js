// What waits to be sent. An entry goes only when the server has said that it is kept.
const kiosk = (self.kiosk ??= {});
const { store, holding } = kiosk;
const told = new BroadcastChannel("nettbrett");
const changes = new EventTarget();

const tell = () => changes.dispatchEvent(new Event("change"));
const changed = () => { told.postMessage("queue"); tell(); };
told.addEventListener("message", tell);

const entry = (kind, id, envelope, of, shift) => (
  { id, kind, envelope, of, shift, tries: 0, next: Date.now(), fault: "", sealed: 0 }
);

// Somebody is done: what they said waits, it is counted, and their draft is gone; all of it at once or nothing.
const finish = async (item, photos, shift) => {
  await store.once(["queue", "done", "draft"], async (its) => {
    const known = await its("queue").get(item.id);
    if (known) return;
    await its("queue").put(entry("item", item.id, item.envelope, item.id, shift));
    for (const photo of photos) await its("queue").put(entry("photo", photo.id, photo.envelope, item.id, shift));
    const count = (await its("done").get(shift)) ?? { shift, taken: 0, sent: 0 };
    await its("done").put({ ...count, taken: count.taken + 1 });
    if (holding.mine) await its("draft").clear();
  });
  changed();
};

const sent = async ({ id, kind, shift }) => {
  await store.once(["queue", "done"], async (its) => {
    if (!(await its("queue").get(id))) return; // another tab was first
    await its("queue").delete(id);
    const count = (await its("done").get(shift)) ?? { shift, taken: 0, sent: 0 };
    if (kind === "item") await its("done").put({ ...count, sent: count.sent + 1 });
  }, "relaxed");
  changed();
};

const failed = ({ id }, fault, next) => store.once(["queue"], async (its) => {
  const waits = await its("queue").get(id);
  if (waits) await its("queue").put({ ...waits, fault, tries: waits.tries + 1, next });
}, "relaxed");

const all = (kind, from = -Infinity, to = Infinity) => IDBKeyRange.bound([kind, from], [kind, to]);

// The ids of what waits, the oldest first, and what has failed after what hasn't been tried.
const ids = async (kind) => (await store.open()).getAllKeysFromIndex("queue", "order", all(kind));

// As `ids`, but only what is to be tried by now; what is to be tried later than can be, since the clock was changed, too.
const due = async (kind, now, latest) => {
  const db = await store.open();
  const early = await db.getAllKeysFromIndex("queue", "order", all(kind, -Infinity, now));
  return [...early, ...await db.getAllKeysFromIndex("queue", "order", all(kind, now + latest))];
};

const every = async (look) => {
  const db = await store.open();
  for (const kind of ["item", "photo"]) for (const id of await ids(kind)) {
    const waits = await db.get("queue", id);
    if (waits) await look(waits);
  }
};

const counts = async (shift) => {
  const db = await store.open();
  const of = (kind) => db.countFromIndex("queue", "order", all(kind));
  const { taken = 0, sent: done = 0 } = (shift && (await db.get("done", shift))) || {};
  return { waiting: await of("item"), photos: await of("photo"), taken, sent: done };
};

kiosk.queue = { changes, finish, sent, failed, ids, due, every, counts, one: (id) => store.get("queue", id) };
