/* Finds passages, when the index has come. `SOEG` is what vaertskab/outputs/site/search.py has packed; it documents the shape. */

/**
 * @typedef {{ anchor: string, heading: number[], text: number[], question?: 1 }} Passage
 * @typedef {{ title: number[], href: string, part: string | undefined, passages: Passage[] }} IndexedPage
 * @typedef {{ page: IndexedPage, passage: Passage, score: number, hits: Set<number> }} Found
 */

const makeIndex = () => {
  const words = SOEG.words.split(" ");
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (let code = 0x20; numbers.size < words.length; code++) {
    const sign = String.fromCodePoint(code);
    if (!/["\\\x7f-\xa0\u2028\u2029\ud800-\udfff]/u.test(sign)) numbers.set(sign, numbers.size);
  }
  /** @param {string} text */
  const unpack = (text) => Array.from(text, (sign) => numbers.get(sign) || 0);
  // Not before someone searches: each task is short, so that a slow phone answers meanwhile.
  /** @type {IndexedPage[] | undefined} */
  let pages;
  const unpacked = () => SOEG.pages.map(([title, href, part, passages]) => ({
    title: unpack(title),
    href,
    part: SOEG.parts[part],
    passages: passages.map(([anchor, heading, text, question]) => (
      { anchor, heading: unpack(heading), text: unpack(text), question })),
  }));

  /**
   * Letters as anyone can type them, in words.
   * @param {string} text
   */
  const fold = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
    .normalize("NFD").replace(/\p{M}/gu, "").split(/[^a-z0-9]+/).filter(Boolean);
  const stemmer = new DanishStemmer();
  /** What stands at each number: its words, folded, with their stems. */
  const folded = words.map((word) => fold(word).map((form) => ({ form, root: stemmer.stemWord(form) })));

  /**
   * Whether two words differ by one letter too many, too few, wrong or swapped with the next.
   * @param {string} a
   * @param {string} b
   */
  const near = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const [a0, a1, b0, b1] = [a.slice(at), a.slice(at + 1), b.slice(at), b.slice(at + 1)];
    return a1 === b1 || a1 === b0 || a0 === b1 || a0 === (b0[1] || "") + b0[0] + b0.slice(2);
  };

  /**
   * How well each of the course's words answers one word of the search: number → 1 to 10.
   * @param {string} form
   */
  const answers = (form) => {
    const root = stemmer.stemWord(form);
    const long = root.length > 3;
    /** @param {(word: typeof folded[0][0]) => number} score */
    const scored = (score) => new Map(folded.flatMap((forms, number) => {
      const most = Math.max(0, ...forms.map(score));
      return most ? [[number, most]] : [];
    }));
    const sure = scored((word) => (word.form === form ? 10 : word.root === root ? 8
      : form.length > 1 && word.form.startsWith(form) ? 6 : long && word.form.includes(root) ? 4 : 0));
    // A word that stands in the course as it was typed is no typing error.
    return sure.size || form.length < 4 ? sure
      : scored((word) => (near(form, word.form) || (long && near(root, word.root)) ? 2 : 0));
  };

  /**
   * @param {number[]} text
   * @param {Map<number, number>} wanted
   */
  const best = (text, wanted) => text.reduce((most, number) => Math.max(most, wanted.get(number) || 0), 0);

  /**
   * What the words of the search are worth together; more where none is missing.
   * @param {number[]} scores
   */
  const sum = (scores) => scores.reduce((a, b) => a + b, 0) + (scores.every(Boolean) ? 5 : 0);

  /**
   * Pages that answer, the best first. A page must have all the words; where none has, those that have most.
   * @param {string} query
   * @returns {Found[]}
   */
  const find = (query) => {
    const wanted = fold(query).map(answers);
    const hits = new Set(wanted.flatMap((one) => [...one.keys()]));
    const found = (pages ||= unpacked()).map((page) => {
      const title = wanted.map((one) => 4 * best(page.title, one));
      const had = title.map(Boolean);
      /** @type {Passage} */
      let passage = { anchor: "", heading: [], text: [] };
      let most = 0;
      for (const piece of page.passages) {
        const scores = wanted.map((one) => (
          Math.max((piece.question ? 3 : 1) * best(piece.text, one), 2 * best(piece.heading, one))));
        scores.forEach((score, at) => { had[at] ||= score > 0; });
        const score = sum(scores);
        if (score > most) [most, passage] = [score, piece];
      }
      const score = sum(title) + most;
      return { page, passage, score, hits, had: had.filter(Boolean).length };
    });
    const needed = Math.max(...found.map((one) => one.had));
    return found.filter((one) => needed && one.had === needed).sort((a, b) => b.score - a.score);
  };

  return { words, find };
};
