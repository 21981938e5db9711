/* What the reader has written, on this device and nowhere else. One key for each note, so that two
   windows disturb each other in one note at most: `note/<shape>/<id>`, and behind it `/2` where two windows
   have written the same note. */

/**
 * @typedef {{ text: string, question: string }} Note shape 1, as JSON
 * @typedef {Entry & { id: string, note: Note | null, fault: string }} Stored
 *   `note` is null where this script cannot read it, and `fault` says so
 */

const noteStore = (() => {
  const SHAPE = 1;
  /**
   * From one shape to the next: index is the old one. Shape 0 was the text alone.
   * @type {((raw: string) => string)[]}
   */
  const NEXT = [(raw) => JSON.stringify({ text: raw, question: "" })];

  /**
   * @param {Entry} one
   * @returns {Stored}
   */
  const read = (one) => {
    const [, shape, id] = one.key.split("/");
    /** @type {Note | null} */
    let note = null;
    try {
      const found = JSON.parse(NEXT.slice(+shape).reduce((raw, step) => step(raw), one.raw));
      if (+shape <= SHAPE && typeof found.text === "string") note = found;
    } catch { /* told below */ }
    const why = +shape > SHAPE ? text("Genindlæs siden. Noten er fra en nyere udgave af kurset.") : text("Her ligger en note, som kurset ikke kan læse.");
    return { ...one, id, note, fault: note ? "" : `${why} ${text("Den er ikke rørt.")}` };
  };
  const every = () => device.keys("note/").map(read);

  const store = {
    /** @returns {Stored[]} every note, in no order */
    all: () => [...new Set(every().map(({ id }) => id))].map((id) => /** @type {Stored} */ (store.find(id))),

    /** How many answers there are; what was added to one later belongs to it. */
    count: () => new Set(every().map(({ id }) => store.firstOf(id))).size,
    /** @param {string} id of a note, or of what was added to it */
    firstOf: (id) => id.replace(/^igen-/, ""),

    /** @returns {Stored[]} what was written before courses had keys of their own and is not among the notes; whose it is, nobody knows */
    older: () => device.old("note/").map(read)
      .filter(({ id, raw, note }) => !(store.find(id)?.note?.text ?? store.find(id)?.raw ?? "").includes(note?.text ?? raw)),

    /**
     * Copy what the reader wrote under this course's questions before it had keys of its own.
     * @param {string[]} ids
     */
    adopt(ids) {
      const old = device.old("note/").map(read);
      const fresh = device.adopt(ids.filter((id) => old.some((one) => one.id === id)));
      old.forEach((one) => { if (fresh.includes(one.id)) device.copy(one); });
    },

    /**
     * What two have written, in one.
     * @param {string} mine
     * @param {string} theirs
     * @param {string} from
     */
    join: (mine, theirs, from = text("Skrevet i et andet vindue:")) => (mine.includes(theirs) ? mine : `${mine}\n\n${from}\n${theirs}`),

    /** @param {string} id */
    find(id) {
      const [first, second] = every().filter((one) => one.id === id)
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
      /** @type {Kept} */
      const kept = `note/${SHAPE}/${id}`;
      const to = text && device.put(kept, JSON.stringify({ text, question }));
      if (text && !to) return false;
      every().forEach((one) => { if (one.id === id && (one.area !== to || one.key !== kept)) device.drop(one); });
      tellNews();
      return true;
    },
  };
  return store;
})();
