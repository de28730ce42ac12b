// Ids of forms whose receipt codes the server has told beforehand. Each is drawn once; that it was, is remembered.
const kiosk = (self.kiosk ??= {});
const { store } = kiosk;

// In the transaction that takes in a package: those it offers, but for what is drawn of them, and no others.
const take = async (its, block) => {
  const offered = new Set(block.map((one) => one.id));
  for (let at = await its.openCursor(); at; at = await at.continue()) if (!offered.has(at.key)) await at.delete();
  for (const { id, code, qr } of block) if (!(await its.get(id))) await its.put({ id, code, qr });
};

// An id and its code. When there are none left, an id without a code: what was said is taken in all the same.
const draw = () => store.once(["forms"], async (its) => {
  for (let at = await its("forms").openCursor(); at; at = await at.continue()) {
    if (at.value.drawn) continue;
    const { id, code, qr } = at.value;
    await at.update({ id, drawn: 1 });
    return { id, code, qr };
  }
  return { id: crypto.randomUUID(), code: "" };
});

kiosk.forms = { take, draw };
