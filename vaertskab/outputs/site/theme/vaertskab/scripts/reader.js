/* Runs in <head>, before anything is painted: the reader's choice of colours, kept on this device. */
{
  const key = "vaertskab-farver";
  const root = document.documentElement;
  try { root.dataset.theme = localStorage[key] || ""; } catch { /* as the device has it */ }
  // For the stylesheet: what a script fills later is shown, or has its room, from the first paint.
  root.classList.add("js");

  begin(() => {
    const select = /** @type {HTMLSelectElement} */ (find("#colour-choice"));
    select.value = root.dataset.theme || "";
    on("change", () => {
      root.dataset.theme = select.value;
      try { localStorage[key] = select.value; } catch { /* shown, but not remembered */ }
    }, select);

    // Same width as in styles/frame.css, where it is explained.
    const wide = matchMedia("(min-width: 64em)");
    const fold = () => findAll("[data-bred]").forEach((details) => details.toggleAttribute("open", wide.matches));
    fold();
    on("change", fold, wide);
  });
}
