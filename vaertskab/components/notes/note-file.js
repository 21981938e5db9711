/* Notes as a file that a person reads and the course reads back: Markdown, a heading with the question and its id,
   and the note as a quotation under it. */

var noteFile = (() => {
  const COURSE = document.documentElement.dataset.kursus || "";
    /** The line by which a file is known, in any of the languages: one that was saved stays good when the course changes its. */
  const OWN = /^\(\p{L}+: ([a-z0-9-]+)\. \p{L}+ (\d+)\.\)\s*$/u;
  /** In bytes: far more than anyone writes by hand. */
  const MOST = 1e6;
  /** @type {Record<string, string>} */
  const REFUSED = {
    big: text("Filen er for stor til at være dine noter. Der er ikke hentet noget."),
    foreign: text("Filen er ikke noter, der er gemt her fra kurset. Der er ikke hentet noget."),
    other: text("Noterne i filen hører til et andet kursus. Der er ikke hentet noget."),
    newer: text("Filen er gemt af en nyere udgave af kurset. Genindlæs siden, og prøv igen. Der er ikke hentet noget."),
    empty: text("Der er ingen noter i filen."),
    unread: text("Filen kan ikke læses. Der er ikke hentet noget."),
  };
  /** @param {string} words */
  const quoted = (words) => words.split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");

  /**
   * Windows' own editor may have saved it in one of three ways.
   * @param {Uint8Array} bytes
   */
  const decoded = (bytes) => {
    if (bytes[0] === 255 && bytes[1] === 254) return new TextDecoder("utf-16le").decode(bytes);
    try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  };

  return {
    name: `mine-noter-${COURSE}.txt`,

    /**
     * @param {string} title of the course
     * @param {{ id: string, question: string, text: string, fault: string }[]} notes
     */
    write: (title, notes) => [
      "# " + text("Mine noter fra {course}", { course: title }),
      [
        text("Gemt {date}. Du kan læse filen her, eller hente noterne ind i kurset på en anden enhed:", {
          date: new Date().toLocaleDateString(LOCALE, { dateStyle: "long" }),
        }),
        text("Tryk på »Hent fra en fil« på siden »Mine noter«. Lad linjerne, der begynder med #, stå, som de er."),
      ].join("\n"),
      text("(Kursus: {id}. Udgave {edition}.)", { id: COURSE, edition: 1 }),
      // What the course cannot read, it is not to take for a note when it comes back.
      ...notes.map(({ id, question, text: words, fault }) => `## ${question.replace(/\s+/g, " ").trim()}${fault ? "" : ` {#${id}}`}\n\n${quoted(words)}`),
    ].join("\n\n") + "\n",

    /**
     * @param {File} file
     * @returns {Promise<{ id: string, question: string, text: string }[] | string>} the notes, or why there are none
     */
    async read(file) {
      if (file.size > MOST) return REFUSED.big;
      let words = "";
      try { words = decoded(new Uint8Array(await file.arrayBuffer())); } catch { return REFUSED.unread; }
      const lines = words.split(/\r\n|\r|\n/);
      const [, course = "", edition = ""] = lines.map((line) => line.match(OWN)).find(Boolean) || [];
      if (!lines[0].startsWith("# ") || !course) return REFUSED.foreign;
      if (+edition > 1) return REFUSED.newer;
      if (course !== COURSE) return REFUSED.other;
      /** @type {{ id: string, question: string, lines: string[] }[]} */
      const notes = [];
      let reading = false;
      lines.forEach((line) => {
        const heading = line.match(/^## (.*) \{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$/);
        if (line.startsWith("#")) reading = !!heading;
        if (heading) notes.push({ question: heading[1], id: heading[2], lines: [] });
        else if (reading && line.startsWith(">")) notes[notes.length - 1].lines.push(line.replace(/^> ?/, ""));
      });
      const found = notes.map(({ id, question, lines: said }) => ({ id, question, text: said.join("\n") })).filter((one) => one.text);
      return found[0] ? found : REFUSED.empty;
    },

    /**
     * Put what a file has beside what is here: nothing is overwritten.
     * @param {{ id: string, question: string, text: string }[]} notes
     * @returns {string} what came of it
     */
    merge(notes) {
      const count = { fresh: 0, same: 0, both: 0, refused: 0 };
      notes.forEach(({ id, question, text: words }) => {
        const here = noteStore.find(id);
        const mine = here?.note?.text || "";
        const joined = mine ? noteStore.join(mine, words, text("Fra filen:")) : words;
        if (here?.fault) count.refused++;
        else if (joined === mine) count.same++;
        else if (!noteStore.write(id, joined, question)) count.refused++;
        else if (mine) count.both++;
        else count.fresh++;
      });
      return [
        count.fresh && ngettext("{number} note er hentet.", "{number} noter er hentet.", count.fresh),
        count.both && ngettext("{number} note var skrevet anderledes her. Nu står begge tekster der.", "{number} noter var skrevet anderledes her. Nu står begge tekster der.", count.both),
        count.same && ngettext("{number} note havde du i forvejen.", "{number} noter havde du i forvejen.", count.same),
        count.refused && ngettext("{number} note kunne ikke gemmes her og er kun i filen.", "{number} noter kunne ikke gemmes her og er kun i filen.", count.refused),
      ].filter(Boolean).join(" ");
    },
  };
})();
