// How many characters are left, told only near the end; and which files were chosen.
const count = (field) => {
  if (field.matches("textarea[maxlength]")) {
    const counter = document.getElementById(`${field.id}-count`), left = Math.max(0, field.maxLength - field.value.length);
    if (!counter) return;
    counter.textContent = left === 1 ? counter.dataset.one : left < 100 ? counter.dataset.many.replace("#", left) : "";
  }
};
document.addEventListener("input", (event) => count(event.target));
addEventListener("pageshow", () => document.querySelectorAll("textarea[maxlength]").forEach(count)); // the browser may have put text back
document.addEventListener("change", (event) => {
  const name = event.target.type === "file" && event.target.closest(".mv-file")?.querySelector("[data-file-name]");
  if (name && event.target.files.length) name.textContent = [...event.target.files].map((file) => file.name).join(", ");
});
