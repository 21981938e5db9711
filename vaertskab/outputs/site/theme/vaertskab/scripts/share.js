/* A second button: the question with its own address. */
begin(() => findAll(".refleksion[data-q]").forEach((card) => {
  const LABEL = "Kopiér med adresse";
  const question = find(".refleksion-spoergsmaal", card)?.textContent || "";
  const word = make("span", "", LABEL);
  word.ariaLive = "polite";
  const button = makeButton("", async () => {
    word.textContent = await copyText(withAddress(question, card.dataset.q || ""));
    setTimeout(() => { word.textContent = LABEL; }, 2000);
  });
  button.ariaLabel = `${LABEL} »${question}«`;
  button.append(word);
  find(".sd-card-body", card)?.append(button);
}));
