/* What a film has beside the browser's own controls. */

/**
 * The captions of a film that is opened as a file: Chromium refuses the .vtt there, and a script brings them.
 * @param {HTMLVideoElement} video
 * @param {string} source the script's address
 */
const filmCaptions = (video, source) => {
  video.querySelector("track")?.remove();
  const track = video.textTracks[0] || video.addTextTrack("captions", "Dansk", "da");
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
 * Captions and speed.
 * @param {HTMLVideoElement} video
 * @returns {HTMLElement[]}
 */
const filmTools = (video) => {
  const shown = () => video.textTracks[0]?.mode === "showing";
  const captions = makeButton("Undertekster", () => {
    if (video.textTracks[0]) video.textTracks[0].mode = shown() ? "hidden" : "showing";
  });
  const tell = () => captions.setAttribute("aria-pressed", String(shown()));
  video.textTracks.addEventListener("change", tell);
  tell();

  const label = make("label", "film-fart", "Hastighed ");
  const speed = make("select");
  for (const rate of [0.75, 1, 1.25, 1.5]) {
    speed.add(new Option(`${rate.toLocaleString("da")} ×`, String(rate), rate === 1, rate === 1));
  }
  // The default one too: it is what the next film starts with.
  speed.addEventListener("change", () => { video.playbackRate = video.defaultPlaybackRate = Number(speed.value); });
  video.addEventListener("ratechange", () => { speed.value = String(video.playbackRate); });
  label.append(speed);
  return [captions, label];
};
