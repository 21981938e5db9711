/* On a shared computer the reader's notes are one step away from being gone, on every page. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const item = make("li");
  item.append(makeButton("Ryd mine noter", () => {
    if (!confirm("Vil du slette alle dine noter på denne computer? Så glemmer den også, hvad du har læst. Det kan ikke fortrydes.")) return;
    ["vaertskab-note", "vaertskab-besoeg"].forEach(device.forget);
    document.dispatchEvent(new Event("notes-cleared"));
    show();
    document.querySelector("main")?.focus();
  }));
  const show = () => {
    if (device.keys("vaertskab-note/").length) document.querySelector(".site-footer ul")?.append(item);
    else item.remove();
  };
  show();
  // A window that writes its first note hears of it here.
  document.addEventListener("change", () => setTimeout(show));
  addEventListener("storage", show);
});
