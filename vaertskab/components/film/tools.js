/* What a film has beside the browser's own controls. */

/** What a browser's list of captions calls them: »Dansk«. */
const captionsName = () => (new Intl.DisplayNames(LANGUAGE, { type: "language" }).of(LANGUAGE) || "").replace(/^./, (first) => first.toUpperCase());

/**
 * The captions of a film that is opened as a file: Chromium refuses the .vtt there, and a script brings them.
 * @param {HTMLVideoElement} video
 * @param {string} source the script's address
 */
const filmCaptions = (video, source) => {
  video.querySelector("track")?.remove();
  const track = video.textTracks[0] || video.addTextTrack("captions", captionsName(), LANGUAGE);
  // The cues of a track that is disabled can not be reached.
  if (track.mode === "disabled") track.mode = "hidden";
  for (const cue of [...track.cues || []]) track.removeCue(cue);
  const script = make("script");
  video.dataset.cues = script.src = source;
  script.addEventListener("load", () => {
    // Another film may have been chosen meanwhile.
    if (video.dataset.cues !== source) return;
    for (const [start, end, text] of filmCues) track.addCue(new VTTCue(start, end, text));
  });
  document.head.append(script);
};

/**
 * On to the next sentence, for who reads faster than the film, or back.
 * @param {HTMLVideoElement} video
 * @param {boolean} on
 */
const filmStep = (video, on) => {
  const track = video.textTracks[0];
  if (!track) return;
  // The cues of a track that is disabled are not there; when it is not, they come a moment after.
  if (track.mode === "disabled") track.mode = "hidden";
  const starts = [...track.cues || []].map((cue) => cue.startTime);
  if (starts.length === 0) {
    video.querySelector("track")?.addEventListener("load", () => filmStep(video, on), { once: true });
    return;
  }
  const at = video.currentTime;
  const to = on ? starts.find((start) => start > at + 0.05) : starts.findLast((start) => start < at - 1);
  if (to !== undefined || !on) video.currentTime = to ?? 0;
};

/**
 * Let captions and speed be chosen, and step from sentence to sentence (N and F on the keyboard).
 * The page has the tools from the start.
 * @param {HTMLVideoElement} video
 * @param {ParentNode} place where the tools stand; a film without captions has no button for them
 */
const wireFilmTools = (video, place) => {
  const captions = find(".tools [aria-pressed]", place);
  if (captions) {
    const shown = () => video.textTracks[0]?.mode === "showing";
    const tell = () => captions.setAttribute("aria-pressed", String(shown()));
    on("click", () => {
      if (video.textTracks[0]) video.textTracks[0].mode = shown() ? "hidden" : "showing";
    }, captions);
    on("change", tell, video.textTracks);
    tell();
  }
  const speed = /** @type {HTMLSelectElement} */ (find(".film-fart select", place));
  // The default one too: it is what the next film starts with.
  on("change", () => { video.playbackRate = video.defaultPlaybackRate = Number(speed.value); }, speed);
  on("ratechange", () => { speed.value = String(video.playbackRate); }, video);
  const steps = [...place.querySelectorAll(".tools [data-trin]")];
  for (const step of steps) on("click", () => filmStep(video, step.getAttribute("data-trin") === "1"), step);
  // Only from within the film: elsewhere on the page these keys are the reader's own.
  for (const part of [video, captions, speed, ...steps]) {
    if (!part) continue;
    on("keydown", (event) => {
      const key = event instanceof KeyboardEvent && !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase();
      if (key !== "n" && key !== "f") return;
      event.preventDefault();
      filmStep(video, key === "n");
    }, part);
  }
};
