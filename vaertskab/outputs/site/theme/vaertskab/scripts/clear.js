/* On a shared computer the reader's notes are one step away from being gone, on every page. */
begin(() => {
  const item = /** @type {HTMLElement} */ (find(".ryd"));
  const show = () => { item.hidden = !device.keys("vaertskab-note/")[0]; };
  on("click", () => {
    if (!confirm("Vil du slette alle dine noter og glemme, hvad du har læst? Det kan ikke fortrydes.")) return;
    ["vaertskab-note", "vaertskab-besoeg"].forEach(device.forget);
    tellNews();
    find("main")?.focus();
  }, item);
  show();
  onNews(show);
});
