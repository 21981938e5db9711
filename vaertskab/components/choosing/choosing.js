/* »Vælg på skærmen«: the items of a list or the rows of a table, one at a time; choose, and see why. What the course
   says can be disagreed with, and the choices are kept in the note that stands in the block. */
begin(() => findAll(".vaelg").forEach((place) => {
  const between = (place.dataset.mellem || "").split(",").filter(Boolean);
  /** @param {Element} one */
  const words = (one) => (one.textContent || "").trim();
  const [asked, told] = /** @type {HTMLOListElement[]} */ (findAll(".vaelg-spurgt, .vaelg-besvaret", place));
  const paired = !between[0];
  /** Each with what it belongs to, or why. @type {string[][]} */
  const items = paired ? findAll("tbody tr", place).map((row) => [...row.children].map(words))
    : [...asked.children].map((item, no) => [`${asked.start + no}. ${words(item)}`, words(told.children[no])]);
  const choices = paired ? [...new Set(items.map(([, other]) => other))].sort((a, b) => a.localeCompare(b, LANGUAGE)) : between;
  /** What has been chosen, by item. @type {string[]} */
  const chosen = [];
  /** Where it is kept: beside the note that stands in the block. */
  const key = /** @type {`valg/${string}`} */ (`valg/${find(".skrivelinjer", place)?.id}`);
  /** Take what was chosen before, here or in another window; what is no choice any more is passed over. */
  const recall = () => {
    /** @type {Record<string, string>} */
    let kept = {};
    try { kept = Object(JSON.parse(device.keys("valg/").find((one) => one.key === key)?.raw || "{}")); } catch { /* nobody's work */ }
    items.forEach(([item], no) => { chosen[no] = choices.find((one) => one === kept[item]) || ""; });
  };
  const remember = () => device.put(key, JSON.stringify(Object.fromEntries(items.flatMap(([item], no) => (chosen[no] ? [[item, chosen[no]]] : [])))));
  let at = 0;

  const count = make("p", "vaelg-tal");
  const said = make("p", "vaelg-udsagn");
  // Heard by its name, once, as the focus comes.
  const stage = make("div", "vaelg-scene", count, said);
  stage.role = "group";
  stage.tabIndex = -1;
  const why = make("p", "vaelg-hvorfor");
  why.role = "status";
  const buttons = choices.map((choice) => makeButton(choice, () => {
    chosen[at] = choice;
    remember();
    show();
    // On a phone it may be below many choices.
    why.scrollIntoView({ block: "nearest" });
  }));

  /** Whether the course says the same. */
  const agrees = () => (paired ? items[at][1] === chosen[at] : items[at][1].startsWith(`${chosen[at]}.`));
  /** What the course says of a choice. */
  const verdict = () => {
    const reason = items[at][1];
    if (paired) return agrees() ? text("Det siger facit også.") : text("Facit siger: {reason}.", { reason });
    return agrees() ? text("Det siger vi også.") + reason.slice(chosen[at].length + 1) : text("Vi siger: {reason}", { reason });
  };
  const show = () => {
    const mine = chosen[at];
    say(count, text("{number} af {all}", { number: at + 1, all: items.length }));
    say(said, items[at][0]);
    stage.ariaLabel = `${count.textContent}: ${said.textContent}`;
    buttons.forEach((button, no) => {
      button.ariaPressed = `${choices[no] === mine}`;
      // Whose pair has been found is off the table, as it would be with cards.
      button.hidden = paired && items.some(([, other], one) => one !== at && !!chosen[one] && other === choices[no]);
    });
    say(why, mine ? [text("Du valgte: {choice}.", { choice: mine }), verdict()].join(" ") : "");
    setDead(back, !at);
    setDead(next, at > items.length - 2);
    setDead(differ, !mine || agrees());
    setDead(keep, !chosen.some(Boolean));
    setDead(again, !chosen.some(Boolean));
  };
  /** @param {number} step */
  const go = (step) => {
    if (!items[at + step]) return;
    at += step;
    show();
    stage.focus();
  };
  /**
   * Write in the note what does not stand there already, a line each, and go on from the end of the last.
   * @param {number[]} which
   * @param {string} ending
   */
  const note = async (which, ending = "") => {
    const field = /** @type {HTMLTextAreaElement | null} */ (find(".note textarea", place));
    const mine = which.filter((no) => chosen[no]).map((no) => `${items[no][0]} – ${chosen[no]}`);
    if (!mine[0] || !field || field.disabled) return;
    // The note is no part of what fills the screen.
    if (document.fullscreenElement) await document.exitFullscreen();
    const lines = field.value ? field.value.split("\n") : [];
    let last = 0;
    mine.forEach((line) => {
      const found = lines.findIndex((one) => one.startsWith(line));
      last = found < 0 ? lines.push(line) - 1 : found;
      if (lines[last] === line) lines[last] += ending;
    });
    field.value = lines.join("\n");
    field.dispatchEvent(new Event("input"));
    field.focus();
    const end = lines.slice(0, last + 1).join("\n").length;
    field.setSelectionRange(end, end);
  };
  const back = makeButton(text("Forrige"), () => go(-1));
  const next = makeButton(text("Næste"), () => go(1), "tool foerst");
  const differ = makeButton(text("Jeg er uenig"), () => { if (!agrees()) note([at], ". " + text("Jeg er uenig, for") + " "); });
  const keep = makeButton(text("Gem mine valg i noten"), () => note([...items.keys()]));
  const again = makeButton(text("Begynd forfra"), () => {
    device.keys("valg/").filter((one) => one.key === key).forEach(device.drop);
    recall();
    at = 0;
    show();
    stage.focus();
  });
  const box = make("div", "vaelg-her", stage, make("div", "tools vaelg-svar", ...buttons), why,
    make("div", "tools", back, next, differ, keep, again, makeFillScreen(place)));
  const open = makeButton(text("Vælg på skærmen"), () => {
    box.hidden = !box.hidden;
    open.ariaExpanded = `${!box.hidden}`;
    if (!box.hidden) stage.focus();
  }, "tool foerst");
  box.hidden = true;
  open.ariaExpanded = "false";
  place.prepend(open, box);
  recall();
  show();
  onNews(() => {
    // Where nothing is kept, what was chosen is known here alone.
    if (!device.keeps()) return;
    recall();
    show();
  });
}));
