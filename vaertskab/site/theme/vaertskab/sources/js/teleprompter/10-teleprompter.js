/* The teleprompter: the manuscript in a window of its own, rolling at the reader's own pace. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const key = "vaertskab-teleprompter";
  const source = /** @type {HTMLElement} */ (document.querySelector(".teleprompter"));
  const words = (source.textContent || "").split(/\s+/).filter(Boolean).length;
  const set = { pace: 130, size: 3, mirror: false };
  try { Object.assign(set, JSON.parse(localStorage.getItem(key) || "{}")); } catch { /* as from the start */ }

  const box = make("dialog", "prompter");
  box.setAttribute("aria-label", "Teleprompter");
  const scene = make("div", "prompter-scene");
  const text = make("div", "prompter-text");
  text.tabIndex = 0;
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", "Manuskript");
  text.append(...[...source.children].map((paragraph) => paragraph.cloneNode(true)));
  const count = make("p", "prompter-count");
  count.setAttribute("role", "status");
  const tools = make("div", "tools");
  const left = make("p", "prompter-left");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const sentences = [...text.querySelectorAll("span")];

  let at = 0, shown = 0, before = 0, timer = 0, running = false;
  const range = () => text.scrollHeight - text.clientHeight;
  /** Where the text stands. Who wants no motion gets it sentence by sentence. */
  const place = () => {
    let to = at;
    if (running && calm.matches) {
      const tops = sentences.map((one) => one.offsetTop - text.clientHeight * .3);
      to = Math.max(0, ...tops.filter((top) => top <= at + 1));
    }
    text.scrollTop = to;
    shown = text.scrollTop;
  };
  const tell = () => {
    const seconds = Math.ceil(words / set.pace * 60 * (1 - (range() ? at / range() : 0)));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} tilbage`;
  };
  /** @param {number} now */
  const roll = (now) => {
    if (!running) return;
    at = Math.min(range(), at + Math.min(now - before, 250) * range() / (words / set.pace * 60000));
    before = now;
    place();
    tell();
    if (at >= range()) stop();
    else requestAnimationFrame(roll);
  };
  /** @type {{ release: () => void } | undefined} */
  let awake;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    running = false;
    count.textContent = "";
    go.textContent = "Start";
    awake?.release();
    awake = undefined;
  };
  /** @param {number} number */
  const countDown = (number) => {
    count.textContent = number ? String(number) : "";
    if (number) {
      timer = setTimeout(countDown, 1000, number - 1);
      return;
    }
    timer = 0;
    running = true;
    before = performance.now();
    requestAnimationFrame(roll);
  };
  const toggle = () => {
    if (running || timer) return stop();
    if (at >= range() - 1) at = 0;
    place();
    go.textContent = "Pause";
    // The screen of a phone must not go dark meanwhile.
    navigator.wakeLock?.request("screen").then((lock) => { awake = lock; }, () => {});
    countDown(3);
  };
  const show = () => {
    const share = range() ? at / range() : 0;
    text.style.setProperty("--size", `${set.size}rem`);
    text.classList.toggle("prompter-mirrored", set.mirror);
    mirror.setAttribute("aria-pressed", String(set.mirror));
    pace.value = String(set.pace);
    at = share * range();
    place();
    tell();
    try { localStorage.setItem(key, JSON.stringify(set)); } catch { /* shown, but not remembered */ }
  };
  /** @param {number} more words a minute */
  const faster = (more) => {
    set.pace = Math.min(250, Math.max(60, set.pace + more));
    show();
  };
  /** @param {number} more */
  const larger = (more) => {
    set.size = Math.min(8, Math.max(1.5, set.size + more));
    show();
  };

  const go = makeButton("Start", toggle, "tool teleprompter-start");
  const mirror = makeButton("Spejlvend", () => { set.mirror = !set.mirror; show(); });
  const label = make("label", "", "Ord i minuttet");
  const pace = make("input");
  Object.assign(pace, { type: "number", min: "60", max: "250", step: "10" });
  pace.addEventListener("change", () => faster((Number(pace.value) || set.pace) - set.pace));
  label.append(pace);
  tools.append(
    go, makeButton("Forfra", () => { stop(); at = 0; place(); tell(); }), label,
    makeButton("Mindre tekst", () => larger(-.5)), makeButton("Større tekst", () => larger(.5)),
    mirror, makeButton("Luk", () => box.close()), left,
  );
  scene.append(text, count);
  box.append(scene, tools);
  const open = makeButton("Åbn teleprompteren", () => {
    box.showModal();
    show();
    go.focus();
  }, "tool teleprompter-start");
  source.before(open);
  document.body.append(box);

  text.addEventListener("click", toggle);
  count.addEventListener("click", toggle);
  // The reader may roll it by hand.
  text.addEventListener("scroll", () => {
    if (Math.abs(text.scrollTop - shown) < 2) return;
    shown = at = text.scrollTop;
    tell();
  });
  box.addEventListener("close", stop);
  addEventListener("resize", () => { if (box.open) show(); });
  box.addEventListener("keydown", (event) => {
    const where = /** @type {HTMLElement} */ (event.target);
    if (where === pace) return;
    if (event.key === " " && where.tagName !== "BUTTON") toggle();
    else if (event.key === "ArrowRight") faster(10);
    else if (event.key === "ArrowLeft") faster(-10);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const line = parseFloat(getComputedStyle(text).lineHeight);
      at = Math.min(range(), Math.max(0, at + (event.key === "ArrowUp" ? -line : line)));
      place();
      tell();
    } else return;
    event.preventDefault();
  });
});
