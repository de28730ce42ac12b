// What is wrong, told at the field and in a summary that gets focus, in the package's words.
const kiosk = (self.kiosk ??= {});
const { screens } = kiosk;

const clear = (root) => {
  root.querySelectorAll("[data-wrong]").forEach((told) => told.remove());
  for (const field of root.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.startsWith("wrong-"));
    if (others.length) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }
};

// Fields of that name, or all there are where nothing is named.
const fieldsOf = (form, name) => [...form.elements].filter((field) => field.type !== "hidden" && (name ? field.name === name : field.name));

const atField = (form, { code, field }, number) => {
  const fields = fieldsOf(form, field), first = fields[0];
  const told = screens.nodes(screens.html("error")).firstElementChild;
  if (!told) return first;
  told.dataset.wrong = "";
  told.id = `wrong-${number}`;
  screens.fill(told, {});
  (told.matches("[data-fill]") ? told : told.querySelector("[data-fill]")).textContent = screens.say(`error.${code}`);
  const group = first?.closest("fieldset"), legend = group?.querySelector("legend");
  if (legend) legend.after(told);
  else if (first) (first.closest("label") ?? first).before(told);
  else form.prepend(told);
  for (const one of fields) {
    one.setAttribute("aria-invalid", "true");
    one.setAttribute("aria-describedby", [one.getAttribute("aria-describedby"), told.id].filter(Boolean).join(" "));
  }
  return first;
};

// `faults`: [{code, field}]. The first link of the summary is written once for each of them.
const show = (form, faults) => {
  const root = screens.main();
  clear(root);
  const firsts = faults.map((fault, number) => atField(form, fault, number));
  const summary = screens.nodes(screens.html("errors")).firstElementChild;
  if (!summary) { firsts[0]?.focus(); return; }
  summary.dataset.wrong = "";
  const link = summary.querySelector("a[data-fill=error]"), line = link.closest("li") ?? link;
  const lines = faults.map(({ code }, number) => {
    const one = line.cloneNode(true), to = one.matches("a") ? one : one.querySelector("a");
    to.textContent = screens.say(`error.${code}`);
    if (firsts[number]) {
      firsts[number].id ||= `field-${number}`;
      to.setAttribute("href", `#${firsts[number].id}`);
    }
    return one;
  });
  line.replaceWith(...lines);
  root.prepend(summary);
  summary.setAttribute("tabindex", "-1");
  summary.focus();
  scrollTo(0, 0);
};

// A link to a place on the page leads there without leaving an address behind.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  document.getElementById(link.getAttribute("href").slice(1))?.focus();
});

kiosk.errors = { show, clear };
