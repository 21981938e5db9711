/* How many notes there are, wherever a link leads to them. */
begin(() => {
  const show = () => {
    const count = noteStore.count();
    findAll(".note-count").forEach((place) => say(place, count ? `(${count})` : ""));
  };
  show();
  onNews(show);
});

/** What »glem« means: how far it reaches, and when it ends. */
const FORGETTING = text("Når du lukker kursets vinduer, bliver alle dine noter glemt, både dem fra før og dem, du skriver nu. Det samme gælder, hvad du har læst. Åbner du kurset igen, bliver nye noter gemt på enheden.");
const SHARED = text("Sidder du ved en fælles computer?");

/**
 * A button for whoever shares the device.
 * @param {string} what it is called while notes stay: »Glem den, når jeg lukker«
 * @param {() => void} then
 */
const makeForget = (what, then) => {
  const button = makeButton("", () => {
    device.forget(!device.forgets());
    then();
  });
  const show = () => { button.textContent = device.forgets() ? text("Behold noterne på enheden") : what; };
  show();
  onNews(show);
  return button;
};
