// A press on a patch of the map ticks the radio with the same number.
document.addEventListener("click", (event) => {
  const patch = event.target.closest(".mv-quilt-frame .quilt-zone");
  const radio = patch && document.querySelector(`input[data-n="${patch.dataset.n}"]`);
  if (radio && !radio.checked) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
