/* The search page: answers as the reader types, one page to a line, with the passage. The index is the whole
   course's text, so the page is shown first: a tenth of a second after all else, it has been drawn. */
const { indeks } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
on("load", () => setTimeout(() => fetched("script", { src: courseRoot + indeks }).then(() => {
  const searchIndex = makeIndex();
  const field = /** @type {HTMLInputElement} */ (find("#search-words"));
  const status = /** @type {HTMLElement} */ (find("#search-status"));
  const list = /** @type {HTMLElement} */ (find("#search-results"));

  /** @param {number[]} text */
  const say = (text) => text.map((number) => searchIndex.words[number]).join(" ");

  /** @param {Found} found */
  const row = ({ page, passage, hits }) => {
    const { anchor, heading, text, question } = passage;
    const link = make("a", "", say(page.title));
    link.href = page.href + (anchor && `#${anchor}`);
    const where = [page.part, question ? "spørgsmål" : say(heading)].filter(Boolean).join(" · ");
    // A question whole; else 28 words, seven of them before the first that answers.
    const from = question ? 0 : Math.max(0, text.findIndex((number) => hits.has(number)) - 7);
    const to = question ? text.length : from + 28;
    return make("li", "", link, " ", make("span", "search-where", where), make("p", "", from ? "… " : "",
      // Words as they stand in the course, those that answer the search marked.
      ...text.slice(from, to).flatMap((number) => {
        const word = say([number]);
        return [hits.has(number) ? make("mark", "", word) : word, " "];
      }), to < text.length ? "…" : ""));
  };

  const answer = () => {
    const asked = field.value.trim();
    const found = asked ? searchIndex.find(asked) : [];
    const count = found.length;
    list.replaceChildren(...found.slice(0, 20).map(row));
    status.textContent = !asked ? ""
      : !count ? "Ingen sider passer. Prøv med færre eller andre ord."
        : `Søgningen fandt ${count === 1 ? "én side" : `${count} sider`}.${count > 20 ? " Her er de 20 bedste." : ""}`;
    document.body.className = asked ? "searching" : "idle";
  };

  on("input", answer, field);
  on("submit", (event) => {
    event.preventDefault();
    answer();
    // The address keeps the search, so that the way back from a page leads here. Files have none to change.
    try { history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`); } catch { /* a file */ }
    find("a", list)?.focus();
  });
  on("keydown", (event) => {
    const stops = [field, ...findAll("a", list)];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, Escape: -at })[event.key];
    if (at < 0 || !step || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  // What the reader has begun to type meanwhile, else what the page was asked for.
  field.value ||= /** @type {string} */ (new URLSearchParams(location.search).get("q"));
  answer();
}), 99), window);
