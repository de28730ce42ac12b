// Moving in a ranking at once: focus stays with what moved, and its new place is said.
document.addEventListener("click", (event) => {
  const arrow = event.target.closest(".mv-ranking .mv-arrow");
  if (!arrow) return;
  event.preventDefault();
  const item = arrow.closest("li"), list = item.parentNode, up = arrow.name.endsWith("up");
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  other[up ? "before" : "after"](item);
  const items = [...list.children];
  items.forEach((each, at) => {
    each.toggleAttribute("data-top", at < list.dataset.topCount);
    each.querySelectorAll(".mv-arrow").forEach((button, down) => {
      button.value = at;
      button.disabled = at === (down ? items.length - 1 : 0);
    });
  });
  (arrow.disabled ? item.querySelector(".mv-arrow:not([disabled])") : arrow).focus();
  const told = list.parentNode.querySelector("[data-moved]");
  if (told) told.textContent = told.dataset.moved.replace("#", item.querySelector("span").textContent).replace("@", items.indexOf(item) + 1);
});
