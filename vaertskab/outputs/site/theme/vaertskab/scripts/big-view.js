/* A button that shows questions large, wherever a page has some: one for each section and each list. What it
   takes is fetched when it is pressed. */

const bigView = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

/** @type {Promise<unknown> | undefined} */
let coming;
/**
 * Show questions large, when the scripts for it have come; `said` gets a word when they do not.
 * @param {(text: string) => void} said
 * @param {Parameters<typeof showBig>} what
 */
const showLarge = (said, ...what) => {
  coming ||= Promise.all([
    fetched("link", { rel: "stylesheet", href: bigView.stil }),
    fetched("script", { src: bigView.stort }),
  ]);
  coming.then(() => showBig(...what), () => {
    coming = undefined;
    said("Visningen kunne ikke hentes. Prøv igen.");
  });
};

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
        make("p", "refleksion-hjaelp", find("p", row)?.textContent || ""),
      ];
      return { id, part, title, link: `${link}#spoergsmaal-${id}`, label, look, nodes };
    }
    if (row.matches("h3")) part = text;
    else [title, link] = [text, row.querySelector("a")?.href || ""];
    return [];
  });
};

begin(() => {
  /**
   * @param {Element} place
   * @param {() => Asked[]} read
   * @param {string} name
   */
  const add = (place, read, name) => {
    const button = makeButton("Vis stort", () => showLarge((text) => { button.textContent = text; }, read(), 0), "tool vis-stort");
    button.ariaLabel = `Vis stort: ${name}`;
    place.before(button);
  };
  /** @param {Element | null} heading */
  const named = (heading) => heading?.textContent?.replace(/#$/, "") || "";
  const page = named(find("h1"));
  findAll("main section").forEach((section) => {
    const found = findAll(".refleksion, .skrivelinjer-etiket.ordlyd-tekst", section)
      .filter((one) => one.closest("section") === section);
    if (!found[0]) return;
    const title = [page, named(find(":scope > h3", section))].filter(Boolean).join("\u00a0· ");
    const shown = found.map((one) => {
      const words = findAll("[class^=refleksion-]", one);
      return { title, look: one.className, nodes: words[0] ? words : [one] };
    });
    add(found[0].closest(".skrivelinjer") || found[0], () => shown, named(find("h1, h2, h3", section)));
  });
  findAll(".spoergsmaalsliste").forEach((list) => add(list, () => readList(list), page));
});
