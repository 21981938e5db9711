/* »Kør mødet«: a plan as full-screen steps, each with its clock. Where it stands is kept with the page's place in
   the browser's history, so that it goes on after a reload and is gone with the window. */

/** @typedef {{ id: string, at: number, begun: number, skipped: number[], choice: string, have: number, clock: [number, number, number], clocks: Record<number, [number, number, number]>, open: boolean }} Under */

/** @param {HTMLElement} root the plan on its page */
const runMeeting = (root) => {
  const plan = readPlan(root);
  const steps = plan.steps;
  /** @type {Under | undefined} */
  const before = history.state?.moede?.id === plan.id ? history.state.moede : undefined;
  let { begun, choice, have } = before || { begun: 0, choice: "", have: minutesOf(steps, new Set()) };
  let skipped = new Set(before?.skipped);
  /** The step that the clock is set for; none at first. */
  let current = -1;
  /** Which slide is shown, and whether the clock ran when that was kept. */
  let [at, ran] = [before?.at || 0, false];
  /** The clocks of the steps that have been left. @type {Record<number, [number, number, number]>} */
  const clocks = { ...before?.clocks };
  /** @type {Asked[]} */
  const slides = [];
  /** The clock of the step that the meeting goes on with. */
  let resumes = before?.at ? before.clock : undefined;

  const panel = makePanel(plan.title);
  const keep = (open = true) => {
    const moede = { id: plan.id, at, begun, skipped: [...skipped], choice, have, clock: showBig.clock.state(), clocks, open };
    history.replaceState({ ...history.state, moede }, "");
  };
  choice ||= plan.choices?.querySelector("option")?.value || "";
  const made = () => slides.splice(0, Infinity, ...slidesOf(plan, choice, skipped));
  /** The steps that come after this one and are not left out. */
  const coming = () => steps.map((_, number) => number).filter((number) => number > current && !skipped.has(number));

  const told = () => {
    const { text: time, runs } = showBig.clock.reading();
    if (runs !== ran) {
      ran = runs;
      keep();
    }
    if (current < 0) return panel.tell("", true);
    const used = (Date.now() - begun) / 60000;
    const rest = coming().reduce((sum, number) => sum + steps[number].minutes, 0);
    const planned = minutesOf(steps, skipped) - rest;
    const late = Math.floor(used - planned);
    const [, left, stops] = showBig.clock.state();
    const ends = clockTime(Date.now() + Math.max(0, stops ? stops - Date.now() : left) + rest * 60000);
    panel.tell([
      runs ? text("Uret: {time}", { time }) : text("Uret: {time} (står)", { time }),
      ngettext("Brugt i alt: {used} af {number} minut", "Brugt i alt: {used} af {number} minutter", have, { used: Math.floor(used) }),
      text("Slutter ca. kl. {time}", { time: ends }), late > 0 ? text("I er {minutes} min. bagud", { minutes: late }) : "",
    ].filter(Boolean).join(" · "), late > 0);
  };

  /** What the host may set: the page, how much time there is, and what is left out. */
  const settings = () => {
    const rows = [];
    if (current < 0) {
      if (plan.choices) {
        const select = /** @type {HTMLSelectElement} */ (plan.choices.cloneNode(true));
        select.value = choice;
        on("change", () => {
          choice = select.value;
          changed();
        }, select);
        rows.push(make("label", "", text("Vælg på forhånd"), " ", select));
      }
      const minutes = Object.assign(make("input"), { type: "number", min: "5", max: "480", value: `${have}`, inputMode: "numeric" });
      on("change", () => {
        have = Number(minutes.value) || have;
        skipped = leaveOut(plan, have);
        changed();
      }, minutes);
      rows.push(make("label", "", text("Minutter, I har"), " ", minutes));
      const materials = [...new Set(steps.map((step) => step.materials))].filter((one) => one && one !== text("Ingen"));
      rows.push(make("p", "", text("Læg frem: {things}", { things: materials.join(" · ") })));
    }
    const may = steps.map((_, number) => number).filter((number) => number > current && steps[number].optional);
    may.forEach((number) => {
      const box = Object.assign(make("input"), { type: "checkbox", checked: skipped.has(number) });
      on("change", () => {
        if (box.checked) skipped.add(number);
        else skipped.delete(number);
        changed();
      }, box);
      rows.push(make("label", "", box, " ", text("Udelad »{title}« ({minutes} min.)", { title: steps[number].title, minutes: steps[number].minutes })));
    });
    const over = minutesOf(steps, skipped) - have;
    if (over > 0) rows.push(make("p", "", text("Planen er stadig {minutes} min. for lang. Tag dem fra det længste punkt.", { minutes: over })));
    panel.settings.replaceChildren(...rows);
  };
  /** What has been set changes what comes; what is shown stays. */
  const changed = () => {
    const focused = [...panel.settings.querySelectorAll("input, select")].indexOf(/** @type {Element} */ (panel.settings.ownerDocument.activeElement));
    const step = slides[at]?.step;
    made();
    at = Math.max(0, slides.findIndex((slide) => slide.step === step));
    showBig.again();
    /** @type {HTMLElement | undefined} */ (panel.settings.querySelectorAll("input, select")[focused])?.focus();
  };

  made();
  // While the clock stands, the end of the meeting moves on.
  const waits = setInterval(() => { if (!ran) told(); }, 5000);
  showBig(slides, Math.min(at, slides.length - 1), {
    beside: panel.home,
    place: (to) => {
      const step = slides[to].step;
      if (step === undefined) return text("Videre med »Næste« eller pil til højre");
      const [points, screens] = [[...new Set(slides.slice(1).map((slide) => slide.step))], slides.filter((slide) => slide.step === step)];
      const part = screens[1] ? " · " + text("skærm {number} af {all}", { number: screens.indexOf(slides[to]) + 1, all: screens.length }) : "";
      return text("Punkt {number} af {all}", { number: points.indexOf(step) + 1, all: points.length }) + part;
    },
    turned: (clock, _from, to) => {
      at = to;
      const step = slides[to].step ?? -1;
      if (step !== current) {
        if (current >= 0) clocks[current] = clock.state();
        current = step;
        if (step < 0) {
          begun = 0;
          Object.keys(clocks).forEach((number) => delete clocks[Number(number)]);
          clock.set(0, false);
        } else if (resumes) clock.restore(resumes);
        else if (clocks[step]) clock.restore(clocks[step]);
        else clock.set(steps[step].minutes, true);
        begun ||= step < 0 ? 0 : Date.now();
        resumes = undefined;
      }
      settings();
      const next = coming()[0];
      const screen = slides[to + 1]?.step === step && step >= 0 ? text("Der er en skærm mere til dette punkt.") : "";
      const follows = next === undefined ? text("Det er det sidste punkt.") : text("Næste: {title} ({minutes} min.)", { title: steps[next].title, minutes: steps[next].minutes });
      panel.show(steps[step], [screen, follows].filter(Boolean).join(" "));
      told();
      keep();
    },
    ticked: told,
    closed: () => {
      clearInterval(waits);
      keep(false);
      panel.close();
    },
  });
  if (!before?.open && document.fullscreenEnabled) showBig.fill();
};
