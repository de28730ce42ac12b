// The sum of a budget while one writes. The server's own sum is what counts.
const kroner = (text) => parseInt(text.replace(/,\d*/, "").replace(/\D/g, ""), 10) || 0;
const shown = (amount) => String(amount).replace(/\B(?=(\d{3})+$)/g, "\u00a0") + "\u00a0kr";
document.addEventListener("input", (event) => {
  const form = event.target.dataset.sum && event.target.form;
  if (!form) return;
  const total = (kind) => [...form.querySelectorAll(`[data-sum=${kind}]`)].reduce((sum, field) => sum + kroner(field.value), 0);
  const cost = total("cost"), income = total("income");
  const say = (kind, text) => form.querySelectorAll(`[data-sum-of=${kind}]`).forEach((place) => { place.textContent = text; });
  say("cost", shown(cost));
  say("income", `− ${shown(income)}`);
  say("total", shown(Math.max(0, cost - income)));
});
