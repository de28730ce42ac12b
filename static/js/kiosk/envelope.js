// Envelopes that this device can close and only the server can open: the twin of kernel/envelopes.py.
const kiosk = (self.kiosk ??= {});
const { joined, ofUuid, utf8, fromBase64 } = kiosk.bytes;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const MARK = utf8("MV1"), PURPOSE = utf8("medvirkning envelope");

// The public key that a package gives. Rejects what is no point of the curve.
const publicKey = (base64) => crypto.subtle.importKey("raw", fromBase64(base64), CURVE, false, []);

const closed = async (content, key, name) => {
  const other = await publicKey(key.public);
  const made = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", made.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, made.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: point, info: PURPOSE };
  const lock = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const seal = { name: "AES-GCM", iv: nonce, additionalData: utf8(name), tagLength: 128 };
  return joined(MARK, ofUuid(key.id), point, nonce, await crypto.subtle.encrypt(seal, lock, content));
};

kiosk.envelope = {
  publicKey,
  item: (id, content, key) => closed(utf8(JSON.stringify(content)), key, `item ${id}`),
  photo: (id, bytes, key) => closed(bytes, key, `photo ${id}`),
};
