/** What our scripts find beside them: packed data, Snowball's stemmer, sphinx-copybutton. */
declare const SOEG: {
  words: string;
  parts: string[];
  pages: [title: string, href: string, part: number, passages: [string, string, string, 1?][]][];
};
declare class DanishStemmer {
  stemWord(word: string): string;
}
/** sphinx-copybutton's. */
declare const messages: Record<string, Record<string, string>>;
declare let locale: string;
declare let iconCheck: string;
declare const filmCues: [start: number, end: number, text: string][];
