/* »Træk et kort«: a random question of the course; none comes twice before all have been drawn. */
begin(() => {
  const list = find(".kortbunke");
  if (!list) return;
  const every = readList(list);
  /** What has been drawn, in order. @type {Listed[]} */
  let drawn = [];
  /** What has not, of that which is chosen, in the order in which it will come. @type {Listed[]} */
  let rest = [];
  /** The place, among those drawn, of the card that is shown. */
  let now = 0;

  const box = /** @type {HTMLElement} */ (find(".traek-her"));
  const [from, kind] = /** @type {HTMLSelectElement[]} */ (findAll(".traek-her select"));
  const [draw, again] = findAll(".traek-her button");
  const [tools, status, card] = findAll(".traek-her > *");
  // What is told of a card is its words; the buttons stand beside them.
  const words = make("div");
  words.ariaLive = "polite";
  const acts = make("div");
  card.append(words, acts);
  const source = make("a");
  const where = make("p", "refleksion-kilde", text("Fra"), " ", source);
  /** @param {string} words */
  const tell = (words) => {
    status.ariaLive = "polite";
    status.textContent = words;
  };

  const count = () => {
    const left = rest.length;
    // A card that was drawn is told by its words; how many are left is there to look up.
    status.ariaLive = left && drawn[0] ? "off" : "polite";
    status.textContent = left ? ngettext("{number} kort tilbage i bunken.", "{number} kort tilbage i bunken.", left) : text("Der er ikke flere kort. Bland dem, eller vælg noget andet.");
    setDead(draw, !left);
    again.hidden = !drawn[0];
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
    const { title, link, look, nodes } = drawn[now = at];
    source.textContent = title;
    source.href = link;
    card.className = look;
    // Each is drawn with its front up.
    nodes.forEach((one) => one.removeAttribute("open"));
    words.replaceChildren(...nodes);
    acts.replaceChildren(where, ...buttons);
    return drawn.length - 1;
  };
  const question = () => drawn[now].nodes[1].textContent || "";
  const buttons = [
    makeButton(text("Vis stort"), () => showLarge(tell, [...drawn, ...rest], now, { seen: show })),
    makeButton(text("Kopiér"), async () => tell(await copyText(question()))),
    makeButton(text("Del"), () => share(question(), drawn[now].id, tell)),
  ];
  wire(tools, () => { if (rest[0]) show(drawn.length); }, () => {
    drawn = [];
    shuffle();
    card.className = "";
    words.replaceChildren();
    acts.replaceChildren();
    draw.focus();
  });
  [...new Set(every.flatMap((one) => [one.part, one.title]))].forEach((one) => from.add(new Option(one)));
  [...new Set(every.map((one) => one.label))].forEach((one) => kind.add(new Option(one)));
  on("change", shuffle, tools);
  (list.closest("section section") || list).before(box);
  box.hidden = false;
  shuffle();
});
