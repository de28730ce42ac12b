// In the review: a digit gives the focused criterion that score, Ctrl+Enter saves.
document.addEventListener("keydown", (event) => {
  const scale = event.target.closest(".mv-scale"), panel = event.target.closest(".mv-score-panel");
  if (scale && /^\d$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const radio = scale.querySelector(`input[value="${event.key}"]`);
    if (radio) { radio.focus(); radio.click(); }
  }
  if (panel && event.key === "Enter" && (event.ctrlKey || event.metaKey)) panel.closest("form")?.requestSubmit(panel.querySelector(".mv-stitched"));
});
