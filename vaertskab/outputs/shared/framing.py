"""What Sphinx's HTML lacks, put into the page before any builder of HTML writes it.

Tables scroll by themselves where the window is narrow, and pictures say how large they are.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imagesize
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.model.language import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class table_frame(nodes.container):  # noqa: N801  docutils names nodes in lower case
    """What a table scrolls in: `name`, by which it is heard."""


def _name_columns(table: nodes.table) -> None:
    """Tell each cell what its column is called, for where a row stands as a stack."""
    head, body = table.next_node(nodes.thead), table.next_node(nodes.tbody)
    if head is None or body is None:
        return
    names = [entry.astext() for entry in head.children[-1].children]
    for row in body.findall(nodes.row):
        entries = list(row.findall(nodes.entry))
        if len(entries) == len(names):
            for entry, name in zip(entries, names, strict=True):
                entry["column"] = name


def _name(table: nodes.table, taken: set[str]) -> str:
    """Return what a table is called: its title, else the heading that it stands under; no name twice."""
    title, section = table.next_node(nodes.title), table.parent
    while title is None and section is not None:
        title = section.next_node(nodes.title) if isinstance(section, nodes.section) else None
        section = section.parent
    name = title.astext() if title is not None else _("Tabel {number}").format(number=len(taken) + 1)
    if name in taken:
        name = f"{name} ({len(taken) + 1})"
    taken.add(name)
    return name


class FrameTables(SphinxPostTransform):
    """Put each table into a frame; its columns take the width they need."""

    default_priority = 800  # after whatever makes tables
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Frame every table of the page."""
        # Landmarks of one page must not share a name.
        taken: set[str] = set()
        for table in list(self.document.findall(nodes.table)):
            name = _name(table, taken)
            if not isinstance(table.children[0], nodes.title):
                # No title: Sphinx would number one, and want an address for it.
                caption = f'<caption class="visually-hidden">{html.escape(name)}</caption>'
                table.insert(0, nodes.raw("", caption, format="html"))
            # Widths that an editor gives are written as inline style, which the policy of the site forbids.
            table["classes"] = [one for one in table["classes"] if one != "colwidths-given"]
            _name_columns(table)
            frame = table_frame(heard_as=name)
            table.replace_self(frame)
            frame += table


class MeasurePictures(SphinxPostTransform):
    """Say how large each picture is, so that nothing moves when it arrives; it is fetched when it is near."""

    default_priority = 800
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Measure every picture that is a file of the course, in pixels."""
        for picture in self.document.findall(nodes.image):
            picture["loading"] = "lazy"
            # Other sizes would be written as inline style, which the policy of the site forbids.
            for name in ("width", "height", "scale"):
                picture.attributes.pop(name, None)
            path = Path(self.env.srcdir, picture["uri"])
            width, height = imagesize.get(path) if path.is_file() else (-1, -1)
            if width > 0 < height:
                picture["width"], picture["height"] = str(int(width)), str(int(height))


def _visit_frame(self: HTML5Translator, node: table_frame) -> None:
    name = html.escape(node["heard_as"])
    self.body.append(f'<div class="tabel" tabindex="0" role="region" aria-label="{name}">')


def _depart_frame(self: HTML5Translator, node: table_frame) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_node(table_frame, html=(_visit_frame, _depart_frame))
    app.add_post_transform(FrameTables)
    app.add_post_transform(MeasurePictures)
