/* Finds pages. `SOEG` is what vaertskab/outputs/site/search.py has written; it documents the shape. MiniSearch
   weighs the words; what is ours is what they are in Danish, and that a whole sentence finds its page. */

/**
 * @typedef {{ anchor: string, heading: string, text: string, question: boolean }} Passage
 * @typedef {{ title: string, href: string, part: string, behind: boolean, words: string, description: string, passages: Passage[] }} IndexedPage
 * @typedef {{ page: IndexedPage, passage: Passage, isHit: (word: string) => boolean }} Found
 */

const makeIndex = () => {
  /** @type {IndexedPage[]} */
  const pages = SOEG.pages.map(([title, href, part, words, description, passages]) => ({
    title, href, part: SOEG.parts[part]?.[0] || "", behind: !!SOEG.parts[part]?.[1], words, description,
    passages: passages.map(([anchor, heading, text, question]) => ({ anchor, heading, text, question: !!question })),
  }));
  /** What a field is worth, beside the running text. */
  const boost = { title: 12, words: 8, description: 1.5, headings: 1.5, questions: 1.5, text: 1 };
  const fields = /** @type {(keyof typeof boost)[]} */ (Object.keys(boost));
  const documents = pages.map((page) => {
    /** @param {boolean} question */
    const said = (question) => page.passages.filter((one) => one.question === question).map(({ text }) => text).join(" ");
    const headings = page.passages.map(({ heading }) => heading).join(" ");
    return { ...page, page, headings, questions: said(true), text: said(false) };
  });

  /** @type {Map<string, { word: string, pages: number }>} every stem of the course, a word that has it, and how many pages do */
  const known = new Map();
  for (const one of documents) {
    const words = fields.flatMap((field) => one[field].match(/[\p{L}\p{N}]+/gu) || []);
    for (const [stem, word] of new Map(words.flatMap((word) => stemsOf(word).map((stem) => [stem, word])))) {
      known.set(stem, { word: known.get(stem)?.word || word, pages: (known.get(stem)?.pages || 0) + 1 });
    }
  }
  /** @type {Map<string, string[]>} */
  const split = new Map();
  /** @param {string} stem */
  const partsOf = (stem) => split.get(stem) || split.set(stem, splitWord(stem, known)).get(stem) || [];
  /**
   * Two words that follow each other, as one: »tjek ind« is found by tjekind.
   * @param {string[]} stems
   */
  const pairs = (stems) => stems.slice(1).map((stem, at) => stems[at] + stem);
  /** @type {Map<string, string[]>} what a synonym in the glossary stands for */
  const synonyms = new Map(SOEG.synonyms.flatMap(([word, others]) => (
    others.map((other) => /** @type {[string, string[]]} */ ([stemsOf(other).join(""), stemsOf(word)])))));

  const index = new MiniSearch({
    idField: "href",
    fields,
    storeFields: ["page"],
    tokenize: (text, field) => {
      const stems = stemsOf(text);
      return field === "text" ? stems : [...stems, ...pairs(stems)];
    },
    processTerm: (stem) => [stem, ...partsOf(stem)],
  });
  index.addAll(documents);

  /** @param {string} text */
  const spelled = (text) => ` ${stemsOf(text).join(" ")} `;
  /** @type {Map<string, string[]>} each page's fields as stems in a row, for whole sentences */
  const sentences = new Map(documents.map((one) => [one.href, fields.map((field) => spelled(one[field]))]));

  /**
   * The passage of a page that answers best: with most of the words, of which rare ones count for more.
   * @param {IndexedPage} page
   * @param {Set<string>} terms
   * @param {string[]} asked
   */
  const best = ({ passages }, terms, asked) => {
    const phrase = ` ${asked.join(" ")} `;
    /** @type {Passage} */
    let passage = { anchor: "", heading: "", text: "", question: false };
    let most = 0;
    for (const one of passages) {
      const [heading, text] = [one.heading, one.text].map((words) => new Set(stemsOf(words).flatMap((stem) => [stem, ...partsOf(stem)])));
      let score = 0;
      for (const term of terms) score += (+heading.has(term) + +text.has(term)) / (known.get(term)?.pages || 1);
      score *= 3 ** asked.filter((stem) => heading.has(stem) || text.has(stem)).length;
      if (spelled(one.text).includes(phrase) || spelled(one.heading).includes(phrase)) score *= 3;
      if (one.question) score *= 1.5;
      if (score > most) [most, passage] = [score, one];
    }
    return passage;
  };

  /**
   * Pages that answer, the best first; those about how the course is kept come after the reader's own.
   * @param {string} query
   * @returns {Found[]}
   */
  const find = (query) => {
    const asked = stemsOf(query);
    const typed = foldWords(query);
    const own = new Set([...asked, ...typed, ...pairs(asked)]);
    const meant = [...own].flatMap((stem) => [...(synonyms.get(stem) || []), ...partsOf(stem)]);
    const telling = asked.filter((stem) => !COMMON_WORDS.has(stem));
    const found = index.search(query, {
      boost,
      tokenize: () => [...new Set([...own, ...meant])],
      processTerm: (stem) => stem,
      boostTerm: (stem) => (telling.length && COMMON_WORDS.has(stem) ? 0.1 : own.has(stem) ? 1 : 0.5),
      // A word may be half typed, and its stem may end another way; short stems begin too much: ret|te, ret|tighed.
      prefix: (stem) => stem.length > 4 || (stem.length > 2 && typed.includes(stem)),
      // What stands in the course is no typing error.
      fuzzy: (stem) => (!own.has(stem) || known.has(stem) || stem.length < 4 ? 0 : stem.length < 6 ? 1 : 2),
    });
    const terms = new Set(found.flatMap((one) => one.terms));
    const phrase = ` ${asked.join(" ")} `;
    /**
     * How many of the telling words the page has, itself or by a part or synonym.
     * @param {string[]} queryTerms
     */
    const covered = (queryTerms) => !telling.length ? 1 : telling.filter((stem) => (
      [stem, ...partsOf(stem), ...(synonyms.get(stem) || [])].some((term) => queryTerms.includes(term)))).length / telling.length;
    /** @param {{ id: string, score: number, page: IndexedPage, queryTerms: string[] }} one */
    const worth = ({ id, score, page, queryTerms }) => score * (page.behind ? 0.5 : 1) * (0.5 + covered(queryTerms) / 2)
      * (asked.length > 1 && sentences.get(id)?.some((text) => text.includes(phrase)) ? 2 * asked.length - 1 : 1);
    /** @param {string} word */
    const isHit = (word) => stemsOf(word).some((stem) => terms.has(stem) || partsOf(stem).some((part) => own.has(part)));
    return found.map((one) => ({ ...one, worth: worth(one) })).sort((a, b) => b.worth - a.worth)
      .map(({ page }) => ({ page, isHit, get passage() { return best(page, terms, asked); } }));
  };

  /**
   * Words of the course that look most like those that found nothing.
   * @param {string} query
   */
  const near = (query) => [...new Set(stemsOf(query).flatMap((stem) => {
    const alike = index.search(stem, { tokenize: () => [stem], processTerm: (term) => term, fuzzy: 0.4 }).flatMap((one) => one.terms);
    // Else those that begin as it does: biblioteksassistent, bibliotek.
    for (let length = stem.length; !alike.length && length > 2; length--) {
      alike.push(...[...known.keys()].filter((other) => other.startsWith(stem.slice(0, length))));
    }
    return alike.flatMap((term) => known.get(term)?.word || []);
  }))].slice(0, 5);

  return { find, near };
};
