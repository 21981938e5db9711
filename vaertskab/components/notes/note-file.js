/* Notes as a file that a person reads and the course reads back: Markdown, a heading with the question and its id,
   and the note as a quotation under it. */

var noteFile = (() => {
  const COURSE = document.documentElement.dataset.kursus || "";
  const FIRST = "# Mine noter fra ";
  /** In bytes: far more than anyone writes by hand. */
  const MOST = 1e6;
  /** @type {Record<string, string>} */
  const REFUSED = {
    big: "Filen er for stor til at være dine noter. Der er ikke hentet noget.",
    foreign: "Filen er ikke noter, der er gemt her fra kurset. Der er ikke hentet noget.",
    other: "Noterne i filen hører til et andet kursus. Der er ikke hentet noget.",
    newer: "Filen er gemt af en nyere udgave af kurset. Genindlæs siden, og prøv igen. Der er ikke hentet noget.",
    empty: "Der er ingen noter i filen.",
    unread: "Filen kan ikke læses. Der er ikke hentet noget.",
  };
  /** @param {string} text */
  const quoted = (text) => text.split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");

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
      `${FIRST}${title}`,
      `Gemt ${new Date().toLocaleDateString("da", { dateStyle: "long" })}. Du kan læse filen her, eller hente noterne ind i kurset på en anden enhed:\n`
        + "Tryk på »Hent fra en fil« på siden »Mine noter«. Lad linjerne, der begynder med #, stå, som de er.",
      `(Kursus: ${COURSE}. Udgave 1.)`,
      // What the course cannot read, it is not to take for a note when it comes back.
      ...notes.map(({ id, question, text, fault }) => `## ${question.replace(/\s+/g, " ").trim()}${fault ? "" : ` {#${id}}`}\n\n${quoted(text)}`),
    ].join("\n\n") + "\n",

    /**
     * @param {File} file
     * @returns {Promise<{ id: string, question: string, text: string }[] | string>} the notes, or why there are none
     */
    async read(file) {
      if (file.size > MOST) return REFUSED.big;
      let text = "";
      try { text = decoded(new Uint8Array(await file.arrayBuffer())); } catch { return REFUSED.unread; }
      const lines = text.split(/\r\n|\r|\n/);
      const [, course = "", edition = ""] = lines.map((line) => line.match(/^\(Kursus: ([a-z0-9-]+)\. Udgave (\d+)\.\)\s*$/)).find(Boolean) || [];
      if (!lines[0].startsWith(FIRST) || !course) return REFUSED.foreign;
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
      notes.forEach(({ id, question, text }) => {
        const here = noteStore.find(id);
        const mine = here?.note?.text || "";
        const joined = mine ? noteStore.join(mine, text, "Fra filen:") : text;
        if (here?.fault) count.refused++;
        else if (joined === mine) count.same++;
        else if (!noteStore.write(id, joined, question)) count.refused++;
        else if (mine) count.both++;
        else count.fresh++;
      });
      /** @param {number} number */
      const of = (number) => (number === 1 ? "1 note" : `${number} noter`);
      return [
        count.fresh && `${of(count.fresh)} er hentet.`,
        count.both && `${of(count.both)} var skrevet anderledes her. Nu står begge tekster der.`,
        count.same && `${of(count.same)} havde du i forvejen.`,
        count.refused && `${of(count.refused)} kunne ikke gemmes her og er kun i filen.`,
      ].filter(Boolean).join(" ");
    },
  };
})();
