/* A button that shows questions large, wherever a page has some: one for each section and each list. What it
   takes is fetched when it is pressed. */

const bigView = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

/** @type {Promise<unknown> | undefined} */
let coming;
/**
 * Act when the scripts for the big view have come; `said` gets a word when they do not.
 * @param {(text: string) => void} said
 * @param {() => void} act
 */
const withBigView = (said, act) => {
  coming ||= Promise.all([
    fetched("link", { rel: "stylesheet", href: courseRoot + bigView.stil }),
    fetched("script", { src: courseRoot + bigView.stort }),
  ]);
  coming.then(act, () => {
    coming = undefined;
    said(text("Visningen kunne ikke hentes. Prøv igen."));
  });
};
/**
 * Show questions large.
 * @param {(text: string) => void} said
 * @param {Parameters<typeof showBig>} what
 */
const showLarge = (said, ...what) => withBigView(said, () => showBig(...what));

begin(() => {
  /**
   * @param {Element} place
   * @param {() => Asked[]} read
   * @param {string} name
   */
  const add = (place, read, name) => {
    const button = makeButton(text("Vis stort"), () => showLarge((words) => { button.textContent = words; }, read(), 0), "tool vis-stort");
    button.ariaLabel = text("Vis stort: {what}", { what: name });
    place.before(button);
  };
  /** @param {Element | null} heading */
  const named = (heading) => heading?.textContent?.replace(/#$/, "") || "";
  const page = named(find("h1"));
  findAll("main section").forEach((section) => {
    const found = findAll(".refleksion, .skrivelinjer-etiket.ordlyd-tekst, figure.ordlyd, figure:has(> .figur, > img)", section)
      .filter((one) => one.closest("section") === section && !one.closest("details"));
    if (!found[0]) return;
    const title = [page, named(find(":scope > h3", section))].filter(Boolean).join("\u00a0· ");
    const shown = found.map((one) => {
      const words = findAll("[class^=refleksion-]", one);
      return { title, look: one.matches("figure") ? "stor-figur" : one.className, nodes: words[0] ? words : [one] };
    });
    const asked = find(".refleksion-spoergsmaal", found[0]) || found[0];
    const alone = !found[1] && !found[0].matches("figure");
    const name = alone ? text("»{question}«", { question: asked.textContent }) : named(find("h1, h2, h3", section));
    add(found[0].closest(".skrivelinjer") || found[0], () => shown, name);
  });
  findAll(".spoergsmaalsliste").forEach((list) => add(list, () => readList(list), page));

  findAll("[data-moede]").forEach((button) => {
    const plan = document.getElementById(`moede-${button.dataset.moede}`);
    if (plan) on("click", () => withBigView((words) => { button.textContent = words; }, () => runMeeting(plan)), button);
  });
  // A meeting that was under way goes on when its page has been loaded again.
  const under = history.state?.moede;
  const plan = under?.open && document.getElementById(`moede-${under.id}`);
  if (plan) withBigView(() => {}, () => runMeeting(plan));
});
