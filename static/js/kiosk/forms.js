// Ids of forms whose receipt codes the server has told beforehand. Each is drawn once. An id opens the receipt of what was
// sent with it: of one that is drawn there stays only a mark, by which it is known again and which leads nowhere.
const kiosk = (self.kiosk ??= {});
const { store, bytes } = kiosk;

// Each with the mark that stays of it. Before the transaction: a digest is not waited for in one.
const marked = (block) => Promise.all(block.map(async ({ id, code, qr }) => ({ id, code, qr, mark: await bytes.digest(bytes.utf8(id)) })));

// In the transaction that takes in a package: those it offers, but for what is drawn of them, and no others.
const take = async (its, block) => {
  const offered = new Set(block.map((one) => one.mark));
  for (let at = await its.openCursor(); at; at = await at.continue()) if (!offered.has(at.key)) await at.delete();
  for (const one of block) if (!(await its.get(one.mark))) await its.put(one);
};

// An id and its code. When there are none left, an id without a code: what was said is taken in all the same.
const draw = () => store.once(["forms"], async (its) => {
  for (let at = await its("forms").openCursor(); at; at = await at.continue()) {
    if (at.value.drawn) continue;
    const { id, code, qr, mark } = at.value;
    await at.delete();
    await its("forms").put({ id: mark, drawn: 1 });
    return { id, code, qr };
  }
  return { id: crypto.randomUUID(), code: "" };
});

const left = async () => (await (await store.open()).getAll("forms")).filter((one) => !one.drawn).length;

kiosk.forms = { marked, take, draw, left };
