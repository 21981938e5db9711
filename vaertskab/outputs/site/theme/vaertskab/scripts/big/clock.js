/* A calm clock for a room: large digits, an edge that fills, colour and words when the time has gone, and a soft
   tone for those who want one. Nothing flashes. */

/**
 * Make a clock that is off.
 * @param {HTMLElement} room what the edge runs around
 * @param {() => void} told is called when anything of the clock has changed
 */
const makeClock = (room, told = () => {}) => {
  const box = make("div", "ur");
  box.innerHTML = '<div class="ur-skive"><span role="timer"></span></div><p role="status"></p><div class="tools"><label><input type="number" min="0" max="480" step="1" inputmode="numeric" value="0"></label></div>';
  const [face, said, tools] = /** @type {HTMLCollectionOf<HTMLElement>} */ (box.children);
  const digits = /** @type {HTMLElement} */ (face.firstChild);
  const choice = /** @type {HTMLInputElement} */ (find("input", tools));
  digits.ariaLabel = text("Tid tilbage");
  choice.before(text("Minutter"), " ");
  const edge = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  edge.setAttribute("class", "ur-kant");
  edge.setAttribute("aria-hidden", "true");
  edge.innerHTML = '<rect width="100%" height="100%"/><rect width="100%" height="100%" pathLength="100"/>';
  const filled = /** @type {SVGElement} */ (edge.lastChild);
  room.append(edge);

  let beat = 0;
  /** In milliseconds; `ends` is when the time has gone, and 0 while the clock stands. Less than none is left later. */
  let [left, ends] = [0, 0];
  /** @type {AudioContext | undefined} */
  let sound;

  const whole = () => Math.min(480, Math.max(0, Math.round(+choice.value) || 0)) * 60000;
  const now = () => ends ? ends - Date.now() : left;
  /** Two soft notes, a second long. */
  const ring = () => [523, 659].forEach((pitch, at) => {
    if (!sound) return;
    const [voice, gain, from] = [sound.createOscillator(), sound.createGain(), sound.currentTime + at * .4];
    voice.frequency.value = pitch;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(.2, from + .05);
    gain.gain.exponentialRampToValueAtTime(.001, from + 1.2);
    voice.connect(gain).connect(sound.destination);
    voice.start(from);
    voice.stop(from + 1.3);
  });
  const show = () => {
    const [time, all] = [now(), whole()];
    const over = all && time <= 0;
    if (over && !said.textContent) {
      said.textContent = text("Tiden er gået. Tal bare færdig.");
      if (ends) ring();
    }
    const seconds = Math.abs(over ? Math.floor(-time / 1000) : Math.ceil(time / 1000));
    digits.textContent = `${over && seconds ? "+" : ""}${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
    filled.setAttribute("stroke-dasharray", `${all ? Math.min(100, 100 - time / all * 100) : 0} 100`);
    face.hidden = run.hidden = !all;
    edge.style.display = all ? "" : "none";
    room.parentElement?.classList.toggle("ur-ude", !!over);
    run.textContent = ends ? text("Pause") : text("Start uret");
    told();
  };
  const halt = () => {
    clearInterval(beat);
    left = now();
    ends = 0;
  };
  const wind = () => {
    halt();
    left = whole();
    said.textContent = "";
    show();
  };
  const start = () => {
    if (!whole()) return;
    ends = Date.now() + left;
    clearInterval(beat);
    beat = setInterval(show, 250);
  };
  const toggle = () => {
    if (ends) halt();
    else start();
    show();
  };
  const run = makeButton("", toggle);
  const tone = makeButton(text("Tone"), () => {
    sound = sound ? void sound.close() : new AudioContext();
    tone.ariaPressed = `${!!sound}`;
    ring();
  });
  tone.ariaPressed = "false";
  tone.title = text("En blød tone, når tiden er gået");
  tools.append(run, tone);
  on("change", wind, choice);
  wind();
  return {
    box,
    toggle,
    /** Wind it again when the time has gone, for what comes next. */
    next: () => { if (left <= 0 || (ends && now() <= 0)) wind(); },
    /**
     * Set it.
     * @param {number} minutes none turn it off
     * @param {boolean} runs whether it starts at once
     */
    set: (minutes, runs) => {
      choice.value = `${minutes}`;
      wind();
      if (runs) start();
      show();
    },
    /** What is shown: "4:30", "+0:10" after the time, or nothing; and whether it runs. */
    reading: () => ({ text: whole() ? digits.textContent || "" : "", runs: !!ends, over: !!whole() && now() <= 0 }),
    /** @returns {[number, number, number]} the state, to go on from later */
    state: () => [whole() / 60000, left, ends],
    /** @param {[number, number, number]} state */
    restore: ([minutes, rest, end]) => {
      choice.value = `${minutes}`;
      wind();
      [left, ends] = [rest, end];
      if (ends) beat = setInterval(show, 250);
      show();
    },
  };
};
