/* The page »Mine noter«: all notes with their questions, in the order of the course. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const place = /** @type {HTMLElement} */ (document.querySelector(".mine-noter"));
  const known = [...place.querySelectorAll("a")].map((link) => ({
    id: link.hash.replace(/^#(spoergsmaal-)?/, ""),
    question: link.textContent || "",
    link: link.href,
  }));

  /** Every note with what it answers; those whose question is gone, or that cannot be read, come last. */
  const gather = () => {
    const rank = new Map(known.map(({ id }, at) => [id, at]));
    return noteStore.all().map((one) => {
      const at = rank.get(one.id) ?? known.length;
      const gone = at === known.length ? "Spørgsmålet findes ikke længere i kurset." : "";
      return {
        at, id: one.id, link: known[at]?.link || "", text: one.note ? one.note.text : one.raw,
        question: known[at]?.question || one.note?.question || "En note",
        remark: one.note ? gone : one.newer
          ? "Noten er skrevet i en nyere udgave af kurset. Den er ikke rørt."
          : "Noten kan ikke læses, som den skal. Her er det, der ligger.",
      };
    }).sort((a, b) => a.at - b.at);
  };

  const status = make("p", "note-status");
  status.setAttribute("role", "status");
  const tools = make("p", "tools");
  const list = make("div", "noter");

  const download = () => {
    const text = gather().map(({ question, text, remark }) => [question, remark, text].filter(Boolean).join("\n"));
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text.join("\n\n\n") + "\n"], { type: "text/plain;charset=utf-8" }));
    link.download = "mine-noter.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  tools.append(makeButton("Hent som tekstfil", download), makeButton("Print", () => print()));

  const show = () => {
    const notes = gather();
    tools.hidden = !notes.length;
    status.textContent = !notes.length ? "Du har ingen noter på denne enhed."
      : `${notes.length === 1 ? "Du har én note" : `Du har ${notes.length} noter`}. ${device.choice() === "computer"
        ? "De bliver på denne computer, til du sletter dem." : "De forsvinder, når du lukker vinduet, hvis du ikke har valgt andet."}`;
    list.replaceChildren(...notes.map(({ id, question, link, text, remark }) => {
      const box = make("section");
      const heading = make("h2", "", link ? "" : question);
      if (link) {
        const to = make("a", "", question);
        to.href = link;
        heading.append(to);
      }
      box.append(heading, ...(remark ? [make("p", "note-status", remark)] : []), make("p", "note-text", text));
      const drop = makeButton("Slet noten", () => {
        noteStore.remove(id);
        show();
        status.focus();
      });
      drop.append(make("span", "visually-hidden", ` til »${question}«`));
      box.append(drop);
      return box;
    }));
  };

  status.tabIndex = -1;
  place.replaceChildren(status, tools, list);
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  document.addEventListener("notes-cleared", show);
});
