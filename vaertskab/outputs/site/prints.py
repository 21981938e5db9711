"""What there is to print, as the site tells of it: the table {udskrifter}, and a page's own handout.

The binder is built before the site and lists its PDFs in `udskrifter.json`; the site knows that list only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from vaertskab.model.course import Exercise, Module
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The folder of the PDFs: beside the site's when they are made, inside it when they are read.
FOLDER = "pdf"
LIST = "udskrifter.json"
HANDOUTS = "ark"
NOTHING = "Der er ingen filer til print i denne udgave af kurset. Du kan stadig udskrive en side ad gangen."


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF: its path below the folder, its title, its pages, and its sheets printed on both sides."""

    file: str
    title: str
    pages: int
    sheets: int

    @property
    def is_handout(self) -> bool:
        """Whether it belongs to one page."""
        return self.file.startswith(f"{HANDOUTS}/")


def prints_of(app: Sphinx) -> dict[str, Print]:
    """Return what there is to print by file, in the binder's order; empty when nothing has been made."""
    folder = Path(app.outdir).parent / FOLDER
    try:
        rows = json.loads((folder / LIST).read_text("utf-8"))
        found = [Print(row["file"], row["title"], row["pages"], row["sheets"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {one.file: one for one in found if (folder / one.file).is_file()}


def handout(prints: Mapping[str, Print], docname: str) -> Print | None:
    """Return the PDF of a page's own, or None: its handout, or what is made of the whole page.

    A handout's name has the part's in it where two pages share one.
    """
    folder, _, name = docname.rpartition("/")
    names = (f"{HANDOUTS}/{folder.rpartition('/')[2]}-{name}.pdf", f"{HANDOUTS}/{name}.pdf", f"{name}.pdf")
    return next((prints[file] for file in names if file in prints), None)


def address(app: Sphinx, docname: str, one: Print) -> str:
    """Return the address of a PDF, as seen from the page `docname`."""
    return relative_uri(app.builder.get_target_uri(docname), f"{FOLDER}/{one.file}")


class PrintTables(SphinxPostTransform):
    """Put the table of PDFs where {udskrifter} asks for it."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace each place with its table, or with a sentence where there is nothing to print."""
        for place in list(self.document.findall(course_nodes.print_list)):
            prints = [one for one in prints_of(self.app).values() if one.is_handout == place["handouts"]]
            prints.sort(key=lambda one: "/" in one.file)
            place.replace_self(self._table(prints) if prints else nodes.paragraph("", NOTHING))

    def _table(self, prints: list[Print]) -> nodes.table:
        group = nodes.tgroup(cols=3)
        group += [nodes.colspec(colwidth=width) for width in (70, 15, 15)]
        group += nodes.thead("", _row("Fil", "Sider", "Ark"))
        body = nodes.tbody()
        for one in prints:
            link = nodes.reference(
                "", f"{one.title} (pdf)", refuri=address(self.app, self.env.docname, one), internal=True
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


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the unchanged pages that tell of prints which came, went or changed."""
    if app.builder.format != "html":
        return []
    now = prints_of(app)
    before: dict[str, Print] = getattr(env, "kursus_prints", now)
    env.kursus_prints = now  # type: ignore[attr-defined]
    if now == before:
        return []
    pages = course_domain(env).pages.items()
    return [
        docname
        for docname, page in pages
        if not isinstance(page, (Module, Exercise)) or handout(now, docname) != handout(before, docname)
    ]


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Bring the PDFs into the site as they are now: those that changed are copied, others removed."""
    if exception or app.builder.format != "html":
        return
    source, target = Path(app.outdir).parent / FOLDER, Path(app.outdir, FOLDER)
    kept = {target / file for file in prints_of(app)}
    for path in kept:
        fresh = (source / path.relative_to(target)).read_bytes()
        if not path.is_file() or path.read_bytes() != fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fresh)
    for stale in target.rglob("*.pdf"):
        if stale not in kept:
            stale.unlink()


def setup(app: Sphinx) -> None:
    """Fill the tables, write pages again when what they tell of has changed, and bring the PDFs."""
    app.add_post_transform(PrintTables)
    app.connect("env-updated", _outdated)
    app.connect("build-finished", _copy)
