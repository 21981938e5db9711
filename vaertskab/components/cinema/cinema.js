/* The films one after another, for a meeting: after each, its question stands until someone goes on. */
// Nothing is seen before the screen stands over the list, so that nothing moves; the window is told last.
document.documentElement.classList.add("venter");
window.addEventListener("DOMContentLoaded", () => document.documentElement.classList.remove("venter"));

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const place = /** @type {HTMLElement} */ (document.querySelector(".biograf"));
  const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("a[data-film]"))];
  const fromDrive = location.protocol === "file:";
  let at = 0;

  const stage = make("div", "biograf-scene");
  const video = make("video");
  video.controls = video.playsInline = true;
  video.preload = "none";
  video.width = 1920;
  video.height = 1080;
  // The browser's own would leave the question behind.
  if (document.fullscreenEnabled) video.setAttribute("controlsList", "nofullscreen");
  const pause = make("div", "biograf-pause");
  pause.hidden = true;
  pause.tabIndex = -1;
  pause.setAttribute("role", "group");
  const question = make("p", "biograf-stort");
  question.id = "biograf-nu";
  pause.setAttribute("aria-labelledby", question.id);
  const told = make("p", "biograf-titel");
  told.setAttribute("role", "status");

  /** @param {number} number */
  const title = (number) => links[number].textContent || "";

  const captions = () => {
    const { vtt, cues, spoken } = links[at].dataset;
    const mode = video.textTracks.length ? video.textTracks[0].mode : spoken === undefined ? "hidden" : "showing";
    if (fromDrive && cues) {
      filmCaptions(video, cues);
    } else {
      video.querySelector("track")?.remove();
      if (!vtt) return;
      const track = make("track");
      Object.assign(track, { kind: "captions", srclang: LANGUAGE, label: captionsName(), src: vtt });
      video.append(track);
    }
    video.textTracks[0].mode = mode;
  };

  /**
   * Put a film on the screen.
   * @param {number} number
   * @param {boolean} playing
   */
  const show = (number, playing) => {
    at = number;
    const { film = "", poster = "" } = links[at].dataset;
    pause.hidden = true;
    video.hidden = false;
    video.poster = poster;
    video.src = film;
    video.setAttribute("aria-label", text("Filmen: {title}", { title: title(at) }));
    captions();
    told.textContent = text("Film {number} af {all}: {title}", { number: at + 1, all: links.length, title: title(at) });
    links.forEach((link, other) => {
      if (other === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    back.disabled = at === 0;
    on.disabled = at === links.length - 1;
    if (!playing) return;
    video.focus({ preventScroll: true });
    stage.scrollIntoView({ block: "nearest" });
    video.play().catch(() => { /* the browser waits for someone to press play */ });
  };

  const back = makeButton(text("Forrige film"), () => show(Math.max(at - 1, 0), true));
  const on = makeButton(text("Næste film"), () => show(Math.min(at + 1, links.length - 1), true));
  const next = makeButton("", () => show((at + 1) % links.length, true), "tool biograf-videre");
  const again = makeButton(text("Se filmen igen"), () => show(at, true));
  const big = makeButton(text("Fuld skærm"), () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else stage.requestFullscreen();
  });
  document.addEventListener("fullscreenchange", () => {
    big.textContent = document.fullscreenElement ? text("Luk fuld skærm") : text("Fuld skærm");
  });

  const answers = make("p", "tools");
  answers.append(next, again);
  pause.append(question, answers);
  video.addEventListener("ended", () => {
    const last = at === links.length - 1;
    question.textContent = links[at].closest("li")?.querySelector(".biograf-spoergsmaal")?.textContent
      || text("Hvad tænker I nu?");
    next.textContent = last ? text("Begynd forfra") : text("Se næste film: {title}", { title: title(at + 1) });
    told.textContent = last ? text("Det var den sidste film. Tal om spørgsmålet.") : text("Filmen er slut. Tal om spørgsmålet.");
    // Where a phone shows only the film itself on the full screen, the question would be behind it.
    if (document.fullscreenElement === video) document.exitFullscreen();
    video.hidden = true;
    pause.hidden = false;
    pause.focus();
  });

  // A presenter's remote sends these two.
  stage.addEventListener("keydown", (event) => {
    const step = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    if (links[at + step]) show(at + step, true);
  });
  links.forEach((link, number) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(number, true);
  }));

  const tools = /** @type {HTMLElement} */ (place.querySelector(".tools"));
  tools.prepend(back, on, ...(document.fullscreenEnabled ? [big] : []));
  const screen = make("div", "biograf-billede");
  screen.append(video, pause);
  stage.append(screen, told, tools);
  place.prepend(stage);
  show(0, false);
  wireFilmTools(video, place);
});
