/* The page »Mine noter«: all notes with their questions, in the order of the course. */
/** Where what writes and reads the file is fetched from. */
const noteFileAddress = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.noter;
begin(() => {
  const place = find(".mine-noter");
  if (!place) return;
  const known = /** @type {HTMLAnchorElement[]} */ (findAll("li a", place));
  const ids = known.map((link) => link.hash.replace(/^#(spoergsmaal-)?/, ""));
  noteStore.adopt(ids);

  const mixed = () => noteStore.all().some(({ area }) => !device.isFleeting(area));
  /**
   * A note with what it answers; those whose question is gone, or that cannot be read, come last.
   * @param {Stored} one
   */
  const shown = ({ id, raw, note, fault, area }) => {
    const at = ids.indexOf(id);
    const link = known[at];
    return {
      at: at >>> 0, id, link, fault, fleeting: device.isFleeting(area), text: note?.text ?? raw,
      question: link?.textContent || note?.question || text("En note"),
      remark: [fault || (link ? "" : text("Spørgsmålet findes ikke i denne udgave af kurset.")),
        // Said of each where the others stay.
        device.isFleeting(area) && !device.forgets() && mixed() ? text("Noten forsvinder, når du lukker vinduet.") : ""].filter(Boolean).join(" "),
    };
  };
  const gather = () => noteStore.all().map(shown).sort((a, b) => a.at - b.at);

  const status = /** @type {HTMLElement} */ (find("[role=status]", place));
  const [keep, fetch, paper, clear, tools] = [...findAll(".tools button", place), /** @type {HTMLElement} */ (find(".tools", place))];
  const list = /** @type {HTMLElement} */ (find(".noter", place));
  const [older, dropOlder] = [/** @type {HTMLElement} */ (find("details", place)), findAll("details button", place)[0]];
  const file = /** @type {HTMLInputElement} */ (find("input", place));

  /**
   * What was done, before how things stand.
   * @param {string} done
   */
  const show = (done = "") => {
    const notes = gather();
    const count = noteStore.count();
    const lies = notes.every(({ fleeting }) => fleeting) ? (device.forgets() ? FORGETTING : text("Dine noter forsvinder, når du lukker vinduet."))
      : notes.some(({ fleeting }) => fleeting) ? text("Nogle af dem forsvinder, når du lukker vinduet.")
        : [text("Dine noter bliver på denne enhed, til du sletter dem."), device.canForget() ? SHARED : ""].filter(Boolean).join(" ");
    [keep, paper, clear].forEach((button) => { button.hidden = !count; });
    forget.hidden = !count || !device.canForget();
    say(status, [done, count ? `${ngettext("Du har én note.", "Du har {number} noter.", count)} ${lies}`
      : [text("Du har ingen noter på denne enhed."), device.keeps() ? "" : text("Din browser gemmer ikke noter.")].filter(Boolean).join(" ")].filter(Boolean).join(" "));
    /** The section of each answer, by its id. @type {Map<string, HTMLElement>} */
    const sections = new Map();
    notes.forEach(({ id, question, link, text: words, remark }) => {
      const drop = makeButton(text("Slet noten"), () => {
        noteStore.write(id, "", "");
        show(text("Noten er slettet."));
        status.focus();
      });
      drop.append(make("span", "visually-hidden", " ", text("til »{question}«", { question })));
      const asked = make("a", "", question);
      if (link) asked.href = link.href;
      const first = sections.get(noteStore.firstOf(id));
      if (first) asked.textContent = text("Det lagde du til");
      const said = [make(first ? "h3" : "h2", "", asked), make("p", "note-status", remark), make("p", "note-text", words), drop];
      if (first) first.append(...said);
      else sections.set(id, make("section", "", ...said));
    });
    list.replaceChildren(...sections.values());
    const before = noteStore.older().map(shown);
    older.hidden = !before[0];
    /** @type {HTMLElement} */ (find("summary", older)).textContent = text("Ældre noter ({number})", { number: before.length });
    find("div", older)?.replaceChildren(...before.map(({ question, text: words }) => make("section", "", make("h3", "", question), make("p", "note-text", words))));
  };

  const forget = makeForget(text("Glem dem, når jeg lukker"), show);
  tools.prepend(forget);
  /** @param {() => void} act when what writes and reads the file has come */
  const withFile = (act) => {
    fetched("script", { src: courseRoot + noteFileAddress }).then(act, () => show(text("Det lykkedes ikke. Genindlæs siden, og prøv igen.")));
  };
  on("click", () => withFile(() => saveFile(noteFile.name, "text/plain", noteFile.write(place.dataset.titel || "", gather()))), keep);
  on("click", () => file.click(), fetch);
  on("change", () => withFile(async () => {
    const [chosen] = file.files || [];
    if (!chosen) return;
    const found = await noteFile.read(chosen);
    // The same file may be chosen again.
    file.value = "";
    show(typeof found === "string" ? found : noteFile.merge(found));
    status.focus();
  }), file);
  on("click", () => print(), paper);
  on("click", () => {
    if (!confirm(text("Vil du slette alle dine noter og valg og glemme, hvad du har læst? Det kan ikke fortrydes."))) return;
    [...device.keys("note/"), ...device.keys("besoeg/"), ...device.keys("valg/")].forEach(device.drop);
    tellNews();
    show(text("Dine noter er slettet."));
    status.focus();
  }, clear);
  on("click", () => {
    if (!confirm(text("Vil du slette de ældre noter? De kan høre til et andet kursus. Det kan ikke fortrydes."))) return;
    device.dropOld();
    show(text("De ældre noter er slettet."));
    status.focus();
  }, dropOlder);

  find("p", place)?.remove();
  findAll("div", place)[0].hidden = false;
  show();
  onNews(() => show());
});
