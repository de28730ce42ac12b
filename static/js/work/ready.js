// A ready text goes into its field at once, after what is written there. Without this the button asks the server.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-into]");
  const field = button && document.getElementById(button.dataset.into), from = button && document.getElementById(button.dataset.from);
  if (!field || !from) return;
  event.preventDefault();
  const text = from.textContent.trim(), before = field.value.trimEnd();
  if ("line" in button.dataset) {
    const line = text.split(/\s+/).join(" ");
    if (!before.split("\n").map((each) => each.trim()).includes(line)) field.value = before ? `${before}\n${line}` : line;
  } else if (!before.includes(text)) field.value = before ? `${before}\n\n${text}` : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const told = button.closest("details").querySelector("[data-put-in]");
  told.textContent = "";
  requestAnimationFrame(() => { told.textContent = told.dataset.putIn; });
});
