/* What the reader answered first stands where the question is asked again. */
begin(() => {
  const places = findAll(".igen");
  const show = () => places.forEach((place) => {
    const text = noteStore.find(noteStore.firstOf(place.id))?.note?.text || "";
    /** @type {HTMLElement} */ (find(".igen-svar", place)).hidden = !text;
    say(/** @type {HTMLElement} */ (find(".note-text", place)), text);
  });
  if (!places[0]) return;
  show();
  onNews(show);
});
