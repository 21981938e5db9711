/* The questions of a list, for those who show and draw them. */

/** @typedef {Asked & { id: string, part: string, label: string, link: string }} Listed a question in a list of the course's */

/**
 * What stands under each other in a list: a part, a page, its questions.
 * @param {HTMLElement} list
 * @returns {Listed[]}
 */
const readList = (list) => {
  const labels = JSON.parse(list.dataset.slags || "");
  let [part, title, link] = ["", "", ""];
  return findAll("h3, dt, dd", list).flatMap((row) => {
    const text = row.textContent || "";
    const id = row.dataset.q;
    if (id) {
      const look = `refleksion refleksion-${row.className}`;
      const label = labels[row.className];
      const nodes = [
        make("p", "refleksion-slags", label),
        make("p", "refleksion-spoergsmaal", row.firstChild?.textContent || ""),
        make("p", "refleksion-hjaelp", find(":scope > p", row)?.textContent || ""),
        ...findAll("details", row).map((back) => /** @type {Element} */ (back.cloneNode(true))),
      ];
      return { id, part, title, link: `${link}#spoergsmaal-${id}`, label, look, nodes };
    }
    if (row.matches("h3")) part = text;
    else [title, link] = [text, row.querySelector("a")?.href || ""];
    return [];
  });
};
