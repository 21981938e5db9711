/* What a word of the glossary means, where it stands: on hover, on focus, and on the first tap. It stays while it
   is pointed at, and Esc closes it (WCAG 1.4.13). Without it the word is a link to the glossary. */
begin(() => {
  const links = findAll("a[data-betyder]");
  if (!links[0]) return;
  const tip = make("span", "betyder");
  Object.assign(tip, { id: "betyder", role: "tooltip", hidden: true });
  find("main")?.append(tip);
  /** @type {HTMLElement | null} */
  let shown = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 300);
  };
  /** @param {HTMLElement} link */
  const show = (link) => {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    shown = link;
    tip.replaceChildren(link.dataset.betyder || "");
    if (matchMedia("(hover: none)").matches) tip.append(" ", make("i", "", text("Tryk igen for at åbne ordlisten.")));
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    // Under the word, and inside the window.
    const word = link.getClientRects()[0];
    tip.style.left = tip.style.top = "0";
    const zero = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(word.left, document.documentElement.clientWidth - zero.width - 8));
    const under = link.getBoundingClientRect().bottom + 4;
    const top = under + zero.height > innerHeight && word.top > zero.height ? word.top - zero.height - 4 : under;
    tip.style.left = `${left - zero.left}px`;
    tip.style.top = `${top - zero.top}px`;
  };

  links.forEach((link) => {
    let wasShown = false;
    on("pointerenter", (event) => { if (event.pointerType !== "touch") show(link); }, link);
    on("pointerleave", (event) => { if (event.pointerType !== "touch" && document.activeElement !== link) hideSoon(); }, link);
    on("focus", () => show(link), link);
    on("blur", hide, link);
    on("pointerdown", () => { wasShown = shown === link; }, link);
    on("click", (event) => {
      if (event.pointerType !== "touch" || wasShown) return;
      event.preventDefault();
      show(link);
    }, link);
  });
  on("pointerenter", () => clearTimeout(timer), tip);
  on("pointerleave", hideSoon, tip);
  on("keydown", (event) => { if (event.key === "Escape") hide(); });
  on("pointerdown", (event) => { if (shown && !shown.contains(event.target) && event.target !== tip) hide(); });
});
