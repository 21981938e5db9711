/** What our scripts find beside them: packed data, Snowball's stemmer. */
declare const SOEG: {
  words: string;
  parts: string[];
  pages: [title: string, href: string, part: number, passages: [string, string, string, 1?][]][];
};
declare class DanishStemmer {
  stemWord(word: string): string;
}
interface Window {
  ClipboardJS: unknown;
}
declare const filmCues: [start: number, end: number, text: string][];
