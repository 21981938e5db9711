/* Danish, as a search needs it: letters, stems and compounds. */

/**
 * Letters as anyone can type them, in words.
 * @param {string} text
 */
const foldWords = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
  .normalize("NFD").replace(/\p{M}/gu, "").split(/[^a-z0-9]+/).filter(Boolean);

const stemWord = (() => {
  const snowball = new DanishStemmer();
  /** @type {Map<string, string>} */
  const known = new Map();
  /**
   * Snowball's stem, but for the endings that make a word another one: to it, rettighed and rette are both ret.
   * @param {string} word
   */
  const stem = (word) => (
    /^(.{3,}hed)(?:en|er|erne|s|ens|ers|ernes)?$/.exec(word) || /^(.{2,}ig)(?:t|e|s|st|ste|ere)?$/.exec(word) || [])[1]
    || snowball.stemWord(word);
  return (/** @type {string} */ word) => known.get(word) || known.set(word, stem(word)).get(word) || word;
})();

/** Words that stand in every text, as stems: they say little of what a reader looks for (Snowball's list, and questions' own words). */
const COMMON_WORDS = new Set(foldWords(`og i jeg det at en den til er som på de med han af for der var mig sig men et har om vi min
  havde ham hun nu da fra du sin dem os man hans hvor eller hvad skal selv her alle vil blev kunne når være dog noget
  havde mod disse hvis din nogle hos blive mange ad bliver hendes jer jeres sådan hvordan hvorfor hvem hvilken hvilke hvilket hvornår
  kan kommer gør får mine dit mit vores`).map(stemWord));

/** Numbers are typed as words and as figures. @type {Record<string, string>} */
const FIGURES = Object.fromEntries(foldWords("to tre fire fem seks syv otte ni ti elleve tolv").map((word, at) => [word, String(at + 2)]));

/** @param {string} text */
const stemsOf = (text) => foldWords(text).map((word) => FIGURES[word] || stemWord(word));

/**
 * What a compound or a derived word is made of: konflikt|håndtering, refleksion|s|spørgsmål, venlig|hed.
 * @param {string} stem
 * @param {{ has(stem: string): boolean }} known every stem of the course
 * @returns {string[]}
 */
const splitWord = (stem, known) => {
  const root = /^(.{3,})(?:hed|ning|ing)$/.exec(stem)?.[1];
  const roots = root ? [stemWord(root)] : [];
  // Shorter ones are mostly not words: se|kunder.
  for (let at = stem.length - 4; at > 2; at--) {
    const last = stem.slice(at);
    const first = [stem.slice(0, at), stem.slice(0, at).replace(/[se]$/, "")].map(stemWord)
      .find((word) => word.length > 2 && known.has(word));
    if (first && known.has(last)) return [...roots, first, last];
  }
  return roots;
};
