/* Runs in <head>, before anything is painted: the reader's choice of colours, kept on this device. */
{
  const root = document.documentElement;
  root.dataset.theme = device.setting("farver");
  // For the stylesheet: what a script fills later is shown, or has its room, from the first paint.
  root.classList.add("js");

  begin(() => {
    const select = /** @type {HTMLSelectElement} */ (find("#colour-choice"));
    select.value = root.dataset.theme || "";
    on("change", () => {
      root.dataset.theme = select.value;
      device.keepSetting("farver", select.value);
    }, select);

    // Same width as in styles/frame.css, where it is explained.
    const wide = matchMedia("(min-width: 50em)");
    const fold = () => findAll("[data-bred]").forEach((details) => details.toggleAttribute("open", wide.matches));
    fold();
    on("change", fold, wide);
    const menu = /** @type {HTMLDetailsElement} */ (find(".menu"));
    on("keydown", ({ key }) => {
      if (key !== "Escape" || wide.matches || !menu.open) return;
      menu.open = false;
      find("summary", menu)?.focus();
    }, menu);
  });
}
