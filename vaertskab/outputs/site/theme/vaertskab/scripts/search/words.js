/* What a search takes for the same word: letters, stems and compounds. What differs from language to language stands in
   the file that is called as the language is, which comes first. */

/**
 * @typedef {object} Speech
 * @property {() => { stemWord(word: string): string }} stemmer Snowball's
 * @property {(word: string) => string | undefined} stem where Snowball's makes one of two words
 * @property {RegExp} root of a word that another was made of
 * @property {RegExp} joint what may stand between the halves of a compound
 * @property {string} common words that stand in every text: they say little of what a reader looks for (Snowball's list, and questions' own words)
 * @property {string} figures numbers as words, from two on
 */

/**
 * Letters as anyone can type them, in words.
 * @param {string} text
 */
const foldWords = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
  .normalize("NFD").replace(/\p{M}/gu, "").split(/[^a-z0-9]+/).filter(Boolean);

const stemWord = (() => {
  const snowball = SPEECH.stemmer();
  /** @type {Map<string, string>} */
  const known = new Map();
  /** @param {string} word */
  const stem = (word) => SPEECH.stem(word) || snowball.stemWord(word);
  return (/** @type {string} */ word) => known.get(word) || known.set(word, stem(word)).get(word) || word;
})();

const COMMON_WORDS = new Set(foldWords(SPEECH.common).map(stemWord));

/** Numbers are typed as words and as figures. @type {Map<string, string>} */
const FIGURES = new Map(SPEECH.figures.split(" ").flatMap((words, at) => foldWords(words).map((word) => /** @type {[string, string]} */ ([word, String(at + 2)]))));

/** @param {string} text */
const stemsOf = (text) => foldWords(text).map((word) => FIGURES.get(word) || stemWord(word));

/**
 * What a compound or a derived word is made of: konflikt|håndtering, refleksion|s|spørgsmål, venlig|hed.
 * @param {string} stem
 * @param {{ has(stem: string): boolean }} known every stem of the course
 * @returns {string[]}
 */
const splitWord = (stem, known) => {
  const root = SPEECH.root.exec(stem)?.[1];
  const roots = root ? [stemWord(root)] : [];
  // Shorter ones are mostly not words: se|kunder.
  for (let at = stem.length - 4; at > 2; at--) {
    const last = stem.slice(at);
    const first = [stem.slice(0, at), stem.slice(0, at).replace(SPEECH.joint, "")].map(stemWord)
      .find((word) => word.length > 2 && known.has(word));
    if (first && known.has(last)) return [...roots, first, last];
  }
  return roots;
};
