/* A field to write in under each question and each {skrivelinjer}. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const SAID = {
    here: "Noten bliver på denne enhed.",
    computer: "Gemt på denne computer.",
    vindue: "Gemt, til du lukker vinduet.",
    "": "Vælg herunder, hvor længe dine noter skal gemmes.",
    refused: "Browseren vil ikke gemme noten. Kopiér teksten, før du forlader siden.",
    broken: "Her ligger en note, som kurset ikke kan læse. Den er ikke rørt. Se den på siden »Mine noter«.",
    newer: "Noten her er skrevet i en nyere udgave af kurset. Den er ikke rørt. Genindlæs siden, så du får den nye.",
    merged: "Noten blev også ændret i et andet vindue. Begge tekster står her nu.",
    deleted: "Noten er slettet.",
  };

  /**
   * @param {Element} place
   * @param {string} id
   * @param {string} question
   */
  const add = (place, id, question) => {
    const box = make("div", "note");
    const label = make("label", "", "Din note");
    const field = make("textarea");
    field.id = label.htmlFor = `note-${id}`;
    field.rows = 3;
    field.setAttribute("aria-label", `Din note til »${question}«`);
    const status = make("p", "note-status", SAID.here);
    status.id = `${field.id}-status`;
    status.setAttribute("aria-live", "polite");
    field.setAttribute("aria-describedby", status.id);
    /** What this window knows to be stored, as text. */
    let stored = "";
    let undone = "";
    let timer = 0;

    const drop = makeButton("Slet noten", () => {
      const text = field.value || undone;
      undone = field.value;
      noteStore.remove(id);
      stored = "";
      field.value = undone ? "" : text;
      save();
      if (undone) status.textContent = SAID.deleted;
      show();
      field.focus();
    });
    const show = () => {
      box.classList.toggle("empty", !field.value);
      drop.hidden = !(field.value || undone);
      drop.textContent = undone && !field.value ? "Fortryd" : "Slet noten";
    };

    const load = () => {
      clearTimeout(timer);
      const found = noteStore.find(id);
      const unreadable = found && !found.note;
      field.disabled = Boolean(unreadable);
      if (unreadable) status.textContent = found.newer ? SAID.newer : SAID.broken;
      field.value = stored = found?.note?.text || "";
      show();
    };

    const save = () => {
      clearTimeout(timer);
      timer = 0;
      const now = noteStore.find(id);
      if (now && !now.note) return load();
      const theirs = now?.note?.text || "";
      const both = theirs && theirs !== stored && !field.value.includes(theirs);
      if (both) field.value += `\n\nSkrevet i et andet vindue:\n${theirs}`;
      if (field.value === theirs) {
        stored = theirs;
        return;
      }
      const kept = noteStore.write(id, field.value, question);
      if (kept) stored = field.value;
      const where = device.choice();
      // A moment later: what the reader is about to press must not move under the finger.
      if (kept && !where && field.value) setTimeout(() => ask(box), 200);
      status.textContent = !kept ? SAID.refused : both ? SAID.merged
        : field.value ? SAID[/** @type {keyof typeof SAID} */ (where)] : SAID.here;
    };

    field.addEventListener("input", () => {
      undone = "";
      show();
      clearTimeout(timer);
      timer = setTimeout(save, 300);
    });
    field.addEventListener("change", save);
    addEventListener("pagehide", () => { if (timer) save(); });
    addEventListener("pageshow", (event) => { if (event.persisted) load(); });
    // A key of null: everything was cleared.
    addEventListener("storage", (event) => { if (!timer && (event.key || id).endsWith(id)) load(); });
    document.addEventListener("notes-cleared", () => { undone = ""; load(); status.textContent = SAID.deleted; });
    document.addEventListener("notes-chosen", () => { if (field.value) status.textContent = SAID[/** @type {"computer"} */ (device.choice())]; });
    box.append(label, field, status, drop);
    place.append(box);
    place.classList.add("with-note");
    load();
  };

  const choice = make("fieldset", "note-choice");
  choice.append(make("legend", "", "Hvor længe skal dine noter gemmes?"),
    make("p", "", "De ligger kun på denne computer. Bruger andre den også, så lad dem forsvinde, når du lukker vinduet."));
  /** @type {["computer" | "vindue", string][]} */
  const CHOICES = [["computer", "Gem på denne computer"], ["vindue", "Glem, når jeg lukker vinduet"]];
  CHOICES.forEach(([where, text]) => choice.append(makeButton(text, () => {
    const field = choice.parentElement?.querySelector("textarea");
    choice.remove();
    device.choose(where);
    field?.focus();
  })));
  /** @param {Element} box */
  const ask = (box) => { if (!choice.isConnected && !device.choice()) box.append(choice); };

  const known = new Set();
  document.querySelectorAll("[data-q], .skrivelinjer, .runde").forEach((place) => {
    const id = place.getAttribute("data-q") || place.id;
    const text = place.querySelector(".refleksion-spoergsmaal, .skrivelinjer-etiket")?.textContent
      || place.getAttribute("data-title") || "";
    // A question that stands twice on a page has one note.
    if (known.has(id)) return;
    known.add(id);
    add(place.querySelector(".sd-card-body") || place, id, text);
  });
});
