"""A page as its editor wrote it: what the rules look at and no output needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from pygments.filters import ErrorToken
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from vaertskab.model.language import _
from vaertskab.reading import front_matter, lost_text, tables
from vaertskab.reading.files import Fault, locate, refused_file
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.refusals import Refusal, refused

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: its address as written, its path from the root, its alternative text."""

    uri: str
    path: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class Address:
    """A link: where it goes and what it says."""

    target: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that a page asks for and does not get: as written, where it would lie, and why."""

    uri: str
    path: str
    fault: Fault
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a page's doctree says of how it was written; lines count from 1."""

    docname: str
    pictures: tuple[Picture, ...]
    refused_files: tuple[RefusedFile, ...]
    links: tuple[Address, ...]
    titles: tuple[int, ...]
    headings: tuple[int, ...]
    empty_headings: tuple[int, ...]
    tables_without_head: tuple[int, ...]
    #: Line, number of columns and widest word of each table that has no room on paper.
    wide_tables: tuple[tuple[int, int, str], ...]
    #: Line and language of each piece of code that is not in its language.
    wrong_code: tuple[tuple[int, str], ...]
    #: Lines of text that became code because they are indented.
    indented: tuple[int, ...]
    #: Headings that are made by a line of --- or === under them.
    underlined: tuple[int, ...]
    ends_in_question: bool
    #: Footnotes in what is also shown or read aloud without them: line, and what it stands in, in Danish.
    misplaced_notes: tuple[tuple[int, str], ...] = ()
    #: Lines at which Sphinx, MyST or docutils found a fault.
    faults: tuple[int, ...] = ()
    #: Lines whose words the page does not show, with the first that is missing.
    lost: tuple[tuple[int, str], ...] = ()
    #: What the page said and may not say.
    refusals: tuple[Refusal, ...] = ()

    def refused(self, kind: str) -> Iterator[tuple[int, str]]:
        """Yield the line and the words of each thing of this kind that was left out."""
        return ((one.line, one.written) for one in self.refusals if one.kind == kind)


def line_of(node: nodes.Node) -> int:
    """Return the source line of `node`, or of the nearest node around it that knows; else 1."""
    at: nodes.Node | None = node
    while at is not None:
        if at.line:
            return int(at.line)
        at = at.parent
    return 1


def _ends_in_question(document: nodes.document) -> bool:
    last: nodes.Node = document
    while not (isinstance(last, CourseNode) and last.is_question):
        shown = [child for child in last.children if not isinstance(child, nodes.Invisible)]
        if not shown or isinstance(last, nodes.TextElement):
            return False
        last = shown[-1]
    return True


def _is_title(lines: list[str], line: int) -> bool:
    """Tell a heading with one # (or with ==== under it) from one with more."""
    written = lines[line - 1].lstrip() if line <= len(lines) else ""
    return not written.startswith("##") and not (
        not written.startswith("#") and line < len(lines) and re.match(r"\s*-+\s*$", lines[line])
    )


def _is_underlined(lines: list[str], line: int) -> bool:
    below = lines[line].strip() if line < len(lines) else ""
    return not lines[line - 1].lstrip().startswith("#") and bool(re.fullmatch(r"=+|-+", below))


def _is_indented(lines: list[str], line: int) -> bool:
    """Tell code that its indentation makes; its line may be that of the block that it stands in."""
    return re.match(r"( {4}|\t)", lines[line - 1]) is not None


#: Languages that no text is wrong in; code in Markdown is what the editor's pages show most.
_TAKES_ANYTHING = ("text", "none", "markdown", "md")


def _is_in_its_language(code: nodes.literal_block) -> bool:
    """Read code as whoever colours it will; a language that is not known is another rule's."""
    language = code.get("language", "text")
    if language in _TAKES_ANYTHING:
        return True
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return True
    lexer.add_filter("raiseonerror")
    try:
        return bool(list(lexer.get_tokens(code.astext())))
    except ErrorToken:
        return False


