/* What the reader answered first stands where the question is asked again. */
begin(() => {
  const places = findAll(".igen");
  const show = () => places.forEach((place) => {
    const answered = noteStore.find(noteStore.firstOf(place.id))?.note?.text || "";
    /** @type {HTMLElement} */ (find(".igen-svar", place)).hidden = !answered;
    say(/** @type {HTMLElement} */ (find(".note-text", place)), answered);
  });
  if (!places[0]) return;
  show();
  onNews(show);
});
