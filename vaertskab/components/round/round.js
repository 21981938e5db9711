/* Check-in and check-out at one screen: one after the other writes, and all is copied or printed. */
begin(() => {
  const box = find(".runde .note");
  if (!box) return;
  const status = /** @type {HTMLElement} */ (find(".note-status", box));
  const group = /** @type {HTMLTextAreaElement} */ (find("textarea", box));
  const fields = /** @type {HTMLTextAreaElement[]} */ (findAll(":not(.runde) > .note textarea"));
  /** @type {HTMLElement} */ (find("label", box)).textContent = text("Gruppens svar");

  /** @param {string[]} pieces that stand apart, the empty ones left out */
  const apart = (...pieces) => pieces.map((piece) => piece.trim()).filter(Boolean).join("\n\n\n");
  /** What is written on the page now, each answer under what it answers. */
  const answers = () => fields.filter((field) => field.value.trim()).map((field) => {
    const asked = find(".refleksion-spoergsmaal, .skrivelinjer-etiket", field.closest(".with-note") || document);
    return `${asked?.textContent}\n${field.value.trim()}`;
  }).join("\n\n");

  /**
   * @param {HTMLTextAreaElement} field
   * @param {string} text
   */
  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("change"));
  };

  /** The first place to write, which may be closed still. */
  const lead = () => {
    const [field] = fields;
    if (field.closest(".note[hidden]")) find(".note-open", field.closest(".with-note") || document)?.click();
    field.focus();
  };

  const tools = /** @type {HTMLElement} */ (find(".runde .tools"));
  const name = /** @type {HTMLInputElement} */ (find("input", tools));
  const pass = () => {
    const said = answers();
    if (!said) {
      status.textContent = text("Der er ikke skrevet noget endnu.");
      return lead();
    }
    put(group, apart(group.value, `${name.value.trim()}\n${said}`));
    // Kept for the group first: only then does the next person get empty fields.
    if (!noteStore.find(group.id.replace("note-", ""))?.note) return;
    fields.forEach((field) => put(field, ""));
    name.value = "";
    status.textContent = text("Svarene er lagt til gruppens. Nu er det den næstes tur.");
    lead();
  };
  const copy = async () => { status.textContent = await copyText(apart(group.value, answers())); };
  wire(tools, pass, copy, () => print());
  tools.hidden = false;
});
