/* Before and after: each statement has four answers, kept in one note, a line each; what is answered again is what was
   added to it. Both stand beside each other in the table that is filled in by hand on paper. */
begin(() => findAll(".foer-efter").forEach((place) => {
  const { svar = "", titel = "" } = place.dataset;
  const answers = svar.split(",");
  const table = /** @type {HTMLElement} */ (find("table", place));
  const heads = findAll("thead th", table), written = heads.map((one) => one.textContent || "");
  const rows = findAll("tbody tr", table);
  const statements = rows.map((row) => find("th", row)?.textContent || "");
  const ids = [place.id, `igen-${place.id}`];
  const status = make("p", "note-status");
  status.role = "status";

  /** @param {string} id */
  const linesOf = (id) => (noteStore.find(id)?.note?.text || "").split("\n");
  /**
   * What has been answered, by statement; of two answers, which a file may bring, the first.
   * @param {string} id
   */
  const said = (id) => {
    const lines = linesOf(id);
    return statements.map((one) => answers.find((answer) => answer === lines.find((line) => line.startsWith(`${one}: `))?.slice(one.length + 2)) || "");
  };
  /**
   * Keep an answer, and whatever else stands in the note.
   * @param {string} id
   * @param {number} at
   * @param {string} answer
   */
  const keep = (id, at, answer) => {
    const now = said(id);
    now[at] = answer;
    const rest = linesOf(id).filter((line) => !statements.some((one) => line.startsWith(`${one}: `)));
    const kept = [...statements.flatMap((one, no) => (now[no] ? `${one}: ${now[no]}` : [])), ...rest].join("\n").trim();
    if (!noteStore.write(id, kept, titel)) say(status, text("Browseren vil ikke gemme svarene. Print siden, og skriv dem i hånden."));
  };

  const forms = ids.map((id, time) => {
    const groups = statements.map((statement, at) => make("fieldset", "", make("legend", "", statement), ...answers.map((answer) => {
      const radio = make("input");
      Object.assign(radio, { type: "radio", name: `${id}-${at}`, value: answer });
      on("change", () => keep(id, at, answer), radio);
      return make("label", "", radio, answer);
    })));
    const form = make("div", "foer-efter-svar", ...groups);
    form.role = "group";
    form.ariaLabel = time ? text("{title}: anden gang", { title: titel }) : text("{title}: første gang", { title: titel });
    form.tabIndex = -1;
    return form;
  });

  /** Which of the two is filled in: the second from when the reader asks for it, and when there is one. */
  let time = said(ids[1]).some(Boolean) ? 1 : 0;
  /** Whether there were answers as the page came: what was skipped then is not waited for. */
  const before = ids.map((id) => said(id).some(Boolean));
  const turn = makeButton("", () => {
    time = 1 - time;
    show();
    forms[time].focus();
  });
  const forget = makeForget(text("Glem dem, når jeg lukker"), () => { if (device.forgets()) say(status, FORGETTING); });
  const all = make("a", "", text("Se alle dine noter"));
  all.href = /** @type {HTMLAnchorElement | null} */ (find("a.my-notes"))?.href || "";

  const show = () => {
    const both = ids.map(said);
    // All may have been deleted in another window.
    if (!both.flat().some(Boolean)) time = 0;
    const done = both.map((one, no) => one.every(Boolean) || (before[no] && one.some(Boolean)));
    const stored = noteStore.find(ids[time]);
    const compared = time === 1 && done[1];
    forms.forEach((form, no) => {
      form.hidden = no !== time;
      const fault = !!noteStore.find(ids[no])?.fault;
      findAll("fieldset", form).forEach((group, at) => {
        /** @type {HTMLFieldSetElement} */ (group).disabled = fault;
        findAll("input", group).forEach((one, which) => {
          /** @type {HTMLInputElement} */ (one).checked = answers[which] === both[no][at];
        });
      });
    });
    rows.forEach((row, at) => findAll("td", row).forEach((cell, no) => say(cell, both[no][at])));
    heads.forEach((head, no) => say(head, compared ? [text("Udsagn"), text("Først"), text("Nu")][no] : written[no]));
    table.hidden = !compared;
    say(turn, time ? text("Vis de første svar") : both[1].some(Boolean) ? text("Vis de nye svar") : text("Udfyld igen"));
    turn.hidden = !time && !done[0];
    all.hidden = !all.href || !both.flat().some(Boolean);
    forget.hidden = all.hidden || !device.canForget();
    say(status, stored?.fault ? `${stored.fault} ${text("Du kan se den på siden »Mine noter«.")}` : !stored ? notePromise()
      : `${noteKept(stored.area)} ${compared ? text("Herunder står dine svar ved siden af hinanden.") : forget.hidden || device.isFleeting(stored.area) ? "" : SHARED}`.trim());
  };

  place.classList.add("med-svar");
  table.before(...forms, status);
  place.append(make("p", "tools", turn, forget, all));
  show();
  onNews(show);
}));
