/* What the browser may keep of the reader: on this computer, or until the window closes. Never anywhere else. */

const device = (() => {
  const CHOICE = "vaertskab-noter-gemmes";
  /** The computer's, and the window's. A browser may refuse them. @type {Storage[]} */
  const areas = [];
  try { areas.push(localStorage, sessionStorage); } catch { /* nothing is kept */ }
  const [lasting, fleeting] = areas;

  const device = {
    /** @param {string} start of the keys, which are told with where they lie */
    keys: (start) => areas.flatMap((area) => Object.keys(area)
      .filter((key) => key.startsWith(start)).map((key) => ({ area, key, raw: area[key] }))),

    /** "computer", "vindue", or "" when the reader has not been asked. */
    choice: () => device.keys(CHOICE)[0]?.raw || "",

    /**
     * Keep a text as long as the reader has chosen.
     * @param {string} key
     * @param {string} text
     * @returns {Storage | undefined} where it lies now; nowhere when the browser is full or refuses
     */
    put: (key, text) => areas.slice(device.choice() === "computer" ? 0 : 1).find((area) => {
      try {
        area[key] = text;
        return true;
      } catch { return false; }
    }),

    /**
     * Keep notes and visits on the computer, or until the window closes. What is written so far follows.
     * @param {"computer" | "vindue"} where
     */
    choose(where) {
      const to = where === "computer" ? lasting : fleeting;
      try {
        to[CHOICE] = where;
        if (to === lasting) device.keys("vaertskab-note/").forEach(({ area, key, raw }) => {
          if (area === to) return;
          // Another window may have kept a note of this name there: beside it, then.
          to[to[key] ? `${key}/2` : key] = raw;
          delete area[key];
        });
      } catch { /* full: what did not follow stays where it was */ }
      tellNews();
    },

    /** @param {string} start of the keys that are to go */
    forget: (start) => device.keys(start).forEach(({ area, key }) => delete area[key]),
  };
  return device;
})();
