/* What the browser may keep of the reader: on this computer, or until the window closes. Never anywhere else. */

const device = (() => {
  const CHOICE = "vaertskab-noter-gemmes";
  /** @param {"localStorage" | "sessionStorage"} name */
  const open = (name) => {
    try { return window[name]; } catch { return undefined; }
  };
  const lasting = open("localStorage");
  const fleeting = open("sessionStorage");
  /** A browser may refuse either. */
  const areas = [lasting, fleeting].flatMap((area) => area || []);

  /** @param {string} start of the keys, which are told with where they lie */
  const keys = (start) => areas.flatMap((area) => Object.keys(area)
    .filter((key) => key.startsWith(start)).map((key) => ({ area, key, raw: area.getItem(key) || "" })));

  return {
    keys,
    /** "computer", "vindue", or "" when the reader has not been asked. */
    choice: () => keys(CHOICE)[0]?.raw || "",

    /** Where to write, the best first. */
    places: () => (device.choice() === "computer" ? areas : areas.filter((area) => area !== lasting)),

    /**
     * Keep notes and visits on the computer, or until the window closes. What is written so far follows.
     * @param {"computer" | "vindue"} where
     */
    choose(where) {
      const to = where === "computer" ? lasting : fleeting;
      try {
        to?.setItem(CHOICE, where);
        for (const { area, key, raw } of to && to === lasting ? keys("vaertskab-note/") : []) {
          if (area === to) continue;
          to?.setItem(key, raw);
          area.removeItem(key);
        }
      } catch { /* full: what did not follow stays where it was */ }
      document.dispatchEvent(new Event("notes-chosen"));
    },

    /** @param {string} start of the keys that are to go */
    forget: (start) => keys(start).forEach(({ area, key }) => area.removeItem(key)),
  };
})();
