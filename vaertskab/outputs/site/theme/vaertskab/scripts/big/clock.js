/* A calm clock for a group: a ring that empties and the time in numbers. No sound, nothing that flashes. */

/** Make a clock that is off. `wind` sets it to its whole time again; `stop` turns it off. */
const makeClock = () => {
  const box = make("div", "ur");
  box.innerHTML = '<p class="ur-skive"><svg viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="16"/><circle cx="18" cy="18" r="16" pathLength="100"/></svg><span role="timer" aria-label="Tid tilbage"></span></p><p role="status"></p><select aria-label="Ur"></select>';
  const [face, said] = /** @type {HTMLCollectionOf<HTMLElement>} */ (box.children);
  const [, hand, digits] = face.querySelectorAll("circle, span");
  const choice = /** @type {HTMLSelectElement} */ (box.lastChild);
  [0, 1, 2, 3, 5, 10, 20].forEach((one) => choice.add(new Option(one ? `${one} min.` : "Uden ur", `${one}`)));
  let beat = 0;
  /** In milliseconds; `ends` is 0 while the clock stands. */
  let [left, ends] = [0, 0];

  const whole = () => +choice.value * 60000;
  const show = () => {
    if (ends) left = Math.max(0, ends - Date.now());
    if (ends && !left) {
      halt();
      said.textContent = "Tiden er gået. Tal bare færdig.";
    }
    // As minutes and seconds of a day that has just begun.
    digits.textContent = new Date(left + 999).toISOString().slice(14, 19).replace(/^0/, "");
    hand.setAttribute("stroke-dasharray", `${left / whole() * 100 || 0} 100`);
    face.hidden = run.hidden = !whole();
    run.textContent = ends ? "Pause" : "Start uret";
  };
  const halt = () => {
    clearInterval(beat);
    ends = 0;
  };
  const wind = () => {
    halt();
    left = whole();
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
  on("change", wind, choice);
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
