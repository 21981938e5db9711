/* Runs in <head>, before anything is painted: the reader's choice of colours, kept on this device. */
(() => {
  "use strict";
  const key = "vaertskab-farver";
  const root = document.documentElement;
  const read = () => {
    try { return localStorage.getItem(key) || ""; } catch { return ""; }
  };
  const show = (choice) => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  show(read());

  document.addEventListener("DOMContentLoaded", () => {
    const select = document.getElementById("colour-choice");
    select.value = read();
    select.closest("[hidden]").hidden = false;
    select.addEventListener("change", () => {
      show(select.value);
      try { localStorage.setItem(key, select.value); } catch { /* shown, but not remembered */ }
    });

    // Same width as in 20-frame.css, where it is explained.
    const wide = matchMedia("(min-width: 64em)");
    const fold = () => document.querySelectorAll("[data-open-when-wide]")
      .forEach((details) => { details.open = wide.matches; });
    fold();
    wide.addEventListener("change", fold);
  });
})();
