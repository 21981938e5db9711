/* The search in the header: a combobox with a list (WAI-ARIA APG). Without it the form leads to the page. */

/** @param {HTMLInputElement} field */
const startHeaderSearch = (field) => {
  const SHOWN = 5;
  const form = /** @type {HTMLFormElement} */ (field.form);
  const searchIndex = makeIndex();
  const list = make("div", "hits");
  const status = make("p", "visually-hidden");
  Object.assign(list, { id: "header-hits", role: "listbox", ariaLabel: text("Svar"), hidden: true });
  status.role = "status";
  form.append(list, status);
  const say = announcer(status);
  Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  field.setAttribute("aria-controls", list.id);

  /** @param {string} query */
  const pageFor = (query) => `${form.action}?q=${encodeURIComponent(query)}`;
  /**
   * @param {string} href
   * @param {(string | Node)[]} inside
   */
  const option = (href, ...inside) => {
    const made = make("a", "", ...inside);
    Object.assign(made, { href, role: "option", tabIndex: -1, ariaSelected: "false", id: `hit-${list.children.length}` });
    list.append(made);
  };
  /** @param {number} at which is chosen, -1 for none */
  const choose = (at) => {
    [...list.children].forEach((one, number) => { one.ariaSelected = String(number === at); });
    const chosen = list.children[at];
    if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
    else field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => [...list.children].findIndex((one) => one.ariaSelected === "true");
  /** @param {boolean} open */
  const show = (open) => {
    list.hidden = !open;
    field.ariaExpanded = String(open);
    if (!open) choose(-1);
  };

  const answer = () => {
    const query = field.value.trim();
    const found = query ? searchIndex.find(query) : [];
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
    found.slice(0, SHOWN).forEach((one) => {
      const { title, where, shown } = answerParts(one, 14);
      option(answerHref(one), make("b", "", ...title), heardStop(one.page.title), make("span", "search-where", where), where && heardStop(where), make("span", "", ...shown));
    });
    if (found.length > SHOWN) option(pageFor(query), text("Se alle {number} sider", { number: found.length }));
    const near = query && !found.length ? searchIndex.near(query) : [];
    near.forEach((word) => option(pageFor(word), text("Søg efter »{word}«", { word })));
    show(!!list.children.length);
    say(!query ? "" : found.length ? `${pagesFound(found.length)} ${text("Vælg med piletasterne.")}`
      : [text("Ingen sider passer."), near.length ? text("Ord, der ligner, står på listen.") : ""].filter(Boolean).join(" "));
  };

  on("input", answer, field);
  on("focus", () => { if (field.value.trim()) answer(); }, field);
  // The reader goes on: to another place on the page, or to what is pressed.
  on("blur", () => show(false), field);
  on("pointerdown", (event) => event.preventDefault(), list);
  on("keydown", (event) => {
    const { key } = event, count = list.children.length, at = chosen();
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!count) return;
      event.preventDefault();
      show(true);
      // Past either end is the field itself.
      choose(key === "ArrowDown" ? (at + 2) % (count + 1) - 1 : (at + count + 1) % (count + 1) - 1);
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      show(false);
    } else if (key === "Enter" && at >= 0) {
      event.preventDefault();
      /** @type {HTMLElement} */ (list.children[at]).click();
      show(false);
    }
  }, field);
  if (field.value.trim()) answer();
};
