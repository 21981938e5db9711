/* The search comes when somebody is about to use it: its words are the whole course's. `/` leads to the field. */
{
  const { soeg, indeks } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  /** @type {Promise<unknown> | undefined} */
  let coming;
  /** @param {() => void} act */
  const withSearch = (act) => {
    // A browser may keep what is searched for a day.
    coming ||= Promise.all([`${indeks}?v=${new Date().toISOString().slice(0, 10)}`, soeg]
      .map((src) => fetched("script", { src: courseRoot + src })));
    coming.then(act, () => { coming = undefined; });
  };

  begin(() => {
    const header = /** @type {HTMLInputElement | null} */ (find("#header-search"));
    const page = /** @type {HTMLInputElement | null} */ (find("#search-words"));
    let started = false;
    const start = () => withSearch(() => {
      if (started) return;
      started = true;
      if (page) startSearchPage(page);
      else if (header) startHeaderSearch(header);
    });
    const field = page || header;
    if (field) on("focus", start, field);
    const asked = page && (page.value || new URLSearchParams(location.search).get("q"));
    // The page is shown first, then answered: a tenth of a second after all else, it has been drawn.
    if (asked) on("load", () => setTimeout(start, 99), window);
    else if (page) document.body.className = "idle";

    // A reader who speaks to the computer can turn the key off (WCAG 2.1.4).
    const choice = /** @type {HTMLInputElement | null} */ (find(".search-key input"));
    const isOn = () => device.setting("genvej") !== "nej";
    if (choice) {
      choice.checked = isOn();
      on("change", () => {
        device.keepSetting("genvej", choice.checked ? "ja" : "nej");
      }, choice);
    }
    on("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !field || !isOn()) return;
      if (event.target.closest?.("input, textarea, select, [contenteditable], dialog") || find("dialog[open]")) return;
      event.preventDefault();
      field.closest("details")?.setAttribute("open", "");
      field.focus();
      field.select();
    });
  });
}
