/* How an answer looks, in the header and on the page. What is shown is text: nothing of the index is markup. */

/**
 * Words as they stand in the course, those that answer the search marked.
 * @param {string[]} words
 * @param {Found["isHit"]} isHit
 */
const marked = (words, isHit) => words.flatMap((word) => {
  if (!isHit(word)) return [word, " "];
  const hit = make("mark", "", word);
  // For the eye: heard, it would break the sentence into pieces.
  hit.role = "presentation";
  return [hit, " "];
});

/** @param {Found} found */
const answerHref = ({ page, passage }) => courseRoot + page.href + (passage.anchor && `#${passage.anchor}`);

/**
 * The title, where on the page, and what stands there: a question from its beginning, else the first hit among
 * `most` words.
 * @param {Found} found
 * @param {number} most
 */
const answerParts = ({ page, passage, isHit }, most) => {
  const { heading, question } = passage;
  const words = (passage.text || page.description).split(" ");
  const from = question ? 0 : Math.max(0, words.findIndex(isHit) - 7);
  const to = from + most * (question ? 2 : 1);
  return {
    title: marked(page.title.split(" "), isHit),
    where: [page.part === page.title ? "" : page.part, question ? text("spørgsmål") : heading].filter(Boolean).join(" · "),
    shown: [from ? "… " : "", ...marked(words.slice(from, to), isHit), to < words.length ? "…" : ""],
  };
};

/**
 * The stop after a title or a place, which only those who hear the page miss.
 * @param {string} text
 */
const heardStop = (text) => make("span", "visually-hidden", /[.!?…]$/.test(text) ? " " : ". ");

/** @param {number} count */
const pagesFound = (count) => ngettext("Søgningen fandt én side.", "Søgningen fandt {number} sider.", count);

/**
 * Say something in a live region when the reader has stopped typing: each key would be said else.
 * @param {HTMLElement} region
 */
const announcer = (region) => {
  let timer = 0;
  return (/** @type {string} */ words) => {
    clearTimeout(timer);
    const said = () => { if (region.textContent !== words) region.textContent = words; };
    if (region.textContent) timer = setTimeout(said, 500);
    else said();
  };
};
