/* The weeks of a part as a calendar file (RFC 5545) from the week that the reader chooses. The page holds the
   frame of the file and of one appointment; vaertskab/components/calendar writes them. */
begin(() => {
  const form = /** @type {HTMLFormElement} */ (find(".kalender"));
  if (!form) return;
  form.hidden = false;
  const DAY = 864e5;
  const [week, day] = /** @type {HTMLSelectElement[]} */ (findAll("select", form));
  const time = /** @type {HTMLInputElement} */ (find("input", form));
  const [head, event, foot] = (/** @type {HTMLTemplateElement} */ (find("template", form)).content.textContent || "").split("\n\n");

  // Dates are counted in UTC, which has no summer time, and written as the time of day.
  const now = new Date();
  let monday = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - (now.getDay() + 6) % 7);
  for (let count = 0; count < 53; count++) {
    // ISO 8601: a week belongs to the year of its Thursday.
    const thursday = new Date(monday + 3 * DAY);
    const number = Math.floor((+thursday - Date.UTC(thursday.getUTCFullYear(), 0)) / DAY / 7) + 1;
    const from = new Date(monday).toLocaleDateString(LOCALE, { dateStyle: "medium", timeZone: "UTC" });
    week.add(new Option(text("uge {number}, fra {date}", { number, date: from }), `${monday}`));
    monday += 7 * DAY;
  }
  week.selectedIndex = 1;

  /** @param {number} moment in milliseconds */
  const at = (moment) => new Date(moment).toISOString().replace(/[-:]|\..*/g, "");
  /** @param {string} words */
  const escaped = (words) => words.replace(/[\\,;]/g, "\\$&").replace(/\n/g, "\\n");
  /**
   * A line of 75 bytes at most, and what is left of it on lines that begin with a space: as much as there is of
   * plain letters, or 18 of any; none takes more than four bytes.
   * @param {string} line
   */
  const folded = (line) => `${line.match(/[ -~]{1,74}|.{1,18}/gu)?.join("\r\n ")}\r\n`;

  const named = RegExp("^" + text("Uge {week}", { week: "(\\d+)" }));
  /** Which week a page's heading in the list begins with, or none. @param {string} title */
  const weekOf = (title) => +(named.exec(title)?.[1] || 0);

  on("submit", (submit) => {
    submit.preventDefault();
    const first = +week.value + +day.value * DAY + time.valueAsNumber;
    const asked = findAll(`.spoergsmaalsliste[data-del="${form.dataset.del}"]`).flatMap(readList).filter(({ title }) => weekOf(title));
    /** By week: where a page asks more than one question, the last. */
    const weeks = new Map(asked.map(({ title, link, nodes }) => {
      const number = weekOf(title);
      const start = first + (number - 1) * 7 * DAY;
      const address = link.replace(courseRoot, form.dataset.base || courseRoot);
      /** @type {Record<string, string>} */
      const filled = {
        del: form.dataset.del || "",
        navn: escaped(form.dataset.navn || ""),
        uid: `${at(+week.value).slice(0, 8)}-${number}`,
        nu: at(Date.now()),
        start: at(start),
        slut: at(start + 9e5),
        tema: escaped(title[0].toLowerCase() + title.slice(1)),
        tekst: escaped(`${nodes[1].textContent}\n${address}`),
        link: address,
      };
      return [number, event.replace(/{(\w+)}/g, (_, name) => filled[name])];
    }));
    const lines = [head, ...weeks.values(), foot].join("\n").split("\n");
    saveFile(`${form.dataset.fil}.ics`, "text/calendar", lines.map(folded).join(""));
    /** @type {HTMLElement} */ (find("[role=status]", form)).textContent = text("Åbn filen, så kommer aftalerne i din kalender.");
  }, form);
});
