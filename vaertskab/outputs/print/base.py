"""What every writer of nodes can do: find the method of a node, tell a fault, say where text came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes

from vaertskab.model.course import Course, Page, Part
from vaertskab.model.errors import CourseError
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading.source import line_of

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
    unprinted: frozenset[str] = frozenset()
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[CourseError] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)
    part_of: dict[str, Part] = field(init=False)
    indexes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once which part each page is in, and which pages are the parts' own."""
        self.part_of = self.course.parts_by_page()
        self.indexes = frozenset(part.index.docname for part in self.course.parts)


class BaseWriter:
    """Writes one page. `handout` leaves out where links lead and lets lines grow (a variable, `lines`)."""

    def __init__(self, around: Surroundings, docname: str, source: Path, *, handout: bool = False) -> None:
        """Take the page's name and its file."""
        self.around, self.docname, self.handout = around, docname, handout
        self.file = source.relative_to(around.root).as_posix() if source.is_absolute() else str(source)
        #: The list of its pages stands on the part's divider, or in the contents.
        self.on_divider = docname in around.indexes or docname == around.course.front.docname
        self.depth = 1
        self.in_table = False
        self.lead_pending = not handout
        self.footnotes: dict[str, nodes.footnote] = {}
        self.written_notes: set[str] = set()
        self.answers: list[str] = []
        self.grouped = self.roomy = self.narrow = False
        self.count = 0

    # How a node is written, and what happens to one that is not known.

    def write(self, node: nodes.Node) -> str:
        """Return the markup of `node`."""
        if isinstance(node, nodes.Text):
            return self.words(node)
        method: Callable[[nodes.Element], str] | None = None
        for kind in type(node).__mro__:
            if kind in (nodes.Element, nodes.TextElement, nodes.Inline):
                break
            if method := getattr(self, kind.__name__, None):
                break
        if method is None:
            return self.fault(
                node, f"Mappen kan ikke trykke »{type(node).__name__}«. Skriv det på en anden måde."
            )
        assert isinstance(node, nodes.Element)
        return method(node)

    def words(self, node: nodes.Text) -> str:
        """Return text: an address leads where it says, and what is longer than a line may break anywhere."""
        text, found, at = str(node), "", 0
        linked = _stands_in_link(node)
        for match in _ADDRESS_OR_LONG.finditer(text):
            shown = f"address({string(match[0])})"
            leads_to = "" if linked else match["web"] or (match["mail"] and f"mailto:{match['mail']}")
            found += markup(unparted(text[at : match.start()]))
            found += f"#link({string(leads_to)}, {shown});" if leads_to else f"#{shown};"
            at = match.end()
        return found + markup(unparted(text[at:]))

    def fault(self, node: nodes.Node, message: str) -> str:
        """Note a fault at the line of `node` and write nothing."""
        self.around.faults.append(CourseError(self.file, line_of(node), message))
        return ""

    def place(self, node: nodes.Node) -> str:
        """Return a comment that says where the markup after it came from; Typst's errors are read by it."""
        return f"\n//@ {self.file}:{node.line}\n" if node.line else "\n"

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return blocks one after another."""
        return "".join(f"{self.place(child)}{self.write(child)}\n\n" for child in children)

    def inline(self, node: nodes.Element) -> str:
        """Return the text inside `node`."""
        return "".join(self.write(child) for child in node.children)

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
        inside = isinstance(node.parent, nodes.section) and not self.narrow
        return "" if inside else ", wide: false"

    def through(self, node: nodes.Element) -> str:
        """Let the children speak for themselves."""
        return self.anchors(node) + self.blocks(node.children)

    def silent(self, node: nodes.Element) -> str:
        """Return nothing: the node shows no text in any output."""
        return ""


def _stands_in_link(node: nodes.Node) -> bool:
    at = node.parent
    while at is not None and not isinstance(at, nodes.reference):
        at = at.parent
    return at is not None


def unparted(text: str) -> str:
    """Return `text` with a short number kept on the line of the word that it belongs to."""
    return _AT_NUMBER.sub("\N{NO-BREAK SPACE}", text)


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
    about = [f"uge {page.week}"] if page.week else []
    if not page.docname.endswith("/index"):
        about.append(f"{page.minutes} min.")
    title, description = markup(page.title), markup(page.description)
    return f"({string(page.docname)}, [{title}], [{description}], {string(' · '.join(about))}),"
