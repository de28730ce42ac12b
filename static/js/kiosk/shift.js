// The end of a shift: nothing is left unsent unless it is in a sealed file; then the tablet hands itself in.
const kiosk = (self.kiosk ??= {});
const { store, queue } = kiosk;

const totals = async () => {
  const found = { unsealed: 0, refused: 0 };
  await queue.every((waits) => {
    if (!waits.sealed) found.unsealed += 1;
    if (waits.fault === "refused") found.refused += 1;
  });
  return { ...found, ...await queue.counts(kiosk.package.now?.shift.id) };
};

// False when something waits that is in no sealed file. What is sealed stays in the queue, and is sent when it can be.
const end = async () => {
  if ((await totals()).unsealed) return false;
  await over("no-shift");
  await handIn();
  return true;
};

// There is nothing more to be said at this shift, or to this tablet. What was counted is to be told; what waits, waits.
const over = async (why) => {
  const shift = kiosk.package.now?.shift.id;
  if (shift) {
    const { taken, waiting } = await totals(), handing = (await store.get("settings", "handing")) ?? [];
    await store.put("settings", [...handing.filter((one) => one.shift !== shift), { shift, taken, waiting }], "handing");
  }
  await kiosk.package.drop(why);
};

const post = async (one) => {
  const answer = await kiosk.telling.post("vakt", one);
  const told = answer.status === 200 ? await answer.json() : null;
  return told?.shift === one.shift;
};

// The shifts that were ended here, and that the server is yet to hear of.
const handing = async () => ((await store.get("settings", "handing")) ?? []).map((one) => one.shift);

// Tells the server of shifts that were ended here; those it hasn't heard of are told again the next time. What was counted
// stays until another shift is ended: the tablet may be let in again, and then tells of all that it took.
const handIn = async () => {
  for (const one of (await store.get("settings", "handing")) ?? []) {
    if (!(await post(one).catch(() => false))) continue;
    await store.once(["settings", "done"], async (its) => {
      const left = ((await its("settings").get("handing")) ?? []).filter((other) => other.shift !== one.shift);
      await its("settings").put(left, "handing");
      const kept = [one.shift, kiosk.package.now?.shift.id, ...left.map((other) => other.shift)];
      for (const shift of await its("done").getAllKeys()) if (!kept.includes(shift)) await its("done").delete(shift);
    });
  }
};

kiosk.shift = { totals, end, over, handIn, handing };
