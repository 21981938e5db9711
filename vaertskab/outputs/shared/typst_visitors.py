"""What a component's Typst visitor may ask of the translator that it is called on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn, Protocol

from docutils import nodes

from vaertskab.model.language import _
from vaertskab.outputs.shared.escape import markup, string

if TYPE_CHECKING:
    from vaertskab.model.course import Course
    from vaertskab.model.page import Page


class TypstTranslator(Protocol):
    """The translator of pages to Typst, as components see it; `vaertskab.outputs.print.writer` is one."""

    #: The page is written as a handout: no addresses, and lines that grow with the room (`lines`).
    handout: bool
    #: How deep the section is that is being written, 1 for the page itself.
    depth: int
    #: The list of the page's pages stands on the part's divider, or in the contents.
    on_divider: bool
    #: The page has room to write beside that of its questions.
    roomy: bool
    #: How many questions the page asks.
    question_count: int
    course: Course
    #: The page that is written.
    docname: str
    #: Docnames of the pages that are not in print.
    unprinted: frozenset[str]

    def finish(self, markup: str) -> NoReturn:
        """Write the markup of a node with all that it holds: its children are not visited again."""

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of blocks, one after another."""

    def inline(self, node: nodes.Element) -> str:
        """Return the markup of the text inside `node`."""

    def markup_of(self, node: nodes.Node) -> str:
        """Return the markup of `node`."""

    def anchors(self, node: nodes.Element) -> str:
        """Return the places in `node` that links may lead to."""

    def wide(self, node: nodes.Element) -> str:
        """Return the option of what reaches into the margin, where it may not."""

    def table_place(self, key: str) -> str:
        """Return the place of an official table, which the first page that prints it keeps."""

    def on_sheet(self, node: nodes.Node) -> bool:
        """Tell whether `node` stands on a group's sheet."""


#: A pair of functions as `app.add_node` takes it.
Visitors = tuple[Callable[..., None], Callable[..., None]]


def pass_through(self: object, node: nodes.Element) -> None:
    """Let the children speak for themselves."""


def leave_out(self: TypstTranslator, node: nodes.Element) -> None:
    """Print nothing of the node."""
    self.finish("")


#: For an output that shows what the node holds, and for a page of paper that shows nothing of it.
THROUGH: Visitors = (pass_through, pass_through)
NOT_PRINTED: Visitors = (leave_out, pass_through)


#: A line of text on paper in characters and mm, the page in mm, and what stands between two blocks.
LINE_CHARS, LINE_MM, PAGE_MM, GAP_MM = 55, 6.5, 248, 4


def may_break(node: nodes.Node) -> bool:
    """Tell whether a block that stays on one page may be divided: it could be higher than half of one."""
    return _height(node) > PAGE_MM / 2


def _height(node: nodes.Node) -> float:
    """Return about how high a block stands on paper, in mm, rather too much than too little."""
    if isinstance(node, nodes.literal_block):
        return sum(1 + len(line) // LINE_CHARS for line in node.astext().splitlines()) * LINE_MM
    if isinstance(node, (nodes.image, nodes.figure, nodes.table)):
        return PAGE_MM
    if isinstance(node, nodes.TextElement):
        return (1 + len(node.astext()) // LINE_CHARS) * LINE_MM
    return sum(_height(child) + GAP_MM for child in node.children) if isinstance(node, nodes.Element) else 0.0


def breaking(node: nodes.Node) -> str:
    """Return the option of a block that may be divided, or ""."""
    return ", breakable: true" if may_break(node) else ""


def yes(value: object) -> str:
    """Return Typst's word for whether."""
    return "true" if value else "false"


def list_entry(page: Page) -> str:
    """Return a page as `page-list` takes it: its label, title, description, and week and minutes."""
    about = [_("uge {week}").format(week=page.week)] if page.week else []
    if not page.docname.endswith("/index"):
        about.append(_("{minutes} min.").format(minutes=page.minutes))
    title, description = markup(page.title), markup(page.description)
    return f"({string(page.docname)}, [{title}], [{description}], {string(' · '.join(about))}),"
