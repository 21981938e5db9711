/* Check-in and check-out at one screen: one after the other writes, and all is copied or printed. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const place = /** @type {HTMLElement} */ (document.querySelector(".runde"));
  const box = /** @type {HTMLElement} */ (place.querySelector(".note"));
  const group = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const status = /** @type {HTMLElement} */ (box.querySelector(".note-status"));
  /** @type {HTMLElement} */ (box.querySelector("label")).textContent = "Gruppens svar";
  const fields = [...document.querySelectorAll("textarea")].filter((field) => field !== group);

  /** What is written on the page now, each answer under what it answers. */
  const answers = () => fields.filter((field) => field.value.trim()).map((field) => {
    const asked = field.closest("[data-q], .skrivelinjer")
      ?.querySelector(".refleksion-spoergsmaal, .skrivelinjer-etiket")?.textContent;
    return `${asked}\n${field.value.trim()}`;
  }).join("\n\n");

  /**
   * @param {HTMLTextAreaElement} field
   * @param {string} text
   */
  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const label = make("label", "", "Navn (må gerne stå tomt)");
  const name = make("input");
  name.id = label.htmlFor = `${group.id}-navn`;
  name.autocomplete = "off";
  const pass = () => {
    const said = answers();
    if (!said) {
      status.textContent = "Der er ikke skrevet noget endnu.";
      return fields[0].focus();
    }
    put(group, [group.value.trim(), [name.value.trim(), said].filter(Boolean).join("\n")].filter(Boolean).join("\n\n\n"));
    // Kept for the group first: only then does the next person get empty fields.
    if (!noteStore.find(group.id.replace(/^note-/, ""))?.note) return;
    fields.forEach((field) => put(field, ""));
    name.value = "";
    status.textContent = "Svarene er lagt til gruppens. Nu er det den næstes tur.";
    fields[0].focus();
  };
  const all = () => [group.value.trim(), answers()].filter(Boolean).join("\n\n\n");
  const copy = () => copyText(all()).then(() => "Alt er kopieret.", () => "Kunne ikke kopiere.")
    .then((said) => { status.textContent = said; });

  const tools = make("p", "tools");
  tools.append(label, name, makeButton("Gem svarene, og giv ordet videre", pass),
    makeButton("Kopiér alle svar", copy), makeButton("Print svarene", () => print()));
  box.before(tools);
});
