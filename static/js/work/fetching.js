// A long file is fetched piece by piece, and the page tells how far it has come. Without this the browser just fetches it.
document.addEventListener("submit", async (event) => {
  const form = event.target, all = +form.dataset.fetches, status = all && document.querySelector("[data-fetched]");
  if (!status || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.fetching) return;
  form.dataset.fetching = "1";
  const shown = (number) => number.toLocaleString("nb");
  const pieces = [];
  let done = 0, told = 0, outcome = "fetchedNot";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition"))?.[1];
    if (answer.ok && name) {
      const lines = name.endsWith(".csv"), reader = answer.body.getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        pieces.push(piece.value);
        done += lines ? piece.value.filter((byte) => byte === 10).length : piece.value.length;
        if (Date.now() - told < 1000) continue;
        told = Date.now();
        status.textContent = lines
          ? status.dataset.fetched.replace("#", shown(Math.min(done, all))).replace("@", shown(all))
          : status.dataset.fetchedSize.replace("#", shown(Math.round(done / 1e5) / 10));
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(pieces));
      link.download = name;
      link.click();
      outcome = "fetchedAll";
    }
  } catch { /* told of below */ }
  status.textContent = status.dataset[outcome];
  delete form.dataset.fetching;
});
