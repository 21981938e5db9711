/* »Vis stort«: one thing at a time – a question, official wording, a drawing, a step of a meeting – for a screen
   in a meeting room. */

/**
 * What is shown at once: its heading, its classes and its words. Those of a meeting belong to a step.
 * @typedef {{ title: string, look: string, nodes: Element[], step?: number }} Asked
 */
/**
 * Who shows something else than questions in a row.
 * @typedef {object} Show
 * @property {(at: number) => number} [seen] is told each that is shown, and answers how far the key End leads
 * @property {(at: number) => string} [place] says where one is, in the place of »2 af 4«
 * @property {(clock: ReturnType<typeof makeClock>, from: number, at: number) => void} [turned] sets the clock
 * @property {(at: number) => void} [closed]
 * @property {() => void} [ticked] is called when the clock changes
 * @property {HTMLElement} [beside] what stands under the stage
 */

/**
 * Show things large, beginning at one of them. The list may change while it is shown: `showBig.again()`.
 * @type {{ (things: Asked[], at: number, how?: Show): void, again: () => void, go: (by: number) => void,
 *   keys: (event: KeyboardEvent) => void, blank: () => void, close: () => void, fill: () => void,
 *   clock: ReturnType<typeof makeClock> }}
 */
const showBig = (() => {
  /** How much smaller than it is meant what is shown may be set. */
  const LEAST = .65;
  /** @type {Asked[]} */
  let all = [];
  let [at, far] = [0, 0];
  /** @type {Show} */
  let how = {};
  const dialog = make("dialog", "stort");
  dialog.setAttribute("aria-labelledby", "stort-titel");
  // A dialog cannot fill the screen by itself; what it holds can.
  dialog.innerHTML = '<div><div class="stort-top"><h2 id="stort-titel"></h2></div><div class="stort-scene" tabindex="-1" autofocus aria-atomic="true"></div><div class="stort-bund"></div></div>';
  const [head, stage, foot] = findAll("div > div", dialog);
  const room = /** @type {HTMLElement} */ (head.parentElement);

  /** @param {Element} node */
  const shown = (node) => node.matches(".refleksion-spoergsmaal, .skrivelinjer-etiket")
    ? make("h3", node.className, node.textContent || "") : /** @type {Element} */ (node.cloneNode(true));
  /**
   * Set what is shown smaller where it would have to be scrolled; what is too long even so keeps its size.
   * Its letters are already as small as can be read across a room, so not by much.
   */
  const fit = () => {
    let size = 1;
    const set = () => stage.style.setProperty("zoom", size === 1 ? "" : `${size}`);
    for (set(); size > LEAST && Math.max(dialog.scrollHeight - dialog.clientHeight, room.scrollHeight - room.clientHeight) > 1; set()) size = Math.round(size * 100 - 5) / 100;
    if (size > LEAST) return;
    size = 1;
    set();
  };
  on("resize", () => { if (dialog.open) fit(); }, window);
  /** @param {number} to */
  const go = (to, again = false) => {
    const asked = all[to];
    if (!asked) return;
    light();
    const moved = to !== at || again;
    const from = at;
    // The first is heard as the focus comes to it; only what takes its place is told.
    stage.ariaLive = moved ? "polite" : "off";
    at = to;
    far = how.seen ? how.seen(at) : all.length - 1;
    room.className = asked.look;
    /** @type {Element} */ (head.firstChild).textContent = asked.title;
    stage.replaceChildren(...asked.nodes.map(shown), make("p", "stort-her", how.place ? how.place(at) : text("{number} af {all}", { number: at + 1, all: all.length })));
    if (how.turned) how.turned(clock, from, at);
    else if (moved) clock.next();
    setDead(back, !at);
    setDead(next, at > all.length - 2);
    fit();
    if (moved) stage.scrollIntoView();
    else dialog.scrollTo(0, 0);
  };

  const clock = makeClock(room, () => how.ticked?.());
  const back = makeButton(text("Forrige"), () => go(at - 1));
  const next = makeButton(text("Næste"), () => go(at + 1), "tool foerst");
  const dark = makeButton(text("Sluk skærmen"), () => blank());
  const cover = makeButton(text("Skærmen er slukket. Tryk for at tænde den."), () => light(), "stort-slukket");
  cover.hidden = true;
  const light = () => {
    if (cover.hidden) return;
    cover.hidden = true;
    stage.focus();
  };
  const blank = () => {
    if (!cover.hidden) return light();
    cover.hidden = false;
    cover.focus();
  };
  foot.append(back, next, dark, clock.box);
  const fill = () => document.fullscreenElement ? document.exitFullscreen() : room.requestFullscreen().catch(() => {});
  const full = makeButton(text("Fuld skærm"), fill);
  full.hidden = !document.fullscreenEnabled;
  head.append(full, makeButton(text("Luk"), () => dialog.close()));
  room.append(cover);

  on("click", (event) => {
    if (!`${getSelection()}` && !(/** @type {Element} */ (event.target).closest("details"))) go(event.clientX < innerWidth / 3 ? at - 1 : at + 1);
  }, stage);
  let [startX, startY] = [0, 0];
  on("touchstart", (event) => { [startX, startY] = [event.touches[0].clientX, event.touches[0].clientY]; }, stage);
  on("touchend", (event) => {
    const [x, y] = [event.changedTouches[0].clientX - startX, event.changedTouches[0].clientY - startY];
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(x > 0 ? at - 1 : at + 1);
  }, stage);
  /** @param {any} event */
  const keys = (event) => {
    const target = event.target;
    if (!dialog.open || event.altKey || event.ctrlKey || event.metaKey || target.matches?.("select, input:not([type=checkbox])")) return;
    // Space is the clock's, but for who has gone to a button by the keyboard.
    if (event.key === " " && target.matches?.("button:focus-visible, summary, input, a")) return;
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowRight: () => go(at + 1), PageDown: () => go(at + 1), ArrowLeft: () => go(at - 1), PageUp: () => go(at - 1),
      Home: () => go(0), End: () => go(far), " ": clock.toggle, b: blank, B: blank, ".": blank, f: fill, F: fill,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  on("keydown", keys);
  // A button that was pressed by a pointer is not pressed again by Space.
  on("keyup", (event) => {
    if (dialog.open && event.key === " " && event.target.matches?.("button:not(:focus-visible)")) event.preventDefault();
  });
  on("close", () => {
    how.closed?.(at);
    how = {};
    clock.set(0, false);
    // With it goes the full screen.
    dialog.remove();
  }, dialog);

  return Object.assign((/** @type {Asked[]} */ things, /** @type {number} */ first, /** @type {Show} */ told = {}) => {
    [all, at, how] = [things, first, told];
    find(".vaert", room)?.remove();
    if (how.beside) foot.before(how.beside);
    document.body.append(dialog);
    // First, so that the focus comes back to what the page may move while its question changes.
    dialog.showModal();
    go(first);
  }, {
    again: () => go(Math.min(at, all.length - 1), true),
    go: (/** @type {number} */ by) => go(at + by),
    keys, blank, clock, fill,
    close: () => dialog.close(),
  });
})();
