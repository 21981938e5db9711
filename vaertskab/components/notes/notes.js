/* The page »Mine noter«: all notes with their questions, in the order of the course. */
begin(() => {
  const place = find(".mine-noter");
  if (!place) return;
  const known = /** @type {HTMLAnchorElement[]} */ (findAll("li a", place));
  const ids = known.map((link) => link.hash.replace(/^#(spoergsmaal-)?/, ""));

  /** Every note with what it answers; those whose question is gone, or that cannot be read, come last. */
  const gather = () => noteStore.all().map(({ id, raw, note, fault, area }) => {
    const at = ids.indexOf(id);
    const link = known[at];
    const fleeting = device.place(area) === "vindue";
    return {
      at: at >>> 0, id, link, fleeting, text: note?.text ?? raw,
      question: link?.textContent || note?.question || "En note",
      remark: [fault || (link ? "" : "Spørgsmålet findes ikke i denne udgave af kurset."),
        fleeting && device.choice() === "computer" ? "Noten forsvinder, når du lukker vinduet." : "",
      ].filter(Boolean).join(" "),
    };
  }).sort((a, b) => a.at - b.at);

  const download = () => saveFile("mine-noter.txt", "text/plain", gather().map(({ question, text, remark }) => (
    [question, remark, text].filter(Boolean).join("\n"))).join("\n\n\n") + "\n");
  const status = /** @type {HTMLElement} */ (find("[role=status]", place));
  const tools = /** @type {HTMLElement} */ (find(".tools", place));
  const list = /** @type {HTMLElement} */ (find(".noter", place));
  wire(tools, download, () => print());

  const show = () => {
    const notes = gather();
    const count = notes.length;
    tools.hidden = !count;
    status.textContent = !count ? `Du har ingen noter på denne enhed.${device.keeps() ? "" : " Din browser gemmer ikke noter."}`
      : `Du har ${count === 1 ? "én note" : `${count} noter`}. ${
        notes.every(({ fleeting }) => fleeting) ? "Dine noter forsvinder, når du lukker vinduet."
          : notes.some(({ fleeting }) => fleeting) ? "Nogle af dem forsvinder, når du lukker vinduet."
            : "Dine noter bliver på denne computer, til du sletter dem."}`;
    list.replaceChildren(...notes.map(({ id, question, link, text, remark }) => {
      const drop = makeButton("Slet noten", () => {
        noteStore.write(id, "", "");
        status.focus();
      });
      drop.append(make("span", "visually-hidden", ` til »${question}«`));
      const asked = make("a", "", question);
      if (link) asked.href = link.href;
      return make("section", "", make("h2", "", asked), make("p", "note-status", remark), make("p", "note-text", text), drop);
    }));
  };

  find("p", place)?.remove();
  findAll("div", place)[0].hidden = false;
  show();
  onNews(show);
});
