/* The course in a learning management system: which pages have been read, and where the reader got to, go to the system
   by SCORM's runtime (1.2: ADL, "SCORM Run-Time Environment 1.2", 2001; 2004: IEEE 1484.11.2). Notes never do: nothing
   that the browser keeps is read here. The course stands in a frame, so that one session lasts from page to page. */
"use strict";
(() => {
  const { sider, mangler, udeladt } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  /** Pages to read, by address in the course without its ending. */
  const pages = (sider || "").split(" ").filter(Boolean);
  /** What the package has no room for, by address in the course. */
  const missing = (mangler || "").split(" ").filter(Boolean);
  const MOST_PARENTS = 10;
  /** What SCORM 1.2 has room for (characters). */
  const MOST_NOTED = 4096;

  /**
   * The system's object, in a window above this one or the one that opened it.
   * @param {string} name
   */
  const find = (name) => {
    for (const first of [window, window.opener]) {
      let place = first;
      for (let step = 0; place && step < MOST_PARENTS; step++) {
        try { if (place[name]) return place[name]; } catch { break; /* another site's window */ }
        if (place.parent === place) break;
        place = place.parent;
      }
    }
    return null;
  };
  const newer = find("API_1484_11"), older = newer ? null : find("API");
  const api = newer || older;

  const names = newer ? { status: "cmi.completion_status", place: "cmi.location", noted: "cmi.suspend_data", exit: "cmi.exit", time: "cmi.session_time", progress: "cmi.progress_measure" }
    : { status: "cmi.core.lesson_status", place: "cmi.core.lesson_location", noted: "cmi.suspend_data", exit: "cmi.core.exit", time: "cmi.core.session_time", progress: "" };
  /** @param {string} act @param {...string} given */
  const call = (act, ...given) => {
    try { return String(api?.[newer ? act : `LMS${act}`](...given) ?? ""); } catch { return ""; }
  };
  const get = (/** @type {string} */ name) => call("GetValue", name);
  const set = (/** @type {string} */ name, /** @type {string} */ value) => name && call("SetValue", name, value);

  /** Whether anybody is told. Without a system the course is read all the same. */
  const told = !!api && call("Initialize", "") === "true";
  const read = new Set(get(names.noted).split(" ").filter((page) => pages.includes(page)));
  let done = ["completed", "passed"].includes(get(names.status));
  let ended = !told;
  const begun = Date.now();

  const tell = () => {
    if (ended) return;
    set(names.noted, [...read].join(" ").slice(0, MOST_NOTED));
    set(names.progress, String(pages.length ? read.size / pages.length : 0));
    // What is completed stays so, also when the course has got more pages.
    done ||= pages.length > 0 && pages.every((page) => read.has(page));
    set(names.status, done ? "completed" : "incomplete");
    call("Commit", "");
  };
  const end = () => {
    if (ended) return;
    const seconds = Math.round((Date.now() - begun) / 1000);
    const [hours, minutes, rest] = [seconds / 3600, seconds / 60 % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0"));
    set(names.time, newer ? `PT${seconds}S` : `${hours.padStart(4, "0")}:${minutes}:${rest}`);
    set(names.exit, "suspend");
    tell();
    ended = true;
    call(newer ? "Terminate" : "Finish", "");
  };

  addEventListener("DOMContentLoaded", () => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
    const home = new URL(frame.src).href.replace(/index\.html$/, "");
    /** @param {string} href */
    const within = (href) => (href.startsWith(home) ? href.slice(home.length) : "");
    const place = get(names.place);
    // A system may hand over anything: only a page of the course is gone to.
    if (/^[\w/-]+\.html(#[\w-]*)?$/.test(place)) frame.src = home + place;
    frame.addEventListener("load", () => {
      // Null where a browser lets no window look into another, as it does for files.
      const shown = frame.contentDocument;
      if (!shown) return;
      const at = within(shown.URL);
      shown.querySelectorAll("a").forEach((link) => {
        if (missing.includes(within(link.href))) link.replaceWith(...link.childNodes, ` ${udeladt}`);
      });
      const page = at.replace(/[?#].*/, "").replace(/\.html$/, "");
      if (at && !at.startsWith("search")) set(names.place, at.replace(/\?[^#]*/, "").slice(0, 255));
      // The page itself says when it has been read: its end has been seen, and there was time to.
      shown.addEventListener("vaertskab:laest", () => {
        if (pages.includes(page)) read.add(page);
        tell();
      });
      tell();
    });
  });
  addEventListener("pagehide", end);
})();
