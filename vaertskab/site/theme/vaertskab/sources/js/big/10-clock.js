/* A calm clock for a group: a ring that empties and the time in numbers. No sound, nothing that flashes. */

/** Make a clock that is off. `wind` sets it to its whole time again; `stop` turns it off. */
const makeClock = () => {
  const box = make("div", "ur");
  const minutes = [1, 2, 3, 5, 10, 20].map((one) => `<option value="${one}">${one} min.</option>`);
  box.innerHTML = `<p class="ur-skive"><svg viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="16"/><circle cx="18" cy="18" r="16" pathLength="100"/></svg><span role="timer" aria-label="Tid tilbage"></span></p><p role="status"></p><select aria-label="Ur"><option value="0">Uden ur</option>${minutes.join("")}</select>`;
  const [face, said] = /** @type {HTMLCollectionOf<HTMLElement>} */ (box.children);
  const [, hand, digits] = face.querySelectorAll("circle, span");
  const choice = /** @type {HTMLSelectElement} */ (box.lastChild);
  let beat = 0;
  /** In milliseconds; `ends` is 0 while the clock stands. */
  let [left, ends] = [0, 0];

  const show = () => {
    const whole = +choice.value * 60000;
    if (ends) left = Math.max(0, ends - Date.now());
    if (ends && !left) {
      halt();
      said.textContent = "Tiden er gået. Tal bare færdig.";
    }
    const seconds = Math.ceil(left / 1000);
    digits.textContent = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
    hand.setAttribute("stroke-dasharray", `${left / whole * 100 || 0} 100`);
    face.hidden = run.hidden = !whole;
    run.textContent = ends ? "Pause" : "Start uret";
  };
  const halt = () => {
    clearInterval(beat);
    ends = 0;
  };
  const wind = () => {
    halt();
    left = +choice.value * 60000;
    said.textContent = "";
    show();
  };
  const run = makeButton("", () => {
    if (ends) halt();
    else {
      if (!left) wind();
      ends = Date.now() + left;
      beat = setInterval(show, 250);
    }
    show();
  });
  box.append(run);
  choice.addEventListener("change", wind);
  wind();
  return {
    box,
    next: () => { if (!left) wind(); },
    stop: () => {
      choice.value = "0";
      wind();
    },
  };
};
