/* The search page: answers as the reader types, one page to a line, with the passage. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const MOST = 30;
  const AROUND = 14;
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search-words"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));

  /**
   * Words as they stand in the course, those that answer the search marked.
   * @param {Element} place
   * @param {number[]} text
   * @param {Set<number>} hits
   */
  const write = (place, text, hits) => text.forEach((number, at) => {
    if (at) place.append(" ");
    if (!hits.has(number)) return place.append(searchIndex.words[number]);
    place.append(make("mark", "", searchIndex.words[number]));
  });

  /** @param {Found} found */
  const row = ({ page, passage, hits }) => {
    const item = make("li");
    const link = make("a");
    link.href = page.href + (passage?.anchor ? `#${passage.anchor}` : "");
    write(link, page.title, new Set());
    item.append(link);
    const heading = passage?.heading.map((number) => searchIndex.words[number]).join(" ");
    const where = [page.part, passage?.question ? "spørgsmål" : heading].filter(Boolean).join(" · ");
    item.append(" ", make("span", "search-where", where));
    if (passage) {
      const first = Math.max(0, passage.text.findIndex((number) => hits.has(number)));
      const from = Math.max(0, first - AROUND / 2);
      const to = passage.question ? passage.text.length : from + 2 * AROUND;
      const said = make("p");
      if (from && !passage.question) said.append("… ");
      write(said, passage.text.slice(passage.question ? 0 : from, to), hits);
      if (to < passage.text.length) said.append(" …");
      item.append(said);
    }
    return item;
  };

  const answer = () => {
    const found = searchIndex.find(field.value);
    list.replaceChildren(...found.slice(0, MOST).map(row));
    status.textContent = !field.value.trim() ? ""
      : !found.length ? "Ingen sider passer til din søgning. Se, om ordene er stavet rigtigt, eller prøv med færre ord."
        : found.length === 1 ? "Søgningen fandt én side."
          : `Søgningen fandt ${found.length} sider.${found.length > MOST ? ` Her er de ${MOST} bedste.` : ""}`;
    document.body.classList.toggle("searching", Boolean(field.value.trim()));
  };

  field.addEventListener("input", answer);
  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
    // The address keeps the search, so that the way back from a page leads here. Files have none to change.
    try { history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`); } catch { /* a file */ }
    list.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[event.key];
    if (at < 0 || !step || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  field.value = new URLSearchParams(location.search).get("q") || "";
  answer();
});
