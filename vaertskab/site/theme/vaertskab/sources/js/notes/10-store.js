/* What the reader has written, on this device and nowhere else. One key for each note, so that two
   windows disturb each other in one note at most: `vaertskab-note/<shape>/<id>`. */

/**
 * @typedef {{ text: string, question: string, changed: number }} Note shape 1, as JSON
 * @typedef {{ id: string, raw: string, note: Note | null, newer: boolean, area: Storage, key: string }} Stored
 *   `note` is null where this script cannot read it
 */

const noteStore = (() => {
  const SHAPE = 1;
  const PREFIX = "vaertskab-note/";
  /**
   * From one shape to the next: index is the old one. Shape 0 was the text alone.
   * @type {((raw: string) => string)[]}
   */
  const NEXT = [(raw) => JSON.stringify({ text: raw, question: "", changed: 0 })];

  /** @param {string} raw */
  const parse = (raw) => {
    try {
      const found = JSON.parse(raw);
      return typeof found.text === "string" ? /** @type {Note} */ (found) : null;
    } catch { return null; }
  };

  /** @returns {Stored[]} every note, in no order */
  const all = () => device.keys(PREFIX).map((one) => {
    const [, shape, ...id] = one.key.split("/");
    return { ...one, id: id.join("/"), newer: +shape > SHAPE, note: +shape === SHAPE ? parse(one.raw) : null };
  });

  const store = {
    all,

    /** @param {string} id */
    find: (id) => all().filter((one) => one.id === id)
      .sort((a, b) => +b.newer - +a.newer || (b.note?.changed || 0) - (a.note?.changed || 0))[0],

    /**
     * Keep a note, or forget it when its text is empty.
     * @param {string} id
     * @param {string} text
     * @param {string} question
     * @returns {boolean} whether the browser kept it
     */
    write(id, text, question) {
      const key = `${PREFIX}${SHAPE}/${id}`;
      const before = store.find(id);
      if (!text) {
        before?.area.removeItem(key);
        return true;
      }
      for (const area of [before?.area, ...device.places()]) {
        try {
          area?.setItem(key, JSON.stringify({ text, question, changed: Date.now() }));
          if (area) return true;
        } catch { /* full or refused: try the next */ }
      }
      return false;
    },

    /** @param {string} id of a note that is to go, whatever its shape */
    remove: (id) => all().forEach((one) => { if (one.id === id) one.area.removeItem(one.key); }),
  };

  try {
    all().forEach(({ area, key, raw, id }) => {
      const shape = +key.split("/")[1];
      const to = `${PREFIX}${SHAPE}/${id}`;
      if (!(shape < SHAPE) || area.getItem(to) !== null) return;
      area.setItem(to, NEXT.slice(shape).reduce((old, step) => step(old), raw));
      area.removeItem(key);
    });
  } catch { /* full: the old ones stay, and are told of as they are */ }

  return store;
})();
