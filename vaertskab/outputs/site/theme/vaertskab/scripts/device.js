/* What the browser may keep of the reader: on this device, or until the course is closed. Never anywhere else.
   Each course has keys of its own, `vaertskab/<course>/<name>`, as several may lie at one address. */

/**
 * The names of all that is kept; the page about privacy lists the same.
 * @typedef {`note/${string}` | `besoeg/${string}` | `valg/${string}` | Setting | "glem" | "hentet"} Kept
 * @typedef {"farver" | "teleprompter" | "genvej"} Setting
 * @typedef {{ area: Storage, key: Kept, raw: string }} Entry a text, and where it lies
 */

const device = (() => {
  const HOME = `vaertskab/${document.documentElement.dataset.kursus}/`;
  /** Before courses had keys of their own. What lies there may be another course's: it is read, and left alone. */
  const OLD = "vaertskab-";
  /** Where windows that forget tell each other, through the storage that they share; it is gone at once. */
  const WORD = `${HOME}nyt`;
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
   * Whether there is room, as it was when first asked.
   * @param {Storage | undefined} area
   */
  const hasRoom = (area) => {
    if (!area) return false;
    if (!room.has(area)) {
      room.set(area, kept(area, WORD, ""));
      area.removeItem(WORD);
    }
    return room.get(area);
  };
  /** @type {Map<Storage | undefined, boolean>} */
  const room = new Map();
  /**
   * @param {string} home
   * @param {string} start
   */
  const within = (home, start) => areas.flatMap((area) => Object.keys(area).filter((key) => key.startsWith(home + start))
    .map((key) => /** @type {Entry} */ ({ area, key: key.slice(home.length), raw: area[key] })));

  /** @param {(string | null)[]} said a key and its text, null when it is gone; or a word alone */
  const tell = (...said) => {
    kept(lasting, WORD, JSON.stringify(said));
    lasting?.removeItem(WORD);
  };
  /**
   * Lay a text beside what another window may have kept under its name.
   * @param {Storage | undefined} area
   * @param {Kept} key
   * @param {string} raw
   */
  const lay = (area, key, raw) => {
    const free = area?.getItem(HOME + key) ? `${key}/2` : key;
    if (!kept(area, HOME + free, raw)) return false;
    if (area === fleeting && device.forgets()) tell(free, raw);
    return true;
  };
  /** @returns {Entry[]} what goes when the reader says so */
  const own = () => ["note/", "besoeg/", "valg/"].flatMap((start) => within(HOME, start));

  const device = {
    /** @param {"note/" | "besoeg/" | "valg/"} start of the keys, which are told with where they lie */
    keys: (start) => within(HOME, start),
    /**
     * The same, as it was kept before courses had keys of their own.
     * @param {"note/" | "besoeg/"} start
     */
    old: (start) => within(OLD, start),

    /** Whether anything can be kept at all. */
    keeps: () => areas.some(hasRoom),
    /** Whether it can stay when the window closes. */
    keepsLong: () => hasRoom(lasting),
    /** Whether the reader can choose. */
    canForget: () => hasRoom(lasting) && hasRoom(fleeting),

    /** Whether all goes when the course is closed; until it had keys of its own, a window said it in another way. */
    forgets: () => !!(fleeting && (fleeting[`${HOME}glem`] ?? fleeting[`${OLD}noter-gemmes`] === "vindue")),

    /** @param {Storage} area where a text lies */
    isFleeting: (area) => area === fleeting,

    /**
     * Keep a text as long as the reader has chosen.
     * @param {Kept} key
     * @param {string} text
     * @returns {Storage | undefined} where it lies now; nowhere when the browser is full or refuses
     */
    put(key, text) {
      const to = [device.forgets() ? undefined : lasting, fleeting].find((area) => kept(area, HOME + key, text));
      if (device.forgets()) tell(key, text);
      return to;
    },
    /** @param {Pick<Entry, "area" | "key">} one that is to go */
    drop({ area, key }) {
      area.removeItem(HOME + key);
      if (device.forgets()) tell(key, null);
    },

    /**
     * A setting of the reader's; what the old keys say counts until there is a new one.
     * @param {Setting} name
     * @returns {string}
     */
    setting: (name) => lasting?.getItem(HOME + name) ?? lasting?.getItem(OLD + name) ?? "",
    /**
     * @param {Setting} name
     * @param {string} text
     */
    keepSetting: (name, text) => kept(lasting, HOME + name, text),

    /**
     * Let notes and visits go when the course is closed, or let them stay. What there is so far follows.
     * @param {boolean} goes
     */
    forget(goes) {
      kept(fleeting, `${HOME}glem`, goes ? "1" : "");
      const to = goes ? fleeting : lasting;
      if (goes) tell("glem");
      // What finds no room stays where it is.
      own().forEach(({ area, key, raw }) => { if (area !== to && lay(to, key, raw)) area.removeItem(HOME + key); });
      if (!goes) tell("gem");
      tellNews();
    },

    /**
     * Remember what has been copied from before courses had keys of their own, so that it is copied once.
     * @param {string[]} names
     * @returns {string[]} those that had not been
     */
    adopt(names) {
      /** @type {string[]} */
      let known = [];
      try { known = JSON.parse(lasting?.getItem(`${HOME}hentet`) || "[]"); } catch { /* nobody's work */ }
      const fresh = names.filter((one) => !known.includes(one));
      if (fresh[0]) kept(lasting, `${HOME}hentet`, JSON.stringify([...known, ...fresh]));
      return fresh;
    },
    /** @param {Entry} one that is copied to where it stays as long as it did, or as long as there is room */
    copy: ({ area, key, raw }) => [device.forgets() ? fleeting : area, fleeting].some((to) => lay(to, key, raw)),
    /** Delete what lies under the old keys, as the reader says. */
    dropOld: () => within(OLD, "note/").forEach(({ area, key }) => area.removeItem(OLD + key)),
  };

  on("storage", (/** @type {StorageEvent} */ { key, newValue }) => {
    if (key !== WORD || !newValue) return;
    const [what, text] = JSON.parse(newValue);
    if (what === "hvem") {
      if (!device.forgets()) return;
      tell("glem");
      own().forEach((one) => tell(one.key, one.raw));
    } else if (what === "glem") kept(fleeting, `${HOME}glem`, "1");
    else if (what === "gem") {
      kept(fleeting, `${HOME}glem`, "");
      own().forEach(({ area, key, raw }) => { if (area === fleeting && lasting?.getItem(HOME + key) === raw) area.removeItem(HOME + key); });
    } else if (!device.forgets()) return;
    else if (text === null) fleeting?.removeItem(HOME + what);
    else kept(fleeting, HOME + what, text);
    tellNews();
  }, window);
  // A window that is opened beside one that forgets is to know what that one knows.
  if (!device.forgets()) tell("hvem");
  return device;
})();