def _words(section: nodes.section) -> str:
    title = next(iter(section.findall(nodes.title)), None)
    return title.astext().strip() if title is not None and title.parent is section else ""


def _misplaced_notes(every: list[nodes.Element], near: Callable[..., int]) -> Iterator[tuple[int, str]]:
    for note in every:
        if not isinstance(note, nodes.footnote_reference):
            continue
        around: nodes.Element | None = note.parent
        while around is not None:
            if isinstance(around, CourseNode) and around.goes_elsewhere:
                yield near(note, "[^"), _(around.goes_elsewhere)
                break
            if isinstance(around, nodes.title):
                yield near(note, "[^"), _("en overskrift")
                break
            around = around.parent


def read_source(env: BuildEnvironment, docname: str, document: nodes.document) -> Source:
    """Return the source facts of the page `docname`, whose doctree has just been read."""
    written = Path(env.doc2path(docname))
    lines = written.read_text("utf-8-sig", errors="replace").split("\n")

    def near(node: nodes.Node, *needles: str) -> int:
        """Return the line at or after the node's on which one of `needles` stands."""
        start = line_of(node)
        for needle in filter(None, needles):
            for number in range(start, min(len(lines), start + 80) + 1):
                if needle in lines[number - 1]:
                    return number
        return start

    def place_of(one: Refusal) -> int:
        """Return the line on which it is written; of a block's first line, MyST may count one too many."""
        written = f"{{{one.written}}}" if one.kind in ("block", "role") else one.written
        close = range(max(1, one.line - 1), min(len(lines), one.line + 15) + 1)
        return next((number for number in close if written in lines[number - 1]), one.line)

    every = list(document.findall(nodes.Element))
    pictures = tuple(
        Picture(
            node.get("original_uri", node["uri"]),
            node["uri"],
            node.get("alt", "").strip(),
            near(node, node["uri"].rpartition("/")[2]),
        )
        for node in every
        if isinstance(node, nodes.image)
    )
    sections = [node for node in every if isinstance(node, nodes.section)]
    headings = sorted(line_of(node) for node in sections)
    references = [n for n in every if n.get("refuri") or n.get("reftarget")]
    return Source(
        docname=docname,
        pictures=pictures,
        refused_files=tuple(
            RefusedFile(
                node["written"],
                locate(docname, node["written"]) or "",
                node["fault"],
                near(node, node["written"], node["written"].rpartition("/")[2], unquote(node["written"])),
            )
            for node in every
            if isinstance(node, refused_file)
        ),
        links=tuple(
            Address(target, node.astext(), near(node, f"]({target}", target, node.astext()))
            for node in references
            if (target := str(node.get("refuri") or node.get("reftarget")))
        ),
        titles=tuple(line for line in headings if _is_title(lines, line)),
        headings=tuple(headings),
        empty_headings=tuple(line_of(s) for s in sections if not _words(s)),
        tables_without_head=tuple(
            line_of(node)
            for node in every
            if isinstance(node, nodes.table)
            and not any(head.astext().strip() for head in node.findall(nodes.thead))
        ),
        wide_tables=tuple(
            (line_of(node), *found)
            for node in every
            if isinstance(node, nodes.table) and (found := tables.too_wide(node))
        ),
        wrong_code=tuple(
            (line_of(node), node.get("language", ""))
            for node in every
            if isinstance(node, nodes.literal_block) and not _is_in_its_language(node)
        ),
        indented=tuple(
            line_of(node)
            for node in every
            if isinstance(node, nodes.literal_block) and _is_indented(lines, line_of(node))
        ),
        underlined=tuple(line for line in headings if _is_underlined(lines, line)),
        ends_in_question=_ends_in_question(document),
        misplaced_notes=tuple(_misplaced_notes(every, near)),
        faults=tuple(line_of(node) for node in every if isinstance(node, nodes.system_message)),
        lost=lost_text.lost(lines, front_matter.read("\n".join(lines)).end, document),
        refusals=tuple(replace(one, line=place_of(one)) for one in refused(env)),
    )
