/* A talk: what was said stays above the answer, and »Prøv et andet svar« leads to where it was said. The rest is
   links and a stylesheet. */
begin(() => findAll(".samtale").forEach((talk) => {
  const scenes = findAll(":scope > .samtale-trin", talk);
  /** @param {string} address */
  const sceneOf = (address) => scenes.find((scene) => `#${scene.id}` === decodeURIComponent(address));

  on("click", (event) => {
    const link = event.target.closest?.(".samtale-svar a");
    const scene = link && sceneOf(link.hash);
    if (!scene) return;
    const words = find(".samtale-svar-ord", link)?.textContent?.trim();
    find(".samtale-du", scene)?.remove();
    scene.prepend(make("p", "samtale-du", text("Du: {words}", { words })));
    const ways = find(".samtale-veje", scene);
    if (!ways) return;
    find(".samtale-om", ways)?.remove();
    const again = make("a", "samtale-om", text("Prøv et andet svar"));
    again.href = `#${link.closest(".samtale-trin").id}`;
    ways.prepend(again, " ");
  }, talk);

  // Browsers differ in whether an address brings the focus along.
  on("hashchange", () => sceneOf(location.hash)?.focus(), window);

  talk.append(makeFillScreen(talk));
}));
