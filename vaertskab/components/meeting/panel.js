/* The host's own words beside a meeting: small under what the room sees, or in a window of their own. */

/** @param {number} time in milliseconds */
const clockTime = (time) => new Date(time).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });

/**
 * Make the panel. It moves between the big view and its own window, which its page opens and fills.
 * @param {string} name of the meeting
 */
const makePanel = (name) => {
  const panel = make("aside", "vaert");
  panel.ariaLabel = text("Til værten");
  const [time, words, settings, after] = [make("p", "vaert-tid"), make("div", "vaert-ord"), make("div", "vaert-valg"), make("p", "vaert-naeste")];
  const status = make("p", "vaert-besked");
  status.role = "status";
  /** @type {Window | null} */
  let own = null;
  const home = make("div", "vaert-hjem");

  const comeBack = () => {
    own = null;
    home.replaceChildren(panel);
    outside.hidden = false;
  };
  const outside = makeButton(text("Værtens vindue"), () => {
    own = window.open("", `vaert-${name}`, "popup,width=560,height=760");
    if (!own) {
      say(status, text("Browseren åbnede ikke vinduet. Tillad pop op-vinduer for siden, eller brug ordene her."));
      return;
    }
    const { document: sheet } = own;
    sheet.title = text("Til værten: {title}", { title: name });
    sheet.documentElement.lang = LANGUAGE;
    const dark = document.documentElement.dataset;
    Object.assign(sheet.documentElement.dataset, dark);
    sheet.documentElement.className = document.documentElement.className;
    sheet.head.replaceChildren(...findAll("link[rel=stylesheet]").map((link) => Object.assign(sheet.createElement("link"), { rel: "stylesheet", href: /** @type {HTMLLinkElement} */ (link).href })));
    sheet.body.className = "vaert-vindue";
    status.textContent = "";
    outside.hidden = true;
    sheet.body.replaceChildren(panel);
    findAll("details", panel).forEach((one) => { /** @type {HTMLDetailsElement} */ (one).open = true; });
    on("keydown", (event) => {
      if (event.key === "Escape") showBig.close();
      else showBig.keys(event);
    }, sheet);
    on("pagehide", comeBack, own);
  });
  const remote = make(
    "div", "tools vaert-knapper",
    makeButton(text("Forrige"), () => showBig.go(-1)), makeButton(text("Næste"), () => showBig.go(1), "tool foerst"),
    makeButton(text("Start eller stop uret"), () => showBig.clock.toggle()), makeButton(text("Sluk skærmen"), () => showBig.blank()),
  );
  panel.append(words, time, after, settings, remote, make("div", "tools", outside), status);
  home.append(panel);
  on("pagehide", () => own?.close(), window);
  return {
    home, settings,
    /**
     * @param {string} words
     * @param {boolean} late whether there is reason to leave something out
     */
    tell: (words, late) => {
      say(time, words);
      panel.classList.toggle("vaert-sent", late);
    },
    /**
     * Say what the host may say now, what may help, and what comes next.
     * @param {Step | undefined} step
     * @param {string} next
     */
    show: (step, next) => {
      words.replaceChildren();
      if (step) {
        words.append(make("p", "vaert-sig", ...step.say.map((node) => node.cloneNode(true))));
        const help = make("details", "", make("summary", "", text("Hjælp til punktet")), ...step.help.map((node) => node.cloneNode(true)));
        // There is room for it where only the host looks.
        help.open = !!own;
        if (step.help[0]) words.append(help);
      }
      after.textContent = next;
    },
    close: () => own?.close(),
  };
};
