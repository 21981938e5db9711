/**
 * A button that lets a part of the page fill the screen, for a group, and leaves it again.
 * @param {HTMLElement} place which the stylesheet knows as :fullscreen
 */
const makeFillScreen = (place) => {
  const button = makeButton("", () => document.fullscreenElement ? document.exitFullscreen() : place.requestFullscreen(), "tool vis-stort");
  const show = () => { button.textContent = document.fullscreenElement === place ? text("Luk") : text("Vis stort"); };
  on("fullscreenchange", show, place);
  show();
  button.hidden = !document.fullscreenEnabled;
  return button;
};
