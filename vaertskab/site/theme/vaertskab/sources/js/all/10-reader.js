/* Runs in <head>, before anything is painted: the reader's choice of colours, kept on this device. */
(() => {
  "use strict";
  const key = "vaertskab-farver";
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem(key) || ""; } catch { return ""; }
  };
  /** @param {string} choice "light", "dark" or "" */
  const show = (choice) => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  show(read());
  // For the stylesheet: what a script fills later has its room from the first paint.
  root.classList.add("js");

  document.addEventListener("DOMContentLoaded", () => {
    const select = /** @type {HTMLSelectElement} */ (document.getElementById("colour-choice"));
    select.value = read();
    select.closest("[hidden]")?.removeAttribute("hidden");
    select.addEventListener("change", () => {
      show(select.value);
      try { localStorage.setItem(key, select.value); } catch { /* shown, but not remembered */ }
    });

    // Same width as in 20-frame.css, where it is explained.
    const wide = matchMedia("(min-width: 64em)");
    const fold = () => document.querySelectorAll("[data-open-when-wide]")
      .forEach((details) => details.toggleAttribute("open", wide.matches));
    fold();
    wide.addEventListener("change", fold);
  });
})();
