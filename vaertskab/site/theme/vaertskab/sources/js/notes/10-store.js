/* What the reader has written, on this device and nowhere else. One key for each note, so that two
   windows disturb each other in one note at most: `vaertskab-note/<shape>/<id>`. */

/**
 * @typedef {{ text: string, question: string, changed: number }} Note shape 1, as JSON
 * @typedef {{ id: string, raw: string, note: Note | null, newer: boolean, area: Storage }} Stored
 *   `note` is null where this script cannot read it
 */

const noteStore = (() => {
  const SHAPE = 1;
  const PREFIX = "vaertskab-note/";
  const CHOICE = "vaertskab-noter-gemmes";
  /**
   * From one shape to the next: index is the old one. Shape 0 was the text alone.
   * @type {((raw: string) => string)[]}
   */
  const NEXT = [(raw) => JSON.stringify({ text: raw, question: "", changed: 0 })];

  /** The storage that lasts, and the one that ends with the window; a browser may refuse either. */
  const areas = ["localStorage", "sessionStorage"].flatMap((name) => {
    try { return [/** @type {Storage} */ (/** @type {any} */ (window)[name])]; } catch { return []; }
  }).filter(Boolean);
  const lasting = () => areas.find((area) => { try { return area === localStorage; } catch { return false; } });
  const fleeting = () => areas.find((area) => area !== lasting());

  /** @param {string} raw */
  const parse = (raw) => {
    try {
      const found = JSON.parse(raw);
      return typeof found.text === "string" ? /** @type {Note} */ (found) : null;
    } catch { return null; }
  };

  /** @returns {Stored[]} every note, in no order */
  const all = () => areas.flatMap((area) => Object.keys(area)
    .filter((key) => key.startsWith(PREFIX)).map((key) => {
      const [, shape, ...id] = key.split("/");
      const raw = area.getItem(key) || "";
      const newer = Number(shape) > SHAPE;
      return { id: id.join("/"), raw, newer, note: Number(shape) === SHAPE ? parse(raw) : null, area };
    }));

  const store = {
    all,

    /** @param {string} id */
    find: (id) => all().filter((one) => one.id === id)
      .sort((a, b) => Number(b.newer) - Number(a.newer) || (b.note?.changed || 0) - (a.note?.changed || 0))[0],

    /** "computer", "vindue", or "" when the reader has not been asked. */
    choice: () => areas.map((area) => area.getItem(CHOICE)).find(Boolean) || "",

    /**
     * Keep notes on the computer, or until the window closes. What is written so far follows.
     * @param {"computer" | "vindue"} where
     */
    choose(where) {
      const to = where === "computer" ? lasting() : fleeting();
      if (!to) return;
      try {
        to.setItem(CHOICE, where);
        for (const { id, raw, newer, area } of all()) {
          if (where === "vindue" || newer || area === to) continue;
          to.setItem(`${PREFIX}${SHAPE}/${id}`, raw);
          area.removeItem(`${PREFIX}${SHAPE}/${id}`);
        }
      } catch { /* full: what did not follow stays where it was */ }
    },

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
      const raw = JSON.stringify({ text, question, changed: Date.now() });
      const wanted = store.choice() === "computer" ? [lasting(), fleeting()] : [fleeting()];
      for (const area of [before?.area, ...wanted]) {
        try {
          if (!area) continue;
          area.setItem(key, raw);
          return true;
        } catch { /* full or refused: try the next */ }
      }
      return false;
    },

    /** @param {string} id of a note that is to go, whatever its shape */
    remove: (id) => areas.forEach((area) => Object.keys(area)
      .filter((key) => key.startsWith(PREFIX) && key.split("/").slice(2).join("/") === id)
      .forEach((key) => area.removeItem(key))),
  };

  try {
    areas.forEach((area) => Object.keys(area).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      const [, shape, ...id] = key.split("/");
      if (!(Number(shape) < SHAPE)) return;
      const to = `${PREFIX}${SHAPE}/${id.join("/")}`;
      if (area.getItem(to) === null) {
        area.setItem(to, NEXT.slice(Number(shape)).reduce((raw, step) => step(raw), area.getItem(key) || ""));
        area.removeItem(key);
      }
    }));
  } catch { /* full: the old ones stay, and are told of as they are */ }

  return store;
})();
