/* »Træk et kort«: a random question of the course; none comes twice before all have been drawn. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const list = document.querySelector(".kortbunke");
  if (!list) return;
  const every = readList(list);
  /** What has been drawn, in order. @type {Listed[]} */
  let drawn = [];
  /** What has not, of that which is chosen, in the order in which it will come. @type {Listed[]} */
  let rest = [];

  const tools = make("div", "tools traek");
  /**
   * @param {string} name
   * @param {string} first
   * @param {string[]} values
   */
  const choose = (name, first, values) => {
    const label = make("label", "", name);
    const select = make("select");
    select.append(new Option(first, ""), ...[...new Set(values)].map((one) => new Option(one)));
    select.addEventListener("change", () => shuffle());
    label.append(select);
    tools.append(label);
    return select;
  };
  const from = choose("Fra", "Hele kurset", every.flatMap((one) => [one.part, one.title]));
  const kind = choose("Slags", "Alle slags", every.map((one) => one.label));
  /** The place, among those drawn, of the card that is shown. */
  let now = 0;
  const source = make("a");
  const where = make("p", "refleksion-kilde", "Fra ");
  where.append(source);
  const card = make("div");
  card.setAttribute("aria-live", "polite");
  const status = make("p", "note-status");
  status.setAttribute("role", "status");

  const count = () => {
    status.textContent = rest.length ? `${rest.length} kort tilbage i bunken.` : "Der er ikke flere kort. Bland dem, eller vælg noget andet.";
    draw.ariaDisabled = `${!rest.length}`;
    again.hidden = !drawn.length;
  };
  const shuffle = () => {
    rest = every.filter((one) => !drawn.includes(one) && ["", one.part, one.title].includes(from.value)
      && ["", one.label].includes(kind.value));
    for (let last = rest.length; last > 1;) {
      const other = Math.floor(Math.random() * last--);
      [rest[last], rest[other]] = [rest[other], rest[last]];
    }
    count();
  };

  /** @param {number} at which card, counted in the order drawn */
  const show = (at) => {
    while (drawn.length <= at) drawn.push(...rest.splice(0, 1));
    count();
    now = at;
    const { title, link, look, nodes } = drawn[at];
    source.textContent = title;
    source.href = link;
    card.className = look;
    card.replaceChildren(...nodes, where, ...buttons);
    return drawn.length - 1;
  };
  /** @param {string} more */
  const copy = (more) => copyText(drawn[now].nodes[1].textContent + more)
    .then(() => "Kopieret.", () => "Kunne ikke kopiere.").then((said) => { status.textContent = said; });
  const buttons = [
    makeButton("Vis stort", () => showLarge((text) => { status.textContent = text; }, [...drawn, ...rest], now, show)),
    makeButton("Kopiér", () => copy("")),
    makeButton("Kopiér med adresse", () => copy(`\n${new URL(`${document.documentElement.dataset.content_root}spoergsmaal/${drawn[now].id}.html`, document.baseURI).href}`)),
  ];
  const draw = makeButton("Træk et kort", () => { if (rest.length) show(drawn.length); }, "tool foerst");
  const again = makeButton("Bland kortene", () => {
    drawn = [];
    shuffle();
    card.className = "";
    card.replaceChildren();
    draw.focus();
  });
  tools.append(draw, again);
  (list.closest("section section") || list).before(tools, status, card);
  shuffle();
});
