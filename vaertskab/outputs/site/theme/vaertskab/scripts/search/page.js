/* The search page: answers as the reader types. The three best first, then the others in their parts. */

/** @param {HTMLInputElement} field */
const startSearchPage = (field) => {
  const BEST = 3, SHOWN = 20;
  const searchIndex = makeIndex();
  const say = announcer(/** @type {HTMLElement} */ (find("#search-status")));
  const results = /** @type {HTMLElement} */ (find("#search-results"));
  const name = document.title;

  /** @param {Found} found */
  const row = (found) => {
    const { title, where, shown } = answerParts(found, 28);
    const link = make("a", "", ...title);
    link.href = answerHref(found);
    return make("li", "", link, heardStop(found.page.title), make("span", "search-where", where), where && heardStop(where), make("p", "", ...shown));
  };
  /**
   * @param {string} heading
   * @param {Found[]} found
   */
  const group = (heading, found) => [make("h2", "", heading), make("ol", "search", ...found.map(row))];
  /** @param {Found[]} found */
  const inParts = (found) => {
    /** @type {Map<string, Found[]>} */
    const parts = new Map();
    found.forEach((one) => {
      const part = one.page.part || text("Forsiden");
      parts.set(part, [...(parts.get(part) || []), one]);
    });
    return [...parts];
  };
  /** @param {string} word */
  const instead = (word) => {
    const link = make("a", "", word);
    link.href = `?q=${encodeURIComponent(word)}`;
    return make("li", "", link);
  };

  const answer = () => {
    const asked = field.value.trim();
    const found = asked ? searchIndex.find(asked) : [];
    const count = found.length, rest = inParts(found.slice(BEST, SHOWN));
    const near = asked && !count ? searchIndex.near(asked) : [];
    results.replaceChildren(
      ...(rest.length ? group(text("De bedste svar"), found.slice(0, BEST)) : count ? [make("ol", "search", ...found.slice(0, BEST).map(row))] : []),
      ...rest.flatMap(([part, ones]) => group(part, ones)),
      ...(near.length ? [make("h2", "", text("Ord, der ligner")), make("ul", "links", ...near.map(instead))] : []),
    );
    say(!asked ? "" : !count ? text("Ingen sider passer. Prøv med færre eller andre ord, eller vælg en del af kurset.")
      : [pagesFound(count), count > SHOWN ? text("Her er de {number} bedste.", { number: SHOWN }) : ""].filter(Boolean).join(" "));
    const told = count ? ngettext("»{words}«: én side", "»{words}«: {number} sider", count, { words: asked }) : text("»{words}«: ingen sider", { words: asked });
    document.title = asked ? `${told} – ${name}` : name;
    document.body.className = count ? "searching" : "idle";
  };

  on("input", answer, field);
  on("submit", (event) => {
    event.preventDefault();
    answer();
    // The address keeps the search, so that the way back from a page leads here. Files have none to change.
    try { history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`); } catch { /* a file */ }
    find("a", results)?.focus();
  }, /** @type {HTMLFormElement} */ (field.form));
  on("keydown", (event) => {
    const stops = [field, ...findAll("a", results)];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, Escape: -at })[event.key];
    if (at < 0 || !step || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  // What the reader has begun to type meanwhile, else what the page was asked for.
  field.value ||= new URLSearchParams(location.search).get("q") || "";
  answer();
};
