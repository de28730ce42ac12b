// One press sends once. The pressed button is held while the form is on its way, and let go when the page comes back.
const release = (form) => {
  delete form.dataset.sending;
  form.querySelectorAll("[aria-busy]").forEach((button) => { button.disabled = false; button.removeAttribute("aria-busy"); });
};
document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (event.defaultPrevented || form.method !== "post" || (button && "again" in button.dataset)) return;
  if (form.dataset.sending) { event.preventDefault(); return; }
  form.dataset.sending = "1";
  // What Back then opens: the draft, with the words and the photos that were sent.
  if (form.draft) history.replaceState("", "", form.action);
  setTimeout(() => {
    if (button) { button.setAttribute("aria-busy", "true"); button.disabled = true; }
  });
  setTimeout(() => release(form), 15000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach((form) => {
  release(form);
  if (form.draft) location.reload();
}));
// htmx sends the page's token along, so that its requests are known as ours.
document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx.request;
  const token = document.querySelector("meta[name=csrf-token]")?.content || document.querySelector("input[name=csrf_token]")?.value;
  if (token && request.method !== "GET") request.headers["X-CSRFToken"] = token;
});
