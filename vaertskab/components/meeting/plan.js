/* A meeting's plan, read off its page: its steps, what the room sees of each, and what the host may say. */

/**
 * @typedef {{ title: string, minutes: number, optional: boolean, materials: string, say: Node[], help: Node[],
 *   screens: HTMLElement[] }} Step
 * @typedef {{ id: string, title: string, steps: Step[], choices: Element | null }} Plan
 */

/**
 * @param {HTMLElement} root
 * @returns {Plan}
 */
const readPlan = (root) => {
  const rows = findAll("tbody tr", root);
  const templates = /** @type {HTMLTemplateElement[]} */ (findAll("template", root));
  const steps = templates.map(({ dataset, content }, at) => {
    const cells = findAll("td, th", rows[at]);
    const help = find(`details[data-trin="${at}"]`, root);
    return {
      title: dataset.titel || "",
      minutes: Number(dataset.minutter),
      optional: "undvaer" in dataset,
      materials: cells[2]?.textContent || "",
      say: [...cells[3]?.childNodes || []],
      help: [...help?.children || []].slice(1),
      screens: findAll(".skaerm", content),
    };
  });
  return {
    id: root.id.replace("moede-", ""),
    title: find("caption", root)?.firstChild?.textContent || "",
    steps,
    choices: templates[0]?.content.querySelector("select"),
  };
};

/**
 * @param {Step[]} steps
 * @param {Set<number>} skipped
 */
const minutesOf = (steps, skipped) => steps.reduce((sum, step, at) => sum + (skipped.has(at) ? 0 : step.minutes), 0);

/**
 * Choose what is left out when there is less time than planned: of what may be, the least that is enough.
 * @param {Plan} plan
 * @param {number} minutes that there are
 */
const leaveOut = ({ steps }, minutes) => {
  const [skipped, may] = [new Set(), steps.map((_, at) => at).filter((at) => steps[at].optional)];
  while (minutesOf(steps, skipped) > minutes && skipped.size < may.length) {
    const over = minutesOf(steps, skipped) - minutes;
    const rest = may.filter((at) => !skipped.has(at)).sort((one, other) => steps[one].minutes - steps[other].minutes);
    skipped.add(rest.find((at) => steps[at].minutes >= over) ?? rest[rest.length - 1]);
  }
  return skipped;
};

/**
 * What the room sees, in order; first what it sees while people come in.
 * @param {Plan} plan
 * @param {string} choice the page that the host has chosen
 * @param {Set<number>} skipped
 * @returns {Asked[]}
 */
const slidesOf = ({ title, steps }, choice, skipped) => {
  const points = steps.filter((_, at) => !skipped.has(at)).length;
  const first = [make("h3", "stor-tekst", title), make("p", "", [
    ngettext("{number} minut", "{number} minutter", minutesOf(steps, skipped)), ngettext("{number} punkt", "{number} punkter", points),
  ].join(" · "))];
  const rest = steps.flatMap((step, at) => {
    if (skipped.has(at)) return [];
    const seen = step.screens.filter(({ dataset }) => !dataset.valg || dataset.valg === choice);
    const heading = make("h3", seen[0] ? "" : "stor-tekst", step.title);
    return (seen[0] ? seen : [null]).map((screen) => ({ title, look: "moede-trin", step: at, nodes: screen ? [heading, screen] : [heading] }));
  });
  return [{ title, look: "moede-trin", nodes: first }, ...rest];
};
