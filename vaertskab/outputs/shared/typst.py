"""What a component's Typst visitor may ask of the translator that it is called on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn, Protocol

if TYPE_CHECKING:
    from docutils import nodes

    from vaertskab.model.course import Course


class TypstTranslator(Protocol):
    """The translator of pages to Typst, as components see it; `vaertskab.outputs.print.writer` is one."""

    #: The page is written as a handout: no addresses, and lines that grow with the room (`lines`).
    handout: bool
    #: How deep the section is that is being written, 1 for the page itself.
    depth: int
    #: The section is a sheet of its own, with more room to write.
    spacious: bool
    #: The page has room to write beside that of its questions.
    roomy: bool
    #: How many questions the page asks.
    question_count: int
    course: Course
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
