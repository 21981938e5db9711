/* How far the reader has come: a quiet mark at pages that have been open, and on the front page the way back
   to the last one. Kept as long as notes are, under `vaertskab-besoeg/<shape>`; a later shape reads this one. */

/** @typedef {{ pages: string[], last: string[] }} Visits shape 1, as JSON: addresses within the course; the last one's address and title */

{
  const KEY = "vaertskab-besoeg/1";
  /**
   * The address of a page within the course.
   * @param {string} href
   */
  const within = (href) => href.replace(/[?#].*/, "").replace(courseRoot, "");
  /**
   * The same, however the server writes it.
   * @param {string} href
   */
  const name = (href) => within(href).replace(/(index)?\.html$/, "");

  /** @returns {Visits} what both storages know; what cannot be read is nobody's work and counts for nothing */
  const read = () => device.keys(KEY).reduce((known, { raw }) => {
    try {
      const { pages, last } = JSON.parse(raw);
      return { pages: [...new Set([...known.pages, ...pages])], last: last.map(String) };
    } catch { return known; }
  }, /** @type {Visits} */ ({ pages: [], last: [] }));

  /** @param {Visits} visits */
  const save = (visits) => {
    const to = visits.pages[0] && device.put(KEY, JSON.stringify(visits));
    if (to) device.keys(KEY).forEach(({ area }) => { if (area !== to) delete area[KEY]; });
  };

  const show = () => {
    findAll(".laest").forEach((mark) => mark.remove());
    const { pages, last: [address, title] } = read();
    /** @type {HTMLAnchorElement[]} */ (findAll(".part-list li a:not([aria-current]), .kort-titel a")).forEach((link) => {
      const at = name(link.href);
      const part = at.endsWith("/");
      const count = pages.filter((page) => (part ? page !== at && page.startsWith(at) : page === at)).length;
      if (!count) return;
      const meta = link.closest(".kort-side")?.querySelector(".kort-meta");
      (meta || link).append(" ", make("span", "laest", make("span", meta ? "" : "visually-hidden", part ? `${count} læst` : "læst")));
    });
    const box = find(".naaet");
    if (!box) return;
    box.hidden = !title;
    const [said, keep] = findAll(".note-status, button", box);
    said.hidden = device.choice() === "computer";
    keep.hidden = !!device.choice() || !device.keepsLong();
    const link = /** @type {HTMLAnchorElement} */ (find("a", box));
    link.textContent = title;
    if (title) link.href = courseRoot + address;
  };

  begin(() => {
    const { pages, last } = read();
    const here = name(location.href);
    const kind = document.body.className;
    if (/module|part/.test(kind)) {
      const title = find('meta[property="og:title"]')?.getAttribute("content") || "";
      // What the way goes past is for looking up; nobody is on the way through it.
      const going = /module.*on-the-way/.test(kind);
      save({ pages: [...new Set([...pages, here])], last: going ? [within(location.href), title] : last });
    }
    const box = find(".naaet");
    if (box) wire(box, () => {
      device.choose("computer");
      find("a", box)?.focus();
    }, () => {
      device.forget(KEY);
      show();
      find("main")?.focus();
    });
    show();
    // The reader may have chosen another place for it.
    on("notes", () => save(read()));
    onNews(show);
  });
}
