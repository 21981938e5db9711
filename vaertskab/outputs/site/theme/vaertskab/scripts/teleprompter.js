/* The teleprompter: the manuscript in a window that fills the screen, rolling at the reader's own pace. */
begin(() => {
  "use strict";
  /** @param {string} what */
  const part = (what) => /** @type {HTMLElement} */ (find(what));
  const source = part(".teleprompter"), sheet = part(".prompter-text"), left = part(".prompter-left");
  const count = part(".prompter-count"), go = part("[data-do=go]"), mirror = part("[data-do=mirror]");
  const box = /** @type {HTMLDialogElement} */ (part(".prompter"));
  const pace = /** @type {HTMLInputElement} */ (part(".prompter input"));
  const open = part(".teleprompter-start");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  sheet.append(...[...source.children].map((paragraph) => paragraph.cloneNode(true)));
  const sentences = [...sheet.querySelectorAll("span")];
  const words = (source.textContent || "").trim().split(/\s+/).length;

  const set = { pace: 130, size: innerWidth < 600 ? 2 : 3.5, mirror: false };
  try { Object.assign(set, JSON.parse(device.setting("teleprompter") || "{}")); } catch { /* as from the start */ }

  // How far it has rolled (px), where it was put, when, and what is going on.
  let at = 0, put = 0, before = 0, timer = 0, running = false;
  /** @type {WakeLockSentinel | undefined} */
  let awake;
  const range = () => sheet.scrollHeight - sheet.clientHeight || 1;

  /** @param {number} to */
  const move = (to) => {
    at = Math.max(0, Math.min(range(), to));
    // Who wants no motion gets it sentence by sentence.
    const tops = running && calm.matches ? sentences.map((one) => one.offsetTop - sentences[0].offsetTop) : [at];
    sheet.scrollTop = Math.max(0, ...tops.filter((top) => top <= at));
    put = sheet.scrollTop;
    const seconds = Math.ceil(words / set.pace * 60 * (1 - at / range()));
    left.textContent = text("{time} tilbage", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` });
  };
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    running = false;
    count.textContent = "";
    go.textContent = text("Start");
    box.classList.remove("prompter-on");
    awake?.release();
    awake = undefined;
  };
  /** @param {number} now */
  const roll = (now) => {
    if (!running) return;
    // A window that was out of sight does not jump when it comes back.
    const share = Math.min(now - before, 250) / (words / set.pace * 60000);
    before = now;
    move(at + share * range());
    if (at < range()) requestAnimationFrame(roll);
    else stop();
  };
  /** @param {number} number */
  const countDown = (number) => {
    count.textContent = number ? String(number) : "";
    timer = number && setTimeout(countDown, 1000, number - 1);
    if (number) return;
    running = true;
    before = performance.now();
    requestAnimationFrame(roll);
  };
  const show = () => {
    const share = at / range();
    sheet.style.setProperty("--size", `${set.size}rem`);
    sheet.classList.toggle("prompter-mirrored", set.mirror);
    mirror.ariaPressed = String(set.mirror);
    pace.value = String(set.pace);
    move(share * range());
    device.keepSetting("teleprompter", JSON.stringify(set));
  };
  /** @param {number} to words a minute */
  const hurry = (to) => {
    set.pace = Math.max(60, Math.min(250, to || set.pace));
    show();
  };
  /** @param {number} by rem */
  const grow = (by) => {
    set.size = Math.max(1.5, Math.min(8, set.size + by));
    show();
  };
  const line = () => parseFloat(getComputedStyle(sheet).lineHeight);

  /** @type {Record<string, () => void>} */
  const acts = {
    go: () => {
      if (running || timer) return stop();
      move(at < range() - 1 ? at : 0);
      go.textContent = text("Pause");
      box.classList.add("prompter-on");
      // A phone must not turn its screen off meanwhile.
      navigator.wakeLock?.request("screen").then((lock) => { awake = lock; }, () => {});
      countDown(3);
    },
    again: () => { stop(); move(0); },
    smaller: () => grow(-.5),
    larger: () => grow(.5),
    mirror: () => { set.mirror = !set.mirror; show(); },
    close: () => box.close(),
    ArrowLeft: () => hurry(set.pace - 10),
    ArrowRight: () => hurry(set.pace + 10),
    ArrowUp: () => move(at - line()),
    ArrowDown: () => move(at + line()),
  };
  on("click", ({ target }) => {
    acts[target.closest("label, .tools") ? target.dataset.do || "" : "go"]?.();
  }, box);
  on("keydown", (event) => {
    const act = acts[event.key === " " && event.target.tagName !== "BUTTON" ? "go" : event.key];
    if (!act || event.target === pace) return;
    event.preventDefault();
    act();
  }, box);
  on("change", () => hurry(Number(pace.value)), pace);
  // Rolled by hand.
  on("scroll", () => { if (Math.abs(sheet.scrollTop - put) > 1) move(sheet.scrollTop); }, sheet);
  on("close", stop, box);
  on("resize", show, window);
  on("click", () => {
    box.showModal();
    show();
  }, open);
  open.parentElement?.removeAttribute("hidden");
});
