"""What every writer of nodes can do: find the method of a node, tell a fault, say where text came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from vaertskab.components.meeting.plan import meeting
from vaertskab.model.course import Course, Part
from vaertskab.model.errors import CourseError
from vaertskab.model.language import _
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The spaces in "System 1", "uge 4" and "(5 minutter)".
_AT_NUMBER = re.compile(r"(?<=[^\W\d_]) (?=\d\b)|(?<=\(\d) (?=\w)|(?<=\(\d\d) (?=\w)")
#: A web address, a mail address, or a run of other characters that no hyphen can divide.
_ADDRESS_OR_LONG = re.compile(
    r"(?P<web>https?://[^\s»«<>\"]*[^\s»«<>\".,:;)?!])|(?P<mail>[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+)"
    r"|(?=\S*[^\s\w])\S{36,}|\S{100,}"
)


@dataclass
class Surroundings:
    """What the writer of every page knows, and where it puts what it finds.

    `unprinted` are the docnames that the binder leaves out; `files`, `faults` and `tables` grow with each
    page, `tables` by the page that an official table is printed on, by its key.
    """

    root: Path
    course: Course
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[CourseError] = field(default_factory=list)
    #: How many points the pictures among them have.
    points: int = 0
    tables: dict[str, str] = field(default_factory=dict)
    part_of: dict[str, Part] = field(init=False)
    indexes: frozenset[str] = field(init=False)
    unprinted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once which part each page is in, and which pages are the parts' own or unprinted."""
        self.part_of = self.course.parts_by_page()
        self.indexes = frozenset(part.index.docname for part in self.course.parts)
        self.unprinted = frozenset(page.docname for page in self.course.pages() if not page.printed)


class BaseWriter(SphinxTranslator):
    """Writes one page. `handout` leaves out where links lead and lets lines grow (a variable, `lines`)."""

    def __init__(
        self, document: nodes.document, builder: Builder, around: Surroundings, docname: str, handout: bool
    ) -> None:
        """Take the page's doctree, its name, and whether it becomes a handout."""
        super().__init__(document, builder)
        self.around, self.docname, self.handout = around, docname, handout
        self.course, self.unprinted = around.course, around.unprinted
        self.file = Path(builder.env.doc2path(docname)).relative_to(around.root).as_posix()
        self.body: list[str] = []
        #: The list of its pages stands on the part's divider, or in the contents.
        self.on_divider = docname in around.indexes or docname == around.course.front.docname
        self.depth = 1
        self.in_table = False
        self.lead_pending = not handout
        self.written_notes: set[str] = set()
        self.answers: list[str] = []
        self.grouped = self.roomy = self.narrow = False
        self.question_count = 0

    # How a node is written, and what happens to one that is not known.

    def finish(self, markup: str) -> NoReturn:
        """Write the markup of a node with all that it holds: its children are not visited again."""
        self.body.append(markup)
        raise nodes.SkipNode

    def markup_of(self, node: nodes.Node) -> str:
        """Return the markup of `node`."""
        before, self.body = self.body, []
        node.walkabout(self)
        written, self.body = "".join(self.body), before
        return written

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802  docutils names it so
        """Text, in which nothing is markup."""
        self.body.append(self.words(node))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Nothing is open."""

    def unknown_visit(self, node: nodes.Node) -> None:
        """Tell of a node that no one knows how to print."""
        name = type(node).__name__
        self.finish(
            self.fault(
                node, _("Mappen kan ikke trykke »{name}«. Skriv det på en anden måde.").format(name=name)
            )
        )

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing is open: what a visitor opens, it closes."""

    def words(self, node: nodes.Text) -> str:
        """Return text: an address leads where it says, and what is longer than a line may break anywhere."""
        text, found, at = str(node), "", 0
        linked = _stands_in_link(node)
        for match in _ADDRESS_OR_LONG.finditer(text):
            shown = f"address({string(match[0])})"
            leads_to = "" if linked else match["web"] or (match["mail"] and f"mailto:{match['mail']}")
            found += markup(keep_number_with_word(text[at : match.start()]))
            found += f"#link({string(leads_to)}, {shown});" if leads_to else f"#{shown};"
            at = match.end()
        return found + markup(keep_number_with_word(text[at:]))

    def fault(self, node: nodes.Node, message: str) -> str:
        """Note a fault at the line of `node` and write nothing."""
        self.around.faults.append(CourseError(self.file, line_of(node), message))
        return ""

    def place(self, node: nodes.Node) -> str:
        """Return a comment that says where the markup after it came from; Typst's errors are read by it."""
        return f"\n//@ {self.file}:{node.line}\n" if node.line else "\n"

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return blocks one after another."""
        return "".join(f"{self.place(child)}{self.markup_of(child)}\n\n" for child in children)

    def inline(self, node: nodes.Element) -> str:
        """Return the text inside `node`."""
        return "".join(self.markup_of(child) for child in node.children)

    def content(self, node: nodes.Element) -> str:
        """Return the blocks inside `node`; one paragraph alone is written as its text."""
        if len(node.children) == 1 and isinstance(node.children[0], nodes.paragraph):
            return self.place(node.children[0]) + self.inline(node.children[0])
        return self.blocks(node.children)

    def anchors(self, node: nodes.Element) -> str:
        """Return the places in `node` that links may lead to."""
        return "".join(f"#anchor({string(f'{self.docname}#{name}')});" for name in node["ids"])

    def wide(self, node: nodes.Element) -> str:
        """Return the option of what reaches into the margin, where it may not."""
        parent = node.parent.parent if isinstance(node.parent, meeting) else node.parent
        inside = isinstance(parent, nodes.section) and not self.narrow
        return "" if inside else ", wide: false"

    def visit_through(self, node: nodes.Element) -> None:
        """Let the children speak for themselves."""
        self.finish(self.anchors(node) + self.blocks(node.children))

    def visit_silent(self, node: nodes.Element) -> None:
        """Write nothing: the node shows no text in any output."""
        raise nodes.SkipNode


def _stands_in_link(node: nodes.Node) -> bool:
    at = node.parent
    while at is not None and not isinstance(at, nodes.reference):
        at = at.parent
    return at is not None


def keep_number_with_word(text: str) -> str:
    """Return `text` with a short number kept on the line of the word that it belongs to."""
    return _AT_NUMBER.sub("\N{NO-BREAK SPACE}", text)
