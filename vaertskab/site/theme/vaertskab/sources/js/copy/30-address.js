/* A second button: the question with its own address, which stays when the question moves. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  document.querySelectorAll("[data-q]").forEach((card) => {
    const question = card.querySelector(".refleksion-spoergsmaal")?.textContent || "";
    const path = `${document.documentElement.dataset.content_root}spoergsmaal/${card.getAttribute("data-q")}.html`;
    const word = make("span", "", "Kopiér med adresse");
    word.setAttribute("aria-live", "polite");
    const button = makeButton("", () => copyText(`${question}\n${new URL(path, document.baseURI).href}`)
      .then(() => "Kopieret", () => "Kunne ikke kopiere").then((said) => {
        word.textContent = said;
        setTimeout(() => { word.textContent = "Kopiér med adresse"; }, 2000);
      }));
    button.setAttribute("aria-label", `Kopiér med adresse »${question}«`);
    button.append(word);
    card.querySelector(".sd-card-body")?.append(button);
  });
});
