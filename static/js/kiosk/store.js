// The one database of the tablet. Nothing anybody said lies in it but closed.
const kiosk = (self.kiosk ??= {});
const NAME = "nettbrett", VERSION = 1;
const STORES = ["package", "forms", "queue", "done", "draft", "settings"];
let opening = null;

const upgrade = (db, from) => {
  if (from < 1) {
    db.createObjectStore("package");
    db.createObjectStore("forms", { keyPath: "id" });
    db.createObjectStore("queue", { keyPath: "id" }).createIndex("order", ["kind", "next"]);
    db.createObjectStore("done", { keyPath: "shift" });
    db.createObjectStore("draft");
    db.createObjectStore("settings");
  }
};

// A newer tab may want to change the database: then this one lets go of it, and opens it again when it is needed.
const open = () => {
  opening ??= idb.openDB(NAME, VERSION, {
    upgrade,
    blocking: (_from, _to, event) => { event.target.close(); opening = null; },
    terminated: () => { opening = null; },
  }).catch((fault) => { opening = null; throw fault; });
  return opening;
};

// One transaction: what `work` asks of the stores is done altogether or not at all, and is on the disk when this
// resolves. `work` must not wait for anything but the stores.
const once = async (stores, work, durability = "strict") => {
  const db = await open();
  const transaction = db.transaction(stores, "readwrite", { durability });
  const settled = transaction.done;
  settled.catch(() => {});
  try {
    const told = await work((name) => transaction.objectStore(name));
    await settled;
    return told;
  } catch (fault) {
    try { transaction.abort(); } catch { /* it has ended by itself */ }
    throw await settled.then(() => fault, (why) => (why && why.name !== "AbortError" ? why : fault));
  }
};

const full = (fault) => fault?.name === "QuotaExceededError" || fault?.inner?.name === "QuotaExceededError";
const get = async (store, key) => (await open()).get(store, key);
const put = (store, value, key, durability) => once([store], (its) => its(store).put(value, key), durability);
const drop = (store, key) => once([store], (its) => its(store).delete(key));

// Whether there is room for one more person's words and photos.
const room = async () => {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return !quota || quota - usage > 20_000_000;
};

// A browser that is killed in the midst of a write may leave half of it at the end of its log. It goes on after that half,
// and the next time it is opened it takes the whole database for broken and throws it away (LevelDB, where a log is used
// again). So at each start more is written than one log holds: a new one is begun, and the torn one is done with.
const LOG = 4 << 20, PIECE = 32 << 10, KEYS = Array.from({ length: 1.25 * LOG / PIECE }, (_, at) => `log ${at}`);
const newLog = async () => {
  const piece = new Uint8Array(PIECE);
  await once(["settings"], (its) => { for (const key of KEYS) its("settings").put(piece, key); });
  await once(["settings"], (its) => { for (const key of KEYS) its("settings").delete(key); });
};

kiosk.store = { STORES, open, once, full, get, put, drop, room, newLog };
