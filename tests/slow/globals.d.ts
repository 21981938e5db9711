/** What our scripts find beside them: packed data, Snowball's stemmer, sphinx-copybutton's own names. */
declare const SOEG: {
  words: string;
  parts: string[];
  pages: [title: string, href: string, part: number, passages: [string, string, string, 1?][]][];
};
declare class DanishStemmer {
  stemWord(word: string): string;
}
declare const messages: Record<string, Record<string, string>>;
declare let locale: string;
declare let iconCopy: string;
declare let iconCheck: string;
interface Window {
  ClipboardJS: unknown;
  DOCUMENTATION_OPTIONS: { URL_ROOT: string };
}
declare const filmCues: [start: number, end: number, text: string][];
