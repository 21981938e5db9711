"""Pictures and tables."""

from __future__ import annotations

import re

from docutils import nodes

from vaertskab.model.language import _
from vaertskab.model.text import unbroken
from vaertskab.outputs.print.inline import InlineWriter
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_compiler import drawing
from vaertskab.outputs.shared.typst_visitors import may_break
from vaertskab.reading import pictures

#: The column and the margin, in mm; a picture may not be made wider.
COLUMN = 160.0
#: Where pictures stand among Typst's files.
PICTURES = "billeder"
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
#: A column whose longest cell has no more characters than this is as wide as its words.
NARROW = 12


class MediaWriter(InlineWriter):
    """What is not running text."""

    def visit_image(self, node: nodes.image) -> None:
        """A picture that stands by itself, or in a line of text."""
        beside = node.parent.children if isinstance(node.parent, nodes.TextElement) else []
        self.finish(
            self.picture(node, "", in_line=any(isinstance(n, nodes.Text) and n.strip() for n in beside))
        )

    def visit_figure(self, node: nodes.figure) -> None:
        """A picture with its caption."""
        captions = [child for child in node.children if isinstance(child, nodes.caption)]
        caption = self.inline(captions[0]) if captions else ""
        found = "".join(self.picture(picture, caption) for picture in node.findall(nodes.image))
        rest = (child for child in node.children if isinstance(child, nodes.legend))
        self.finish(self.anchors(node) + found + self.blocks(rest))

    def picture(self, node: nodes.image, caption: str, *, in_line: bool = False) -> str:
        """Return the picture, or note what is wrong with it."""
        candidates = node.get("candidates") or {}
        uri = candidates.get("*", node["uri"])
        path = self.around.root / uri
        if not path.is_file():
            return self.fault(
                node, _("Billedet {uri} findes ikke. Læg det i _static, eller ret navnet.").format(uri=uri)
            )
        alt = node.get("alt", "").strip()
        if not alt:
            return self.fault(
                node,
                _("Billedet {uri} har ingen beskrivelse. Skriv, hvad det viser, efter :alt:.").format(
                    uri=uri
                ),
            )
        width = self._width(node, uri)
        name = f"{PICTURES}/{uri}"
        if name not in self.around.files:
            self.around.files[name] = drawing(path)
            before = self.around.points
            self.around.points += pictures.points(path)
            if before <= pictures.MOST_TOGETHER < self.around.points:
                return ""  # a rule tells of it; a binder with all of them would take all memory
        if in_line:
            return f"#box(image({string('/' + name)}, alt: {string(alt)}, height: 1.2em));"
        title = f", caption: [{caption}]" if caption else ""
        return f"#picture({string('/' + name)}, alt: {string(alt)}, width: {width}{title})"

    def _width(self, node: nodes.image, uri: str) -> str:
        given = str(node.get("width", "")).strip()
        if not given:
            return (
                ("sheet-figure-width" if self.handout else "figure-width")
                if uri.lower().endswith(".svg")
                else "auto"
            )
        match = re.fullmatch(r"([\d.]+)\s*(%|[a-z]*)", given)
        if match and match[2] == "%" and float(match[1]) <= 100:
            return f"{match[1]}%"
        if match and match[2] in _UNITS and (size := float(match[1]) * _UNITS[match[2]]) <= COLUMN:
            return f"{size:.4g}mm"
        self.fault(
            node,
            _(
                "Billedet {uri} er sat til {given} i bredden, men papiret har kun plads til {most} mm. "
                "Skriv en mindre bredde, fx :width: 100%."
            ).format(uri=uri, given=given, most=f"{COLUMN:.0f}"),
        )
        return "100%"

    def visit_table(self, node: nodes.table) -> None:
        """A table with its header."""
        heads = [row for head in node.findall(nodes.thead) for row in head.findall(nodes.row)]
        rows = [row for body in node.findall(nodes.tbody) for row in body.findall(nodes.row)]
        if len(heads) != 1:
            self.finish(
                self.fault(
                    node, _("Tabellen skal have én række øverst, der siger, hvad der står i kolonnerne.")
                )
            )
        cells = [[cell for cell in row.children if isinstance(cell, nodes.entry)] for row in [*heads, *rows]]
        if any("morerows" in cell or "morecols" in cell for row in cells for cell in row):
            self.finish(self.fault(node, _("Tabellen har felter, der er slået sammen. Del dem op.")))
        self.in_table = True
        shown = [[self.content(cell) for cell in row] for row in cells]
        self.in_table = False
        title = next(iter(node.findall(nodes.title)), None)
        options = f", title: [{self.inline(title)}]" if title is not None else ""
        long = [number for number, row in enumerate(cells[1:]) if any(may_break(cell) for cell in row)]
        options += f", long: ({', '.join(map(str, long))},)" if long else ""
        header, *body = (f"({''.join(f'[{cell}],' for cell in row)})" for row in shown)
        self.finish(
            f"{self.anchors(node)}#grid-table({columns(cells)}{options}{self.wide(node)}, {header}, "
            f"{', '.join(body)})"
        )


def columns(rows: list[list[nodes.entry]]) -> str:
    """Return Typst's weight, widest words and alignment of each column.

    A narrow column is as wide as its cells, which its words are then; the others share by their text.
    """
    weights, words, aligns = "", "", ""
    for column in zip(*rows, strict=True):
        texts = [cell.astext() for cell in column]
        longest = max(map(len, texts))
        narrow = longest <= NARROW
        average = sum(map(len, texts)) / len(texts)
        weights += "0," if narrow else f"{max(average, 24) ** 0.7:.2f},"
        widest = {text for text in texts if len(text) == longest} if narrow else widest_words(texts)
        words += f"({''.join(string(word) + ',' for word in sorted(widest or {''}))}),"
        aligns += (
            next((side for side in ("right", "center") if f"text-{side}" in column[0]["classes"]), "left")
            + ","
        )
    return f"({weights}), ({words}), ({aligns})"


def widest_words(texts: list[str]) -> set[str]:
    """Return the longest pieces of text that no line break divides."""
    pieces = {piece for text in texts for piece in unbroken(text)}
    longest = max(map(len, pieces), default=0)
    return {piece for piece in pieces if len(piece) >= longest - 1}
