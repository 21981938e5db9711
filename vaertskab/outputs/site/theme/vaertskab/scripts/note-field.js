/* A field to write in under each question and each {skrivelinjer}. */
begin(() => {
  /** @type {Record<string, string>} */
  const KEPT = {
    computer: "Gemt på denne computer.",
    vindue: "Gemt, til du lukker vinduet.",
    "": "Vælg herunder, hvor længe dine noter skal gemmes.",
    ikke: "Noten kan ikke blive på computeren. Den er gemt, til du lukker vinduet.",
  };
  /** What a new field says of itself. */
  const promise = !device.keeps() ? "Browseren gemmer ikke noter. Kopiér teksten, før du forlader siden."
    : device.keepsLong() ? "Noten bliver på denne enhed." : "Noten kan kun gemmes, til du lukker vinduet.";
  /**
   * Where a note lies, in words.
   * @param {Storage | undefined} area
   */
  const keptWhere = (area) => {
    const choice = device.choice();
    if (device.place(area) === "computer") return KEPT.computer;
    return choice === "computer" || !device.keepsLong() ? KEPT.ikke : KEPT[choice];
  };

  /**
   * @param {Element} place
   * @param {string} id
   * @param {string} question
   */
  const add = (place, id, question) => {
    const label = make("label", "", "Din note");
    const field = make("textarea");
    field.id = label.htmlFor = `note-${id}`;
    // For the stylesheet: an empty field has something to show.
    field.placeholder = " ";
    field.ariaLabel = `Din note til »${question}«`;
    const status = make("p", "note-status", promise);
    status.id = `${field.id}-status`;
    status.ariaLive = "polite";
    field.setAttribute("aria-describedby", status.id);
    /** What this window knows to be stored, as text. */
    let stored = "";
    let undone = "";
    let timer = 0;

    const drop = makeButton("", () => {
      const text = field.value;
      noteStore.write(id, "", "");
      field.value = text ? "" : undone;
      undone = text;
      save();
      show();
      field.focus();
    });
    const show = () => {
      drop.hidden = !field.value && !undone;
      drop.textContent = field.value ? "Slet noten" : "Fortryd";
    };

    const load = () => {
      const found = noteStore.find(id);
      field.disabled = !!found?.fault;
      if (found?.fault) status.textContent = `${found.fault} Du kan se den på siden »Mine noter«.`;
      field.value = stored = found?.note?.text || "";
      if (stored) undone = "";
      show();
    };

    const save = () => {
      clearTimeout(timer);
      timer = 0;
      const now = noteStore.find(id);
      if (now?.fault) return load();
      const theirs = now?.note?.text || "";
      const mine = field.value;
      const text = theirs === stored ? mine : noteStore.join(mine, theirs);
      if (text === theirs) return load();
      if (!noteStore.write(id, text, question)) {
        status.textContent = "Browseren vil ikke gemme noten. Kopiér teksten, før du forlader siden.";
      } else if (text !== mine) {
        status.textContent = "Noten blev også ændret i et andet vindue. Begge tekster står her nu.";
      }
      // A moment later: what the reader is about to press must not move under the finger.
      if (stored) setTimeout(ask, 200, box);
    };

    on("input", () => {
      undone = "";
      show();
      clearTimeout(timer);
      timer = setTimeout(save, 300);
    }, field);
    on("change", save, field);
    on("pagehide", () => { if (timer) save(); }, window);
    onNews(() => {
      const had = stored;
      if (timer) return;
      load();
      if (stored !== had || status.textContent === KEPT[""]) {
        status.textContent = stored ? keptWhere(noteStore.find(id)?.area) : "Noten er slettet.";
      }
    });
    const box = make("div", "note", label, field, status, drop);
    place.append(box);
    place.classList.add("with-note");
    load();
  };

  const choice = /** @type {HTMLElement} */ (find("body > .note-choice"));
  /** @param {Element} box */
  const ask = (box) => {
    // Where the computer keeps nothing, there is nothing to choose.
    if (!choice.hidden || device.choice() || !device.keepsLong()) return;
    box.append(choice);
    choice.hidden = false;
  };
  /** @param {"computer" | "vindue"} where */
  const choose = (where) => {
    choice.hidden = true;
    device.choose(where);
    find("textarea", choice.parentElement || document)?.focus();
  };
  if (choice) wire(choice, () => choose("computer"), () => choose("vindue"));

  findAll(".refleksion[data-q], .skrivelinjer, .runde").forEach((place) => {
    const { q, title } = place.dataset;
    const id = q || place.id;
    // A question that stands twice on a page has one note.
    if (!find(`#note-${id}`)) add(find(".sd-card-body", place) || place, id,
      title || find(".refleksion-spoergsmaal, .skrivelinjer-etiket", place)?.textContent || "");
  });
});
