/* »På denne side« follows the reading: the last section whose heading has come up to the top of the window. */
begin(() => {
  const TOP_PX = 90;
  const links = /** @type {HTMLAnchorElement[]} */ (findAll(".on-page a"));
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    const at = places.findLastIndex((place) => place && place.getBoundingClientRect().top < TOP_PX);
    links.forEach((link, number) => { link.ariaCurrent = number === at ? "location" : null; });
  };
  if (!links[0]) return;
  let waits = false;
  on("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      mark();
    });
  });
  mark();
});
