// Keys in a list, only while it has focus: arrows move, Enter opens (it is a link), Space ticks, ? shows the keys.
const link = (row) => row.querySelector("h2 a");
document.addEventListener("focusin", (event) => {
  const list = event.target.closest("[data-keyboard]"), row = event.target.closest(".mv-queue-row");
  if (list && row && event.target === link(row)) {
    [...list.children].map(link).forEach((each) => { if (each) each.tabIndex = each === event.target ? 0 : -1; });
  }
});
document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-keyboard] .mv-queue-row");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
  const tick = event.key === " " && event.target === link(row) && row.querySelector("[type=checkbox]:not([disabled])");
  const help = event.key === "?" && document.getElementById("keys");
  if (!to && !tick && !help) return;
  event.preventDefault();
  if (to) link(to)?.focus();
  if (tick) tick.click();
  if (help) help.focus();
});
