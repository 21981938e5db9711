"""Doctree → HTML: what Sphinx's own translator writes, without inline styles and with names to hear.

Both docutils (widths of pictures and columns) and Sphinx (list entries) write `style=`, which the
Content-Security-Policy forbids.
"""

from __future__ import annotations

import html
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

from vaertskab.outputs.shared.html import SITE
from vaertskab.outputs.shared.versions import version
from vaertskab.outputs.site import svg

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx


class StrictTranslator(HTML5Translator):
    """Sphinx's HTML translator: nothing that the policy forbids, and what is heard has a name."""

    def starttag(self, node: Any, tagname: str, *args: Any, **attributes: Any) -> str:
        """Write a start tag; whatever asks for a style gets none."""
        attributes.pop("style", None)
        attributes.pop("STYLE", None)
        if isinstance(node, nodes.container) and "question_id" in node:
            attributes["data-q"] = node["question_id"]
        if isinstance(node, nodes.reference) and node.get("meaning"):
            attributes["data-betyder"] = node["meaning"]
        if isinstance(node, nodes.entry) and node.get("column"):
            attributes["data-kolonne"] = node["column"]
        return str(super().starttag(node, tagname, *args, **attributes))

    # Headings: the link beside one is for the pointer. Heard, it would name the heading twice, and the
    # keyboard would stop at each; those readers have »På denne side«.

    def add_permalink_ref(self, node: Element, title: str) -> None:
        """Add the link to a heading, table or term: neither heard nor a stop on the keyboard's way."""
        if node["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            self.body.append(
                f'<a class="headerlink" href="#{node["ids"][0]}" title="{html.escape(title)}" '
                'aria-hidden="true" tabindex="-1">#</a>'
            )

    # Pictures: widths as attributes; the course's own drawings stand in the page.

    def visit_image(self, node: Element) -> None:
        """Write a picture, or the drawing itself when it is one of the course's figures."""
        candidates: dict[str, str] = node.get("candidates") or {}
        uri = candidates.get("*", node["uri"])
        root, alt = Path(self.builder.srcdir), node.get("alt", "")
        if alt == "" and "alt" in node and svg.stands_in_page(root, uri):
            self.body.append(svg.decoration(root, root / uri))
            return
        self.figures = getattr(self, "figures", 0) + 1
        if drawing := svg.figure(root, uri, alt, f"figur{self.figures}"):
            self.body.append(drawing)
            return
        target = self.builder.images.get(node["uri"], "")
        source = posixpath.join(self.builder.imgpath, target) if target else node["uri"]
        source += version(Path(self.builder.srcdir, node["uri"])) if target else ""
        attributes = {"src": source, "alt": alt, "loading": "lazy"}
        attributes |= {name: node[name] for name in ("width", "height") if name in node}
        self.body.append(self.emptytag(node, "img", "", **attributes))

    def depart_image(self, node: Element) -> None:
        """Nothing is open."""

    # Sphinx gives the caption of a list of pages role="heading" without a level (its issue 14030).

    def visit_title(self, node: nodes.title) -> None:
        """Write a title; the caption of a list of pages is a plain paragraph."""
        if isinstance(node.parent, addnodes.compact_paragraph) and node.parent.get("toctree"):
            self.body.append(self.starttag(node, "p", "", CLASS="caption"))
            self.context.append("</p>\n")
            return
        super().visit_title(node)


def setup(app: Sphinx) -> None:
    """Write the site's pages by it."""
    for builder in SITE:
        app.set_translator(builder, StrictTranslator)
