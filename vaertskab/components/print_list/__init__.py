"""{udskrifter}: the PDFs of the course, with how much paper they take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.text import megabytes
from vaertskab.outputs.shared.html import builder_of
from vaertskab.outputs.shared.prints import EBOOK_NAME, Print, address, ebook_of, prints_of
from vaertskab.outputs.shared.typst_visitors import NOT_PRINTED
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

NOTHING = "Der er ingen filer til print i denne udgave af kurset. Du kan stadig udskrive en side ad gangen."


class print_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The place of the table of PDFs: `handouts` (whether of the handouts or of all the others)."""

    on_screen_only = True


class PrintList(CourseDirective):
    """The PDFs to print: the binder, the cards and the parts, or with `ark` the handouts.

    ```markdown
    :::{udskrifter}
    :::
    ```
    """

    optional_arguments = 1
    choices = ("", "ark")

    def run(self) -> list[Node]:
        """Return the place of the table, which the site fills when it is written."""
        wanted = self.arguments[0].strip() if self.arguments else ""
        if wanted not in self.choices:
            self.fault(
                f"»{wanted}« findes ikke. Skriv :::{{udskrifter}} eller :::{{udskrifter}} ark.", "udskrifter"
            )
            return []
        node = print_list(handouts=bool(wanted))
        self.set_source_info(node)
        return [node]


class PrintTables(SphinxPostTransform):
    """Put the table of PDFs where {udskrifter} asks for it."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace each place with its table, or with a sentence where there is nothing to print."""
        outdir = Path(builder_of(self.env).outdir)
        for place in list(self.document.findall(print_list)):
            prints = [one for one in prints_of(outdir).values() if one.is_handout == place["handouts"]]
            prints.sort(key=lambda one: "/" in one.file)
            made: list[Node] = [self._table(prints) if prints else nodes.paragraph("", NOTHING)]
            if not place["handouts"] and (path := ebook_of(outdir)):
                made.append(self._ebook(path))
            place.replace_self(made)

    def _ebook(self, path: Path) -> nodes.paragraph:
        """Return the line that leads to the e-book."""
        size = megabytes(path.stat().st_size)
        uri = relative_uri(builder_of(self.env).get_target_uri(self.env.docname), EBOOK_NAME)
        link = nodes.reference("", f"Hent kurset som e-bog (epub, {size})", refuri=uri, internal=True)
        after = ". Den kan læses på telefon, tablet og læsebræt, også uden internet."
        return nodes.paragraph("", "", link, nodes.Text(after))

    def _table(self, prints: list[Print]) -> nodes.table:
        group = nodes.tgroup(cols=3)
        group += [nodes.colspec(colwidth=width) for width in (70, 15, 15)]
        group += nodes.thead("", _row("Fil", "Sider", "Ark"))
        body = nodes.tbody()
        for one in prints:
            link = nodes.reference(
                "",
                f"{one.title} (pdf)",
                refuri=address(builder_of(self.env), self.env.docname, one),
                internal=True,
            )
            body += _row(link, str(one.pages), str(one.sheets))
        group += body
        name = "Ark til siderne" if prints[0].is_handout else "Det hele på papir"
        return nodes.table(
            "", nodes.title("", name), group, ids=[nodes.make_id(name)], classes=["udskrifter"]
        )


def _row(*cells: nodes.Node | str) -> nodes.row:
    texts = (nodes.Text(cell) if isinstance(cell, str) else cell for cell in cells)
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", text)) for text in texts))


DIRECTIVES = {"udskrifter": (PrintList, "")}


def setup(app: Sphinx) -> None:
    """Fill the tables; what is printed needs none."""
    app.add_node(print_list, typst=NOT_PRINTED, **PLAIN)
    app.add_post_transform(PrintTables)
