// Bytes as text and back.
const kiosk = (self.kiosk ??= {});
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
kiosk.bytes = {
  hex,
  fromHex: (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16)),
  ofUuid: (id) => kiosk.bytes.fromHex(id.replaceAll("-", "")),
  utf8: (text) => new TextEncoder().encode(text),
  text: (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
  fromBase64: (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)),
  base64: (bytes) => {
    const all = new Uint8Array(bytes);
    let text = "";
    for (let at = 0; at < all.length; at += 8190) text += String.fromCharCode(...all.subarray(at, at + 8190));
    return btoa(text);
  },
  joined: (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(new Uint8Array(part.buffer ?? part, part.byteOffset ?? 0, part.byteLength), at);
      at += part.byteLength;
    }
    return whole;
  },
  digest: async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes)),
};
