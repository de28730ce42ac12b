// The coordinators' PIN: only what it comes to is on the tablet. After five wrong ones it takes a minute's rest.
const kiosk = (self.kiosk ??= {});
const { store, bytes } = kiosk;
const MOST = 5, REST = 60_000;

const derived = async (pin, { salt, rounds }) => {
  const secret = await crypto.subtle.importKey("raw", bytes.utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes.fromHex(salt), iterations: rounds };
  return bytes.hex(await crypto.subtle.deriveBits(how, secret, 256));
};

// "right", "wrong", or "wait".
const check = async (pin) => {
  const now = Date.now();
  const { wrong = 0, until = 0 } = (await store.get("settings", "pin")) ?? {};
  if (until > now && until - now <= REST) return "wait";
  const right = (await derived(pin.trim(), kiosk.package.now.pin)) === kiosk.package.now.pin.hash.toLowerCase();
  const tries = right ? 0 : wrong + 1;
  await store.put("settings", { wrong: tries % MOST, until: tries >= MOST ? now + REST : 0 }, "pin");
  return right ? "right" : "wrong";
};

kiosk.pin = { check };
