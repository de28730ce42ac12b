// All that waits, still closed, as a file to carry to the office: JSON lines, told in the order of the queue.
const kiosk = (self.kiosk ??= {});
const { store, queue, bytes } = kiosk;

// The file, and the ids of what is in it. It is built from pieces, so that a long queue isn't held as one text.
const make = async (tablet) => {
  const pieces = [`${JSON.stringify({ medvirkning: "sealed", version: 1, tablet: tablet.id })}\n`], ids = [];
  await queue.every(({ kind, id, envelope }) => {
    pieces.push(new Blob([`${JSON.stringify({ kind, id, envelope: bytes.base64(envelope) })}\n`]));
    ids.push(id);
  });
  return { file: new Blob(pieces, { type: "application/octet-stream" }), ids };
};

const name = (tablet, day) => `nettbrett-${tablet.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")}-${day}.sealed`;

// Hands the file to the browser to be saved, and notes what is in it. It stays in the queue until the server has it.
const save = async (tablet, day) => {
  const { file, ids } = await make(tablet);
  const link = document.createElement("a");
  [link.href, link.download] = [URL.createObjectURL(file), name(tablet, day)];
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  await store.once(["queue"], async (its) => {
    for (const id of ids) {
      const waits = await its("queue").get(id);
      if (waits) await its("queue").put({ ...waits, sealed: 1 });
    }
  });
  return ids.length;
};

kiosk.sealedFile = { make, name, save };
