"""{udskrifter}: the PDFs of the course, with how much paper they take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.osutil import relative_uri

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.language import N_, _
from vaertskab.model.text import megabytes
from vaertskab.outputs.shared.html import builder_of
from vaertskab.outputs.shared.prints import (
    EBOOK_NAME,
    HANDOUTS,
    LARGE_PRINT,
    Print,
    address,
    ebook_of,
    prints_of,
)
from vaertskab.outputs.shared.typst_visitors import NOT_PRINTED
from vaertskab.reading import english_names
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

NOTHING = N_(
    "Der er ingen filer til print i denne udgave af kurset. Du kan stadig udskrive en side ad gangen."
)
NOTHING_LARGE = N_(
    "Stor skrift er ikke lavet i denne udgave af kurset. Bed om det hos den, der bygger kurset."
)


class print_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The place of a table of PDFs: `wanted` is "" for those of the whole course, or "ark" for the handouts.

    Else it is the docname of a page, for what is printed of the pages that it leads to.
    """

    on_screen_only = True


class PrintList(CourseDirective):
    """The PDFs to print: the binder, the cards and the parts; with `ark` the handouts.

    With `stor-skrift` it is what has been made in large print. With the name of a page it is the sheets,
    cards and posters of the pages that it leads to, or lets a host choose between.

    ```markdown
    :::{udskrifter}
    :::
    ```
    """

    optional_arguments = 1
    choices = ("", HANDOUTS, LARGE_PRINT)

    def run(self) -> list[Node]:
        """Return the place of the table, which the site fills when it is written."""
        wanted = (
            english_names.danish(english_names.WORDS, self.arguments[0].strip()) if self.arguments else ""
        )
        if wanted not in self.choices:
            docname = docname_join(self.env.docname, wanted.removesuffix(".md"))
            if docname not in self.env.found_docs:
                message = _(
                    "»{wanted}« findes ikke. Skriv :::{{{name}}}, :::{{{name}}} ark eller navnet på en side."
                )
                self.fault(message.format(wanted=wanted, name=self.name), "udskrifter")
                return []
            self.env.note_dependency(self.env.doc2path(docname))
            wanted = docname
        node = print_list(wanted=wanted)
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
            name, prints = self._chosen(place["wanted"], list(prints_of(outdir).values()))
            made: list[Node] = [self._table(name, prints) if prints else self._nothing(place["wanted"])]
            if not place["wanted"] and (path := ebook_of(outdir)):
                made.append(self._ebook(path))
            place.replace_self(made)

    def _nothing(self, wanted: str) -> nodes.paragraph:
        return nodes.paragraph("", _(NOTHING_LARGE if wanted == LARGE_PRINT else NOTHING))

    def _chosen(self, wanted: str, prints: list[Print]) -> tuple[str, list[Print]]:
        """Return the table's name and its PDFs, in its order."""
        if wanted == HANDOUTS:
            return _("Ark til siderne"), [one for one in prints if one.is_handout]
        if wanted == LARGE_PRINT:
            return _("I stor skrift"), [one for one in prints if one.is_large]
        if not wanted:
            whole = [one for one in prints if not one.is_handout and not one.is_large]
            return _("Det hele på papir"), sorted(whole, key=lambda one: "/" in one.file)
        page = course_domain(self.env).pages[wanted]
        chosen = (name for plan in page.meetings for name in plan.choices)
        leads_to = dict.fromkeys((wanted, *chosen, *(link.target for link in page.links)))
        found = [one for docname in leads_to for one in prints if docname == one.page]
        return _("På papir til »{title}«").format(title=page.short_title), found

    def _ebook(self, path: Path) -> nodes.paragraph:
        """Return the line that leads to the e-book."""
        size = megabytes(path.stat().st_size)
        uri = relative_uri(builder_of(self.env).get_target_uri(self.env.docname), EBOOK_NAME)
        words = _("Hent kurset som e-bog (epub, {size})").format(size=size)
        link = nodes.reference("", words, refuri=uri, internal=True)
        after = _(". Den kan læses på telefon, tablet og læsebræt, også uden internet.")
        return nodes.paragraph("", "", link, nodes.Text(after))

    def _table(self, name: str, prints: list[Print]) -> nodes.table:
        group = nodes.tgroup(cols=3)
        group += [nodes.colspec(colwidth=width) for width in (70, 15, 15)]
        group += nodes.thead("", _row(_("Fil"), _("Sider"), _("Ark")))
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
