/* A field to write in: behind a button in each question's card and where it is asked again, and open at each {skrivelinjer}. */

/** What an empty field says of itself. */
const notePromise = () => (!device.keeps() ? text("Browseren gemmer ikke noter. Kopiér teksten, før du forlader siden.")
  : !device.keepsLong() ? text("Noten kan kun gemmes, til du lukker vinduet.")
    : device.forgets() ? text("Noten bliver gemt, til du lukker kursets vinduer.") : text("Noten bliver gemt på denne enhed, mens du skriver."));

/**
 * Where a note lies, in words.
 * @param {Storage} area
 */
const noteKept = (area) => (!device.isFleeting(area) ? text("Gemt på denne enhed.")
  : device.forgets() ? text("Gemt, til du lukker kursets vinduer.")
    : text("Noten kan ikke blive på enheden. Den er gemt, til du lukker vinduet."));

begin(() => {
  const places = findAll(".refleksion[data-q], .skrivelinjer, .runde");
  /** @param {HTMLElement} place */
  const idOf = (place) => place.dataset.q || place.id;
  const gathered = /** @type {HTMLAnchorElement | null} */ (find("a.my-notes"));
  if (places[0]) noteStore.adopt(places.map(idOf));

  /** The status that is heard: that of the note in which the reader is. @type {HTMLElement | undefined} */
  let heard;

  /**
   * @param {HTMLElement} place
   * @param {string} id
   * @param {string} question
   */
  const add = (place, id, question) => {
    const again = place.matches(".igen");
    const name = again ? text("Det vil jeg lægge til") : text("Din note");
    const label = make("label", "", name);
    const field = make("textarea");
    field.id = label.htmlFor = `note-${id}`;
    // For the stylesheet: an empty field has something to show.
    field.placeholder = " ";
    field.ariaLabel = again ? text("Det vil jeg lægge til »{question}«", { question }) : text("Din note til »{question}«", { question });
    const status = make("p", "note-status");
    status.id = `${field.id}-status`;
    field.setAttribute("aria-describedby", status.id);
    const open = find(".note-open", place);
    /** What this window knows to be stored, as text, and where. */
    let stored = "";
    /** @type {Storage | undefined} */
    let area;
    let goes = device.forgets();
    let undone = "";
    let timer = 0;
    /** Whether the browser refused what stands here, so that nothing may take its place. */
    let refused = false;
    /** Whether the reader has written here since the page came. */
    let written = false;

    const forget = makeForget(text("Glem den, når jeg lukker"), () => { if (device.forgets()) say(status, FORGETTING); });
    const drop = makeButton("", () => {
      const had = field.value;
      noteStore.write(id, "", "");
      field.value = had ? "" : undone;
      undone = had;
      save();
      show();
      field.focus();
    });
    const all = make("a", "", text("Se alle dine noter"));
    all.href = gathered?.href || "";
    const tools = make("p", "tools", forget, drop, all);
    /** @param {boolean} shown */
    const unfold = (shown) => {
      box.hidden = !shown;
      if (open) open.ariaExpanded = `${shown}`;
    };
    const show = () => {
      drop.hidden = !field.value && !undone;
      drop.textContent = field.value ? text("Slet noten") : text("Fortryd");
      // All at once, with the first letter: later it would move what the reader is about to press.
      forget.hidden = !field.value || !written || !device.canForget();
      all.hidden = !field.value || !gathered;
      if (stored) unfold(true);
    };
    /** @param {Storage} at */
    const told = (at) => noteKept(at) + (written && !device.isFleeting(at) && device.canForget() ? ` ${SHARED}` : "");

    const load = () => {
      const found = noteStore.find(id);
      field.disabled = !!found?.fault;
      if (found?.fault) {
        say(status, `${found.fault} ${text("Du kan se den på siden »Mine noter«.")}`);
        unfold(true);
      }
      field.value = stored = found?.note?.text || "";
      area = found?.area;
      goes = device.forgets();
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
      const both = theirs === stored ? mine : noteStore.join(mine, theirs);
      refused = false;
      if (both === theirs) return load();
      refused = !noteStore.write(id, both, question);
      if (refused) {
        say(status, text("Browseren vil ikke gemme noten. Kopiér teksten, før du forlader siden."));
      } else if (both !== mine) {
        say(status, text("Noten blev også ændret i et andet vindue. Begge tekster står her nu."));
      }
    };
    const hurry = () => { if (timer) save(); };

    on("input", () => {
      undone = "";
      written = true;
      show();
      clearTimeout(timer);
      timer = setTimeout(save, 300);
    }, field);
    on("change", save, field);
    // A phone may close a page that is out of sight without a further word.
    on("visibilitychange", hurry);
    on("pagehide", hurry, window);
    onNews(() => {
      if (timer || refused) return;
      const [had, lay, went] = [stored, area, goes];
      load();
      if (stored && area && (stored !== had || area !== lay || goes !== went)) say(status, told(area));
      else if (had && !stored) say(status, text("Noten er slettet."));
      else if (!stored && !undone && !field.disabled) say(status, notePromise());
    });
    const box = make("div", "note", label, field, status, tools);
    on("focusin", () => {
      if (heard !== status) heard?.removeAttribute("aria-live");
      heard = status;
      status.ariaLive = "polite";
    }, box);
    if (open) {
      open.ariaLabel = again ? text("{button} »{question}«", { button: open.textContent, question }) : text("{button} til »{question}«", { button: open.textContent, question });
      on("click", () => {
        // Pressed again, it closes what nobody has written in.
        unfold(box.hidden || !!field.value || field.disabled);
        if (!box.hidden) field.focus();
      }, open);
      unfold(false);
    }
    place.append(box);
    place.classList.add("with-note");
    say(status, notePromise());
    load();
    if (stored && area) say(status, told(area));
  };

  places.forEach((place) => {
    // A question that stands twice on a page has one note.
    if (find(`#note-${idOf(place)}`)) find(".note-open", place)?.remove();
    else add(place, idOf(place), place.dataset.title || find(".refleksion-spoergsmaal, .skrivelinjer-etiket", place)?.textContent || "");
  });
});
