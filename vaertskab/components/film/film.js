/* The film on its page: captions, speed, chapters that jump, and a word when it cannot be shown. */

/**
 * Where nobody speaks, a tap on the picture goes on to the next sentence while the film plays.
 * @param {HTMLVideoElement} video
 */
const stepByTap = (video) => on("click", (event) => {
  // The browser's own: its bar at the foot, and for a finger its button in the middle (px).
  const { offsetX: x, offsetY: y } = event, { clientWidth: width, clientHeight: height } = video;
  const touched = event.pointerType === "touch";
  const own = y > height - 80 || (touched && Math.hypot(x - width / 2, y - height / 2) < 40);
  if (video.paused || own) return;
  // A mouse would stop the film; a finger has the browser show its controls.
  if (!touched) event.preventDefault();
  filmStep(video, true);
}, video);

document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const film = document.querySelector(".film");
  const video = film?.querySelector("video");
  if (!film || !video) return;
  const { cues } = video.dataset;
  if (cues && location.protocol === "file:") {
    const on = video.querySelector("track")?.default;
    filmCaptions(video, cues);
    if (on) video.textTracks[0].mode = "showing";
  }
  wireFilmTools(video, film);
  if (video.dataset.stille !== undefined) stepByTap(video);
  const status = /** @type {HTMLElement} */ (film.querySelector("[role=status]"));
  video.querySelector("source")?.addEventListener("error", () => {
    status.textContent = text("Browseren kan ikke vise filmen. Hent den, eller læs, hvad den siger.");
  });

  const chapters = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (film.querySelectorAll(".film-kapitler a"))]
    .map((link) => ({ link, start: Number(link.hash.slice(3)) }));
  for (const { link, start } of chapters) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      video.currentTime = start;
      video.play().catch(() => { /* the browser waits for the reader to press play */ });
    });
  }
  video.addEventListener("timeupdate", () => {
    // A jump may land a hair before the frame that it asked for.
    const now = chapters.findLast(({ start }) => start <= video.currentTime + 0.1);
    for (const one of chapters) {
      if (one === now) one.link.setAttribute("aria-current", "true");
      else one.link.removeAttribute("aria-current");
    }
  });
});
