/* Danish for sphinx-copybutton 0.5.2, which has none. It runs before copybutton.js and listens first,
   so its listener is called before copybutton's makes the buttons. copybutton's top-level `messages`,
   `locale`, `iconCopy` and `iconCheck` are shared between classic scripts, though not on `window`. */
/* global messages, locale:writable, iconCopy:writable, iconCheck:writable */
// copybutton reads URL_ROOT and nothing else of Sphinx's documentation_options.js.
window.DOCUMENTATION_OPTIONS = { URL_ROOT: "" };

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  if (typeof messages === "undefined") return;
  messages.da = {
    copy: "Kopiér",
    copy_to_clipboard: "Kopiér til udklipsholderen",
    copy_success: "Kopieret",
    copy_failure: "Kunne ikke kopiere",
  };
  locale = "da";
  const icon = (name) => `<span class="copy-icon ${name}" aria-hidden="true"></span>`;
  iconCopy = icon("copy-icon-copy");
  iconCheck = icon("copy-icon-done");

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);

  const label = () => document.querySelectorAll(".copybtn:not([aria-label])").forEach((button) => {
    const question = button.previousElementSibling.matches(".refleksion-spoergsmaal");
    button.type = "button";
    button.setAttribute("aria-label", question ? "Kopiér spørgsmålet" : "Kopiér teksten");
    button.setAttribute("aria-describedby", button.dataset.clipboardTarget.slice(1));
    // copybutton tells what happened by changing the tooltip; a screen reader is told here.
    new MutationObserver(() => {
      const said = button.dataset.tooltip;
      status.textContent = said === messages.da.copy ? "" : said;
    }).observe(button, { attributeFilter: ["data-tooltip"] });
  });
  // After copybutton's own listener, which comes next.
  setTimeout(label);
});
