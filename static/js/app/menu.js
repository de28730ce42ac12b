// The menu closes on a press beside it and on Escape, which gives focus back.
const open = () => document.querySelectorAll(".mv-menu[open]");
document.addEventListener("click", (event) => {
  if (!event.target.closest(".mv-menu")) open().forEach((menu) => { menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
