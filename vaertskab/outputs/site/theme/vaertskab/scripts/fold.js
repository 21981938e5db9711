/* A link or a search hit that leads to something folded opens it, and all that it is folded in. */
{
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target?.closest("details:not([open])");
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    if (folded) target?.scrollIntoView();
  };
  begin(unfold);
  on("hashchange", unfold, window);
  // The address is the same when the reader has folded it again.
  on("click", (event) => { if (event.target.closest?.("a[href*='#']")) setTimeout(unfold); });
}
