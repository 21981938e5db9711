/* How far the reader has come: a quiet mark at pages that have been read, and on the front page the way back to
   the last one. Kept as long as notes are, under `besoeg/<shape>`; a later shape reads this one. */

/** @typedef {{ pages: string[], last: string[] }} Visits shape 1, as JSON: addresses within the course; the last one's address and title */

{
  const KEY = "besoeg/1";
  /** Nobody reads more words than this in a second. */
  const WORDS_A_SECOND = 20;
  const LEAST_SECONDS = 5, MOST_SECONDS = 60;
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

  /**
   * What several know; what cannot be read is nobody's work and counts for nothing.
   * @param {Entry[]} found
   * @returns {Visits}
   */
  const join = (found) => found.reduce((known, { raw }) => {
    try {
      const { pages, last } = JSON.parse(raw);
      // One that has not come anywhere does not take another's place from it.
      return { pages: [...new Set([...known.pages, ...pages])], last: last[1] ? last.map(String) : known.last };
    } catch { return known; }
  }, /** @type {Visits} */ ({ pages: [], last: [] }));
  const read = () => join(device.keys("besoeg/"));

  /** @param {Visits} visits */
  const save = (visits) => {
    const to = device.put(KEY, JSON.stringify(visits));
    if (to) device.keys("besoeg/").forEach((one) => { if (one.area !== to || one.key !== KEY) device.drop(one); });
  };

  /** @returns {HTMLAnchorElement[]} the links that may have a mark */
  const links = () => /** @type {HTMLAnchorElement[]} */ (findAll(".kind-module .part-list li a, .kort-titel a"));

  /** The link to where the reader got to: the button that the front page begins with, or one of its own. */
  const wayBack = () => /** @type {HTMLAnchorElement} */ (find(".begynd .knap, .naaet a"));
  /** @type {string[] | undefined} what it says to who has read nothing */
  let begins;

  const show = () => {
    findAll(".laest").forEach((mark) => mark.remove());
    const { pages, last: [address, title] } = read();
    links().forEach((link) => {
      const at = name(link.href);
      const part = at.endsWith("/");
      const count = pages.filter((page) => (part ? page !== at && page.startsWith(at) : page === at)).length;
      if (!count || link.matches("[aria-current]")) return;
      const meta = link.closest(".kort-side")?.querySelector(".kort-meta");
      (meta || link).append(" ", make("span", "laest", make("span", meta ? "" : "visually-hidden", part ? ngettext("{number} læst", "{number} læst", count) : text("læst"))));
    });
    const box = find(".naaet");
    if (!box) return;
    box.hidden = !title;
    const link = wayBack();
    begins ||= [link.textContent || "", link.href];
    const named = link.matches(".knap") ? text("Fortsæt: {title}", { title }) : title;
    [link.textContent, link.href] = title ? [named, courseRoot + address] : begins;
  };

  /** Mark the page as read when its end has been seen and there has been time to read it. */
  const watch = () => {
    const main = /** @type {HTMLElement} */ (find("main"));
    const words = (main.textContent || "").split(/\s+/).length;
    let left = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, words / WORDS_A_SECOND));
    let ended = false;
    const beat = setInterval(() => {
      if (document.hidden) return;
      left--;
      const end = find(".at-foot, .steps")?.getBoundingClientRect().top ?? main.getBoundingClientRect().bottom;
      if (end <= innerHeight) ended = true;
      if (left > 0 || !ended) return;
      clearInterval(beat);
      const { pages, last } = read();
      save({ pages: [...new Set([...pages, name(location.href)])], last });
      // Who shows the course in a frame may want to know: `outputs/lms`.
      document.dispatchEvent(new Event("vaertskab:laest"));
    }, 1000);
  };

  begin(() => {
    const here = name(location.href);
    const module = document.body.classList.contains("kind-module");
    // Of what another course may have written too, the pages are this one's that it leads to.
    const mine = [here, ...links().map((link) => name(link.href))];
    const old = join(device.old("besoeg/"));
    const copied = device.adopt(old.pages.filter((page) => mine.includes(page)));
    const { pages, last } = read();
    // What the way goes past is for looking up; nobody is on the way through it.
    // Who takes a route comes back to the step, whatever page it is.
    const step = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.matches(".rute-trin");
    const going = step || (module && document.body.classList.contains("on-the-way"));
    const title = find("main")?.dataset.titel || find('meta[property="og:title"]')?.getAttribute("content") || "";
    if (copied[0] || going) save({ pages: [...new Set([...pages, ...copied])], last: going ? [within(location.href) + (step ? location.hash : ""), title] : last });
    // In a frame it is read for somebody else's count too.
    if (module && (!pages.includes(here) || top !== window)) watch();

    const box = find(".naaet");
    if (box) {
      const status = /** @type {HTMLElement} */ (find(".note-status", box));
      const forget = makeForget(text("Glem det, når jeg lukker"), () => tell());
      const tell = () => {
        forget.hidden = !device.canForget();
        say(status, device.forgets() ? FORGETTING : !device.keepsLong() ? text("Det huskes, til du lukker vinduet.") : `${text("Det huskes på denne enhed.")} ${SHARED}`);
      };
      find(".tools", box)?.append(forget, makeButton(text("Glem, hvad jeg har læst"), () => {
        device.keys("besoeg/").forEach(device.drop);
        tellNews();
        find("main")?.focus();
      }));
      tell();
      onNews(tell);
      on("focusin", () => { status.ariaLive = "polite"; }, box);
    }
    show();
    onNews(show);
  });
}
