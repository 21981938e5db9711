/* How far the reader has come: a quiet mark at pages that have been open, and on the front page the way back
   to the last one. Kept as long as notes are, under `vaertskab-besoeg/<shape>`; a later shape reads this one. */

/** @typedef {{ pages: string[], last: string[] }} Visits shape 1, as JSON: addresses within the course; the last one's address and title */

(() => {
  "use strict";
  const KEY = "vaertskab-besoeg/1";
  const root = new URL(document.documentElement.dataset.content_root || "", location.href).href;
  /**
   * The address of a page within the course, however the server writes it.
   * @param {string} href
   */
  const name = (href) => href.replace(/[?#].*/, "").replace(root, "").replace(/(index)?\.html$/, "");

  /** @returns {Visits} what both storages know; what cannot be read is nobody's work and counts for nothing */
  const read = () => device.keys(KEY).reduce((known, { raw }) => {
    try {
      const { pages, last } = JSON.parse(raw);
      return { pages: [...new Set([...known.pages, ...pages])], last: last.map(String) };
    } catch { return known; }
  }, /** @type {Visits} */ ({ pages: [], last: [] }));

  /** @param {Visits} visits */
  const save = (visits) => {
    if (!visits.pages.length) return;
    for (const area of device.places()) {
      try {
        area.setItem(KEY, JSON.stringify(visits));
        return device.keys(KEY).forEach((old) => { if (old.area !== area) old.area.removeItem(KEY); });
      } catch { /* full or refused: try the next */ }
    }
  };

  const box = make("div", "naaet");
  const forget = () => {
    device.forget("vaertskab-besoeg");
    show();
  };
  /** @param {string[]} last */
  const tell = ([address, title]) => {
    const link = make("a", "", title);
    link.href = root + address;
    const said = make("p", "", "Du nåede til ");
    said.append(link);
    box.replaceChildren(said);
    if (!device.choice()) {
      box.append(make("p", "note-status", "Noter og læste sider huskes, til du lukker vinduet."),
        makeButton("Husk dem på denne computer", () => {
          device.choose("computer");
          box.querySelector("a")?.focus();
        }));
    }
    box.append(makeButton("Glem, hvad jeg har læst", () => {
      forget();
      document.querySelector("main")?.focus();
    }));
    document.querySelector(".cover-text")?.append(box);
  };

  const show = () => {
    document.querySelectorAll(".laest").forEach((mark) => mark.remove());
    box.remove();
    const { pages, last } = read();
    document.querySelectorAll(".part-list li a:not([aria-current]), .kort-titel a").forEach((found) => {
      const link = /** @type {HTMLAnchorElement} */ (found);
      const at = name(link.href);
      const meta = link.closest(".kort-side")?.querySelector(".kort-meta");
      const read = pages.filter((page) => (at.endsWith("/") ? page !== at && page.startsWith(at) : page === at));
      if (!read.length) return;
      const mark = make("span", "laest");
      mark.append(make("span", meta ? "" : "visually-hidden", at.endsWith("/") ? `${read.length} læst` : "læst"));
      (meta || link).append(" ", mark);
    });
    if (last[1]) tell(last);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const { pages, last } = read();
    const here = name(location.href);
    const kind = document.body.className;
    if (/module|part/.test(kind)) {
      const title = document.querySelector('meta[property="og:title"]')?.getAttribute("content") || "";
      // The pages about the course are for looking up; nobody is on the way through them.
      const going = /module/.test(kind) && !here.startsWith("docs/");
      save({
        pages: [...new Set([...pages, here])],
        last: going ? [location.href.replace(/[?#].*/, "").replace(root, ""), title] : last,
      });
    }
    show();
    document.addEventListener("notes-chosen", () => {
      save(read());
      show();
    });
    document.addEventListener("notes-cleared", forget);
    addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  });
})();
