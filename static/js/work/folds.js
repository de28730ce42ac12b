// A fold with data-stays is as it was left when a page is drawn anew, as long as this tab is open.
for (const fold of document.querySelectorAll("details[data-stays]")) {
  const left = sessionStorage.getItem(fold.dataset.stays);
  if (left) fold.open = left === "open";
}
document.addEventListener("toggle", ({ target }) => {
  if (target.dataset.stays) sessionStorage.setItem(target.dataset.stays, target.open ? "open" : "shut");
}, true);
