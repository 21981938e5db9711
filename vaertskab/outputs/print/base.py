"""What every writer of nodes can do: find the method of a node, tell a fault, say where text came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes

from vaertskab.model.course import Course, Part
from vaertskab.model.errors import CourseError
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.reading.source import line_of

#: The spaces in "System 1", "uge 4" and "(5 minutter)".
_AT_NUMBER = re.compile(r"(?<=[^\W\d_]) (?=\d\b)|(?<=\(\d) (?=\w)|(?<=\(\d\d) (?=\w)")


@dataclass
class Surroundings:
    """What the writer of every page knows, and where it puts what it finds.

    `unprinted` are the docnames that the binder leaves out; `files` and `faults` grow with each page.
    """

    root: Path
    course: Course
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[CourseError] = field(default_factory=list)
    part_of: dict[str, Part] = field(init=False)
    unprinted: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up each page's part, and what is not printed, once."""
        self.part_of = self.course.parts_by_page()
        self.unprinted = frozenset(page.docname for page in self.course.pages() if not page.printed)


class BaseWriter:
    """Writes one page. `handout` leaves out where links lead and lets lines grow (a variable, `lines`)."""

    def __init__(self, around: Surroundings, docname: str, source: Path, *, handout: bool = False) -> None:
        """Take the page's name and its file."""
        self.around, self.docname, self.handout = around, docname, handout
        self.file = source.relative_to(around.root).as_posix() if source.is_absolute() else str(source)
        self.depth = 1
        self.in_table = False
        self.lead_pending = not handout
        self.footnotes: dict[str, nodes.footnote] = {}
        self.written_notes: set[str] = set()
        self.answers: list[str] = []
        self.spacious = self.grouped = self.roomy = False
        self.count = 0

    # How a node is written, and what happens to one that is not known.

    def write(self, node: nodes.Node) -> str:
        """Return the markup of `node`."""
        if isinstance(node, nodes.Text):
            return markup(unparted(str(node)))
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

    def through(self, node: nodes.Element) -> str:
        """Let the children speak for themselves."""
        return self.anchors(node) + self.blocks(node.children)

    def silent(self, node: nodes.Element) -> str:
        """Return nothing: the node shows no text in any output."""
        return ""


def unparted(text: str) -> str:
    """Return `text` with a short number kept on the line of the word that it belongs to."""
    return _AT_NUMBER.sub("\N{NO-BREAK SPACE}", text)
