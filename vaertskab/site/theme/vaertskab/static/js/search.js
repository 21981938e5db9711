/* Loaded on the search page between Sphinx's language_data.js and searchtools.js. */
"use strict";
// searchtools.js asks for it; nothing of what a reader searched for is stored or marked on other pages.
var SPHINX_HIGHLIGHT_ENABLED = false;

document.addEventListener("DOMContentLoaded", () => {
  const folder = (href) => href.slice(0, href.lastIndexOf("/") + 1);
  const parts = new Map([...document.querySelectorAll(".search-parts a")]
    .map((link) => [folder(link.href), link.textContent]));
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
    if (node.matches?.(".search-summary")) node.setAttribute("role", "status");
    const link = node.querySelector?.(":scope > a");
    const part = link && parts.get(folder(link.href));
    if (!part || part === link.textContent) return;
    const where = document.createElement("span");
    where.textContent = part;
    node.append(" ", where);
  }))).observe(document.getElementById("search-results"), { childList: true, subtree: true });
});
