/* Danish for sphinx-copybutton 0.5.2, which has none. Loaded earlier, it listens first, before copybutton
   makes its buttons; copybutton's top-level names are shared between classic scripts. */
/* global messages, locale:writable, iconCopy:writable, iconCheck:writable */
// All that copybutton reads of Sphinx's documentation_options.js.
window.DOCUMENTATION_OPTIONS = { URL_ROOT: "" };

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  if (typeof messages === "undefined") return;
  messages.da = {
    copy: "Kopiér",
    copy_success: "Kopieret",
    copy_failure: "Kunne ikke kopiere",
  };
  locale = "da";
  /** @param {string} name */
  const icon = (name) => `<span class="copy-icon ${name}" aria-hidden="true"></span>`;
  iconCopy = icon("copy-icon-copy");
  iconCheck = icon("copy-icon-done");

  const status = make("p", "visually-hidden");
  status.setAttribute("role", "status");
  document.querySelector("main")?.append(status);

  const label = () => document.querySelectorAll(".copybtn:not([aria-label])").forEach((found) => {
    const button = /** @type {HTMLButtonElement} */ (found);
    const question = button.previousElementSibling?.matches(".refleksion-spoergsmaal");
    button.type = "button";
    button.setAttribute("aria-label", question ? "Kopiér spørgsmålet" : "Kopiér teksten");
    button.setAttribute("aria-describedby", (button.dataset.clipboardTarget || "").slice(1));
    // A changed tooltip is all that copybutton tells; here a screen reader hears it, and the keyboard
    // gets its place back, which clipboard.js took for the text it copied from.
    new MutationObserver(() => {
      const said = button.dataset.tooltip || "";
      status.textContent = said === messages.da.copy ? "" : said;
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
    }).observe(button, { attributeFilter: ["data-tooltip"] });
  });
  // After copybutton's own listener, which comes next.
  setTimeout(label);
});
