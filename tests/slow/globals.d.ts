/** What our scripts find beside them: what is searched, Snowball's stemmer, MiniSearch, sphinx-copybutton. */
declare const SOEG: {
  parts: [title: string, behind: 0 | 1][];
  pages: [
    title: string, href: string, part: number, words: string, description: string,
    passages: [anchor: string, heading: string, text: string, question?: 1][],
  ][];
  synonyms: [word: string, others: string[]][];
};
interface SearchOptions {
  boost?: Record<string, number>;
  tokenize?: (text: string) => string[];
  processTerm?: (term: string) => string;
  boostTerm?: (term: string) => number;
  prefix?: boolean | ((term: string) => boolean);
  fuzzy?: number | ((term: string) => number);
}
declare class MiniSearch {
  constructor(options: {
    idField: string; fields: string[]; storeFields: string[];
    tokenize: (text: string, field: string) => string[];
    processTerm: (term: string) => string[];
  });
  addAll(documents: object[]): void;
  search(query: string, options: SearchOptions): { id: string, score: number, terms: string[], queryTerms: string[], page: any }[];
}
declare class DanishStemmer { stemWord(word: string): string }
declare class NorwegianStemmer { stemWord(word: string): string }
declare class EnglishStemmer {
  stemWord(word: string): string;
}
/** sphinx-copybutton's. */
declare const messages: Record<string, Record<string, string>>;
declare let locale: string;
declare let iconCheck: string;
interface Window {
  /** What the scripts say in another language than Danish. */
  vaertskabTexts?: Record<string, any>;
}
declare const filmCues: [start: number, end: number, text: string][];
