/* What the browser may keep of the reader: on this computer, or until the window closes. Never anywhere else. */

const device = (() => {
  const CHOICE = "vaertskab-noter-gemmes";
  /**
   * A web view has null where others have a storage, and a browser that refuses throws.
   * @param {"localStorage" | "sessionStorage"} name
   */
  const open = (name) => {
    try { return window[name] || undefined; } catch { return undefined; }
  };
  const lasting = open("localStorage"), fleeting = open("sessionStorage");
  const areas = /** @type {Storage[]} */ ([lasting, fleeting].filter(Boolean));
  /**
   * @param {Storage | undefined} area
   * @param {string} key
   * @param {string} text
   */
  const kept = (area, key, text) => {
    if (!area) return false;
    try {
      area.setItem(key, text);
      return true;
    } catch { return false; }
  };
  /**
   * Whether there is room, as it was when first asked: other windows are told of each trial.
   * @param {Storage | undefined} area
   */
  const hasRoom = (area) => {
    if (!area) return false;
    if (!room.has(area)) {
      room.set(area, kept(area, "vaertskab-plads", "x"));
      area.removeItem("vaertskab-plads");
    }
    return room.get(area);
  };
  /** @type {Map<Storage | undefined, boolean>} */
  const room = new Map();

  const device = {
    /** @param {string} start of the keys, which are told with where they lie */
    keys: (start) => areas.flatMap((area) => Object.keys(area)
      .filter((key) => key.startsWith(start)).map((key) => ({ area, key, raw: area[key] }))),

    /** Whether anything can be kept at all. */
    keeps: () => areas.some(hasRoom),
    /** Whether it can stay when the window closes. */
    keepsLong: () => hasRoom(lasting),

    /** "computer", "vindue", or "" when the reader has not been asked. */
    choice: () => device.keys(CHOICE)[0]?.raw || "",

    /** @param {Storage | undefined} area where a text lies: "computer" or "vindue" */
    place: (area) => (area === lasting ? "computer" : "vindue"),

    /**
     * Keep a text as long as the reader has chosen.
     * @param {string} key
     * @param {string} text
     * @returns {Storage | undefined} where it lies now; nowhere when the browser is full or refuses
     */
    put: (key, text) => [device.choice() === "computer" ? lasting : undefined, fleeting].find((area) => kept(area, key, text)),

    /**
     * Keep notes and visits on the computer, or until the window closes. What is written so far follows.
     * @param {"computer" | "vindue"} where
     */
    choose(where) {
      const to = where === "computer" && kept(lasting, CHOICE, where) ? lasting : fleeting;
      // No room on the computer: the choice goes with the window, as what is written does.
      if (to !== lasting) {
        if (where === "computer") room.set(lasting, false);
        kept(fleeting, CHOICE, "vindue");
      } else device.keys("vaertskab-note/").forEach(({ area, key, raw }) => {
        if (area === to) return;
        // Another window may have kept a note of this name there: beside it, then. What finds no room stays.
        if (kept(to, to?.getItem(key) ? `${key}/2` : key, raw)) area.removeItem(key);
      });
      tellNews();
    },

    /** @param {string} start of the keys that are to go */
    forget: (start) => device.keys(start).forEach(({ area, key }) => delete area[key]),
  };
  return device;
})();
