/* On a shared computer the reader's notes are one step away from being gone, on every page. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const list = /** @type {HTMLElement} */ (document.querySelector(".site-footer ul"));
  const keys = () => ["localStorage", "sessionStorage"].flatMap((name) => {
    try {
      const area = /** @type {Storage} */ (/** @type {any} */ (window)[name]);
      return Object.keys(area).filter((key) => key.startsWith("vaertskab-note")).map((key) => ({ area, key }));
    } catch { return []; }
  });
  const item = make("li");
  item.append(makeButton("Ryd mine noter", () => {
    if (!confirm("Vil du slette alle dine noter på denne computer? Det kan ikke fortrydes.")) return;
    keys().forEach(({ area, key }) => area.removeItem(key));
    document.dispatchEvent(new Event("notes-cleared"));
    show();
    document.querySelector("main")?.focus();
  }));
  const show = () => {
    if (keys().some(({ key }) => key.includes("/"))) list.append(item);
    else item.remove();
  };
  show();
  // A window that writes its first note hears of it here.
  document.addEventListener("change", () => setTimeout(show));
  addEventListener("storage", show);
});
