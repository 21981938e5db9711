/* What the reader has written, on this device and nowhere else. One key for each note, so that two
   windows disturb each other in one note at most: `vaertskab-note/<shape>/<id>`, and behind it `/2` where
   two windows have written the same note. */

/**
 * @typedef {{ text: string, question: string }} Note shape 1, as JSON
 * @typedef {{ area: Storage, key: string, raw: string, id: string, note: Note | null, fault: string }} Stored
 *   `note` is null where this script cannot read it, and `fault` says so
 */

const noteStore = (() => {
  const PREFIX = "vaertskab-note/";
  const SHAPE = 1;
  /**
   * From one shape to the next: index is the old one. Shape 0 was the text alone.
   * @type {((raw: string) => string)[]}
   */
  const NEXT = [(raw) => JSON.stringify({ text: raw, question: "" })];

  /** @returns {Stored[]} every note, in no order */
  const all = () => device.keys(PREFIX).map((one) => {
    const [, shape, id] = one.key.split("/");
    /** @type {Note | null} */
    let note = null;
    try {
      const found = JSON.parse(NEXT.slice(+shape).reduce((raw, step) => step(raw), one.raw));
      if (+shape <= SHAPE && typeof found.text === "string") note = found;
    } catch { /* told below */ }
    const why = +shape > SHAPE ? "Genindlæs siden. Noten er fra en nyere udgave af kurset." : "Her ligger en note, som kurset ikke kan læse.";
    return { ...one, id, note, fault: note ? "" : `${why} Den er ikke rørt.` };
  });

  const store = {
    all,

    /**
     * What two windows have written, in one.
     * @param {string} mine
     * @param {string} theirs
     */
    join: (mine, theirs) => (mine.includes(theirs) ? mine : `${mine}\n\nSkrevet i et andet vindue:\n${theirs}`),

    /** @param {string} id */
    find(id) {
      const [first, second] = all().filter((one) => one.id === id)
        .sort((a, b) => b.fault.length - a.fault.length);
      if (first?.note && second?.note) first.note.text = store.join(first.note.text, second.note.text);
      return first;
    },

    /**
     * Keep a note, or forget it when its text is empty.
     * @param {string} id
     * @param {string} text
     * @param {string} question
     * @returns {boolean} whether the browser kept it
     */
    write(id, text, question) {
      const kept = `${PREFIX}${SHAPE}/${id}`;
      const to = text && device.put(kept, JSON.stringify({ text, question }));
      if (text && !to) return false;
      all().forEach(({ area, key, ...one }) => {
        if (one.id === id && (area !== to || key !== kept)) delete area[key];
      });
      tellNews();
      return true;
    },
  };
  return store;
})();
