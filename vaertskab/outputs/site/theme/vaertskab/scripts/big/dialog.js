/* »Vis stort«: one question at a time, for a screen in a meeting room. */

/** @typedef {{ title: string, look: string, nodes: Element[] }} Asked a question: where it stands, its classes, its words */

/**
 * Show questions large.
 * @type {(questions: Asked[], at: number, seen?: (at: number) => number) => void}
 *   `seen` is told each question that is shown, and answers how far the key End leads
 */
const showBig = (() => {
  /** @type {Asked[]} */
  let all = [];
  let [at, far] = [0, 0];
  /** @type {((at: number) => number) | undefined} */
  let seen;
  const dialog = make("dialog", "stort");
  dialog.setAttribute("aria-labelledby", "stort-titel");
  // A dialog cannot fill the screen by itself; what it holds can.
  dialog.innerHTML = '<div><div class="stort-top"><h2 id="stort-titel"></h2></div><div class="stort-scene" tabindex="-1" autofocus aria-atomic="true"></div><div class="stort-bund"></div></div>';
  const [head, stage, foot] = findAll("div > div", dialog);
  const room = /** @type {HTMLElement} */ (head.parentElement);

  /** @param {number} to */
  const go = (to) => {
    const asked = all[to];
    if (!asked) return;
    const moved = to !== at;
    if (moved) clock.next();
    // The first is heard as the focus comes to it; only what takes its place is told.
    stage.ariaLive = moved ? "polite" : "off";
    at = to;
    far = seen ? seen(at) : all.length - 1;
    room.className = asked.look;
    /** @type {Element} */ (head.firstChild).textContent = asked.title;
    stage.replaceChildren(...asked.nodes.map((node) => /slags|hjaelp/.test(node.className) ? node.cloneNode(true) : make("h3", node.className, node.textContent || "")), make("p", "", `${at + 1} af ${all.length}`));
    setDead(back, !at);
    setDead(next, at > all.length - 2);
    if (moved) stage.scrollIntoView();
    else dialog.scrollTo(0, 0);
  };

  const clock = makeClock();
  const back = makeButton("Forrige", () => go(at - 1));
  const next = makeButton("Næste", () => go(at + 1), "tool foerst");
  foot.append(back, next, clock.box);
  const full = makeButton("Fuld skærm", () => document.fullscreenElement ? document.exitFullscreen() : room.requestFullscreen());
  full.hidden = !document.fullscreenEnabled;
  head.append(full, makeButton("Luk", () => dialog.close()));

  on("click", (event) => {
    if (!`${getSelection()}`) go(event.clientX < innerWidth / 3 ? at - 1 : at + 1);
  }, stage);
  on("keydown", (event) => {
    if (!dialog.open || event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
    /** @type {Record<string, number>} */
    const keys = { ArrowRight: at + 1, PageDown: at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: far };
    if (!(event.key in keys)) return;
    event.preventDefault();
    go(keys[event.key]);
  });
  on("close", () => {
    clock.stop();
    // With it goes the full screen.
    dialog.remove();
  }, dialog);

  return (questions, first, told) => {
    [all, at, seen] = [questions, first, told];
    document.body.append(dialog);
    // First, so that the focus comes back to what the page may move while its question changes.
    dialog.showModal();
    go(first);
  };
})();
