/* »Del«: a question goes on with its own address, by what the device shares with, or by the clipboard. */

/**
 * @param {string} question
 * @param {string} id
 * @param {(text: string) => void} told what there is to say
 */
const share = async (question, id, told) => {
  const url = `${courseRoot}spoergsmaal/${id}.html`;
  if (navigator.share) {
    try {
      return await navigator.share({ text: question, url });
    } catch (error) {
      // The reader thought better of it; anything else, and the clipboard takes over.
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
  }
  const done = await copyText(`${question}\n${url}`);
  told(done === COPIED ? text("Spørgsmål og link er kopieret.") : text("Spørgsmål og link kunne ikke kopieres."));
};

begin(() => findAll(".refleksion[data-q]").forEach((card) => {
  const button = find(".question-share", card);
  if (!button) return;
  const question = find(".refleksion-spoergsmaal", card)?.textContent || "";
  const said = make("p", "note-status question-said");
  said.ariaLive = "polite";
  button.parentElement?.after(said);
  button.ariaLabel = text("Del »{question}«", { question });
  on("click", () => share(question, card.dataset.q || "", (words) => say(said, words)), button);
}));
