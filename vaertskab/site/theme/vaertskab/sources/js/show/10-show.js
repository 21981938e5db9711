/* A button that shows questions large, wherever a page has some: one for each section and each list. What it
   takes is fetched when it is pressed. */

const { stort, stil } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

/** @type {Promise<unknown> | undefined} */
let coming;
/**
 * Show questions large, when the scripts for it have come; `said` gets a word when they do not.
 * @param {(text: string) => void} said
 * @param {Parameters<typeof showBig>} what
 */
const showLarge = (said, ...what) => {
  const style = make("link");
  style.rel = "stylesheet";
  style.href = stil || "";
  const script = make("script");
  script.src = stort || "";
  coming ||= Promise.all([style, script].map((one) => new Promise((come, fail) => {
    one.onload = come;
    one.onerror = fail;
    document.head.append(one);
  })));
  coming.then(() => showBig(...what), () => {
    coming = undefined;
    said("Visningen kunne ikke hentes. Prøv igen.");
  });
};

/** @typedef {Asked & { id: string, part: string, label: string, link: string }} Listed a question in a list of the course's */

/**
 * What stands under each other in a list: a part, a page, its questions.
 * @param {Element} list
 * @returns {Listed[]}
 */
const readList = (list) => {
  const labels = JSON.parse(list.getAttribute("data-slags") || "");
  let [part, title, link] = ["", "", ""];
  return [...list.querySelectorAll("h3, dt, dd")].flatMap((row) => {
    const text = row.textContent || "";
    const id = row.getAttribute("data-q");
    if (id) {
      const label = labels[row.className];
      const words = [label, row.firstChild?.textContent, row.querySelector("p")?.textContent];
      const nodes = ["slags", "spoergsmaal", "hjaelp"].map((name, at) => make("p", `refleksion-${name}`, words[at] || ""));
      return { id, part, title, link: `${link}#spoergsmaal-${id}`, label, look: `refleksion refleksion-${row.className}`, nodes };
    }
    if (row.matches("h3")) part = text;
    else [title, link] = [text, row.querySelector("a")?.href || ""];
    return [];
  });
};

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  /**
   * @param {Element} place
   * @param {() => Asked[]} read
   * @param {string} name
   */
  const add = (place, read, name) => {
    const button = makeButton("Vis stort", () => showLarge((text) => { button.textContent = text; }, read(), 0), "tool vis-stort");
    button.setAttribute("aria-label", `Vis stort: ${name}`);
    place.before(button);
  };
  /** @param {Element | null} heading */
  const named = (heading) => heading?.textContent?.replace(/#$/, "") || "";
  const page = named(document.querySelector("h1"));
  document.querySelectorAll("main section").forEach((section) => {
    const found = [...section.querySelectorAll(".refleksion, .skrivelinjer-etiket.ordlyd-tekst")]
      .filter((one) => one.closest("section") === section);
    if (!found.length) return;
    const title = [page, named(section.querySelector(":scope > h3"))].filter(Boolean).join("\u00a0· ");
    const shown = found.map((one) => {
      const words = [...one.querySelectorAll(".refleksion-slags, .refleksion-spoergsmaal, .refleksion-hjaelp")];
      return { title, look: one.className, nodes: words.length ? words : [one] };
    });
    add(found[0].closest(".skrivelinjer") || found[0], () => shown, named(section.querySelector("h1, h2, h3")));
  });
  document.querySelectorAll(".spoergsmaalsliste").forEach((list) => add(list, () => readList(list), page));
});
