/* Finds passages. `SOEG` is what vaertskab/site/search.py has packed; it documents the shape. */

/**
 * @typedef {{ anchor: string, heading: number[], text: number[], question: boolean }} Passage
 * @typedef {{ title: number[], href: string, part: string, passages: Passage[] }} IndexedPage
 * @typedef {{ page: IndexedPage, passage: Passage | undefined, score: number, hits: Set<number> }} Found
 */

const searchIndex = (() => {
  const words = SOEG.words.split(" ");
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (let code = 0x20; numbers.size < words.length; code++) {
    const left = code === 0x22 || code === 0x5c || (code >= 0x7f && code < 0xa1)
      || code === 0x2028 || code === 0x2029 || (code >= 0xd800 && code < 0xe000);
    if (!left) numbers.set(String.fromCodePoint(code), numbers.size);
  }
  /** @param {string} text */
  const unpack = (text) => Array.from(text, (sign) => numbers.get(sign) || 0);
  /** @type {IndexedPage[]} */
  const pages = SOEG.pages.map(([title, href, part, passages]) => ({
    title: unpack(title),
    href,
    part: SOEG.parts[part] || "",
    passages: passages.map(([anchor, heading, text, question]) => (
      { anchor, heading: unpack(heading), text: unpack(text), question: Boolean(question) })),
  }));

  /**
   * Letters as anyone can type them, in words.
   * @param {string} text
   */
  const fold = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
    .normalize("NFD").replace(/[\u0300-\u036f]/g, "").split(/[^a-z0-9]+/).filter(Boolean);
  const stemmer = new DanishStemmer();
  /** @param {string} word */
  const stem = (word) => stemmer.stemWord(word);
  /** What stands at each number: its words, folded, with their stems. */
  const folded = words.map((word) => fold(word).map((form) => ({ form, root: stem(form) })));

  /**
   * Whether two words differ by one letter too many, too few, wrong or swapped with the next.
   * @param {string} a
   * @param {string} b
   */
  const near = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const rest = (/** @type {string} */ word, /** @type {number} */ skip) => word.slice(at + skip);
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2));
  };

  /**
   * How well each of the course's words answers one word of the search: number → 1 to 10.
   * @param {string} form
   */
  const answers = (form) => {
    const root = stem(form);
    const long = form.length > 3;
    /** @type {Map<number, number>} */
    const sure = new Map();
    /** @type {Map<number, number>} */
    const maybe = new Map();
    folded.forEach((forms, number) => {
      for (const word of forms) {
        const score = word.form === form ? 10 : word.root === root ? 8
          : form.length > 1 && word.form.startsWith(form) ? 6
            : root.length > 3 && word.form.includes(root) ? 4 : 0;
        if (score > (sure.get(number) || 0)) sure.set(number, score);
        else if (!score && long && (near(form, word.form) || (root.length > 3 && near(root, word.root)))) {
          maybe.set(number, 2);
        }
      }
    });
    // A word that stands in the course as it was typed is no typing error.
    return sure.size ? sure : maybe;
  };

  /**
   * @param {number[]} text
   * @param {Map<number, number>} wanted
   */
  const best = (text, wanted) => text.reduce((most, number) => Math.max(most, wanted.get(number) || 0), 0);

  /**
   * Pages that answer, the best first. A page must have all the words; where none has, those that have most.
   * @param {string} query
   * @returns {Found[]}
   */
  const find = (query) => {
    const wanted = fold(query).map(answers);
    if (!wanted.length) return [];
    const hits = new Set(wanted.flatMap((one) => [...one.keys()]));
    const found = pages.map((page) => {
      const title = wanted.map((one) => 4 * best(page.title, one));
      const had = title.map(Boolean);
      /** @type {Passage | undefined} */
      let passage;
      let most = 0;
      for (const piece of page.passages) {
        const scores = wanted.map((one) => (
          Math.max((piece.question ? 3 : 1) * best(piece.text, one), 2 * best(piece.heading, one))));
        scores.forEach((score, at) => { had[at] ||= score > 0; });
        const sum = scores.reduce((a, b) => a + b, 0) + (scores.every(Boolean) ? 5 : 0);
        if (sum > most) [most, passage] = [sum, piece];
      }
      const score = most + title.reduce((a, b) => a + b, 0);
      return { page, passage, score, hits, had: had.filter(Boolean).length };
    }).filter((one) => one.had);
    const needed = Math.max(0, ...found.map((one) => one.had));
    return found.filter((one) => one.had === needed).sort((a, b) => b.score - a.score);
  };

  return { words, find };
})();
