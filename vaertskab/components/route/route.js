/* Who takes a route is led on from the foot of the page too, and stays on it when a link on the page is followed. */
begin(() => {
  const step = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!step?.matches(".rute-trin")) return;
  step.classList.add("on-route");
  const foot = make("div", "rute-trin on-route at-foot", ...[...step.children].map((line) => line.cloneNode(true)));
  const steps = find(".steps");
  if (steps) steps.before(foot);
  else find("main")?.append(foot);
});
