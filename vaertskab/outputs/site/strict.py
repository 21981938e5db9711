"""Doctree → HTML: what Sphinx's own translator writes, without inline styles and with names to hear.

Both docutils (widths of pictures and columns) and Sphinx (list entries) write `style=`, which the
Content-Security-Policy forbids.
"""

from __future__ import annotations

import html
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imagesize
from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

from vaertskab.outputs.site import assets, svg

if TYPE_CHECKING:
    from docutils.nodes import Element


class StrictTranslator(HTML5Translator):
    """Sphinx's HTML translator: nothing that the policy forbids, and what is heard has a name."""

    def starttag(self, node: Any, tagname: str, *args: Any, **attributes: Any) -> str:
        """Write a start tag; whatever asks for a style gets none."""
        attributes.pop("style", None)
        attributes.pop("STYLE", None)
        if isinstance(node, nodes.container) and "question_id" in node:
            attributes["data-q"] = node["question_id"]
        return str(super().starttag(node, tagname, *args, **attributes))

    # Headings: the link to a heading says where it goes, not only "#".

    def add_permalink_ref(self, node: Element, title: str) -> None:
        """Add the link to a heading, table or term, named for those who hear the page."""
        if not (node["ids"] and self.config.html_permalinks and self.builder.add_permalinks):
            return
        name = node.astext().strip() if isinstance(node, nodes.term) else ""
        if isinstance(node, nodes.section):
            heading = node.next_node(nodes.title)
            name = heading.astext() if heading is not None else ""
        label = _("Link til »%s«") % name if name else title
        self.body.append(
            f'<a class="headerlink" href="#{node["ids"][0]}" aria-label="{html.escape(label)}">#</a>'
        )

    # Pictures: widths as attributes; the course's own drawings stand in the page.

    def visit_image(self, node: Element) -> None:
        """Write a picture, or the drawing itself when it is one of the course's figures."""
        candidates: dict[str, str] = node.get("candidates") or {}
        uri = candidates.get("*", node["uri"])
        drawing = Path(self.builder.srcdir, uri)
        if posixpath.dirname(uri) == svg.FIGURES and drawing.suffix == ".svg":
            self.figures = getattr(self, "figures", 0) + 1
            self.body.append(svg.figure(drawing, f"figur{self.figures}"))
            return
        target = self.builder.images.get(node["uri"], "")
        source = posixpath.join(self.builder.imgpath, target) if target else node["uri"]
        source += assets.version(Path(self.builder.srcdir, node["uri"])) if target else ""
        attributes = {"src": source, "alt": node.get("alt", ""), "loading": "lazy"}
        size = _image_size(Path(self.builder.srcdir, node["uri"])) if target else None
        if size:
            attributes |= {"width": str(size[0]), "height": str(size[1])}
        self.body.append(self.emptytag(node, "img", "", **attributes))

    def depart_image(self, node: Element) -> None:
        """Nothing is open."""

    # Tables: scroll by themselves, without column widths, with header cells that say so.

    def visit_table(self, node: nodes.table) -> None:
        """Open a table in a frame that scrolls when the window is narrow."""
        self.tables = getattr(self, "tables", 0) + 1
        title = node.next_node(nodes.title)
        # Landmarks of one page must not share a name.
        name = title.astext() if title is not None else _("Tabel %s") % self.tables
        self.body.append(f'<div class="tabel" tabindex="0" role="region" aria-label="{html.escape(name)}">')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close the table and its frame."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def depart_colspec(self, node: Element) -> None:
        """Write no column group: columns take the width they need."""

    # Sphinx gives the caption of a list of pages role="heading" without a level (its issue 14030).

    def visit_title(self, node: nodes.title) -> None:
        """Write a title; the caption of a list of pages is a plain paragraph."""
        if isinstance(node.parent, addnodes.compact_paragraph) and node.parent.get("toctree"):
            self.body.append(self.starttag(node, "p", "", CLASS="caption"))
            self.context.append("</p>\n")
            return
        super().visit_title(node)


def _image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels, so that nothing moves when the picture arrives."""
    width, height = imagesize.get(path) if path.is_file() else (-1, -1)
    return (int(width), int(height)) if width > 0 < height else None
