/* What sphinx-copybutton 0.5.2 lacks: names for those who hear the page, and the keyboard's place. It stands
   behind copybutton's own script, which has made its buttons by then; its Danish comes from
   vaertskab/outputs/site/assets.py. */
begin(() => {
  const status = make("p", "visually-hidden");
  status.role = "status";
  find("main")?.append(status);

  /** @type {HTMLButtonElement[]} */ (findAll(".copybtn")).forEach((button) => {
    button.type = "button";
    button.ariaLabel = button.closest("[data-q]") ? "Kopiér spørgsmålet" : "Kopiér teksten";
    button.setAttribute("aria-describedby", button.previousElementSibling?.id || "");
    // A changed tooltip is all that copybutton tells; here a screen reader hears it, and the keyboard
    // gets its place back, which clipboard.js took for the text it copied from.
    new MutationObserver(() => {
      const said = button.dataset.tooltip || "";
      status.textContent = said === "Kopiér" ? "" : said;
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
    }).observe(button, { attributeFilter: ["data-tooltip"] });
  });
});
