/* What sphinx-copybutton 0.5.2 lacks: the course's language, names for those who hear the page, and the keyboard's place. Its
   script comes before this one, and its names are those of a classic script, which the next one shares. */
if (typeof messages !== "undefined") {
  messages.da = { copy: text("Kopiér"), copy_to_clipboard: text("Kopiér"), copy_success: COPIED, copy_failure: NOT_COPIED };
  locale = "da";
  iconCheck = '<svg viewBox="0 0 24 24" fill="none" stroke-width="2.5" aria-hidden="true"><path d="m4 13 5 5L20 6"/></svg>';
}

begin(() => {
  const buttons = /** @type {HTMLButtonElement[]} */ (findAll(".copybtn"));
  if (!buttons[0]) return;
  const status = make("p", "visually-hidden");
  status.role = "status";
  find("main")?.append(status);

  buttons.forEach((button) => {
    button.type = "button";
    button.ariaLabel = button.closest("[data-q]") ? text("Kopiér spørgsmålet") : text("Kopiér teksten");
    button.setAttribute("aria-describedby", button.previousElementSibling?.id || "");
    // Question and help stand together; what can be done with them comes after.
    button.closest("[data-q]")?.querySelector(".question-tools")?.append(button);
    // A changed tooltip is all that copybutton tells; here a screen reader hears it, and the keyboard
    // gets its place back, which clipboard.js took for the text it copied from.
    new MutationObserver(() => {
      const said = button.dataset.tooltip || "";
      status.textContent = said === text("Kopiér") ? "" : said;
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
    }).observe(button, { attributeFilter: ["data-tooltip"] });
  });
});
