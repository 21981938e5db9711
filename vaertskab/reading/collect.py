"""Read the course's data off a page's doctree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from vaertskab.model import text
from vaertskab.model.course import (
    Link,
    Manuscript,
    Page,
    Passage,
    WritingLines,
    record_class,
)
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.nodes import CourseNode, is_official
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: What lists the course's questions.
_GATHERING = (course_nodes.note_list, course_nodes.question_list)


def _paragraphs(node: nodes.Element) -> tuple[str, ...]:
    return tuple(p.astext().replace("\n", " ") for p in node.findall(nodes.paragraph))


def _mark(paragraph: nodes.paragraph) -> str:
    """Return what stands before a paragraph of a manuscript: its place in a list, or that it is quoted."""
    at: nodes.Node = paragraph
    while at.parent is not None and not isinstance(at, course_nodes.manuscript):
        if isinstance(at, nodes.list_item):
            if at.children[0] is not paragraph:
                return ""
            if isinstance(at.parent, nodes.enumerated_list):
                return f"{at.parent.get('start', 1) + at.parent.index(at)}."
            return "•"
        if isinstance(at, nodes.block_quote):
            return "»"
        at = at.parent
    return ""


def _manuscript(node: nodes.Element) -> Manuscript:
    marks = tuple(_mark(paragraph) for paragraph in node.findall(nodes.paragraph))
    return Manuscript(_paragraphs(node), line_of(node), marks)


def _lead(document: nodes.document) -> str:
    for section in document.findall(nodes.section):
        for child in section.children:
            if isinstance(child, nodes.paragraph):
                return child.astext().replace("\n", " ")
            if isinstance(child, nodes.section):
                break
        break
    return ""


def _is_authors(leaf: nodes.Text) -> bool:
    """Tell whether the author wrote the words: no official wording, code, or complaint of the parser's."""
    if is_official(leaf) or isinstance(leaf.parent, nodes.literal):
        return False
    return not isinstance(leaf.parent.parent, nodes.system_message)


def _prose(document: nodes.document) -> Iterator[str]:
    """Yield the running text of the page: what its author wrote, so no official wording."""
    for block in document.findall(nodes.Element):
        if isinstance(block, (nodes.paragraph, nodes.rubric)) and not is_official(block):
            pieces = (str(leaf) for leaf in block.findall(nodes.Text) if _is_authors(leaf))
            if joined := "".join(pieces).replace("\n", " ").strip():
                yield joined


#: What holds a line of text of its own; a heading is told apart, code is not searched.
_BLOCKS = (nodes.paragraph, nodes.term, nodes.rubric, nodes.caption)


def _question_of(block: nodes.Node) -> CourseNode | None:
    at = block.parent
    while at is not None and not (isinstance(at, CourseNode) and at.is_question):
        at = at.parent
    return at


def _section_of(block: nodes.Node) -> nodes.section | None:
    at = block.parent
    while at is not None and not isinstance(at, nodes.section):
        at = at.parent
    return at


def passages(document: nodes.document) -> tuple[Passage, ...]:
    """Return what the page says, piece by piece, in the order in which it is read."""
    found: dict[tuple[str, bool], tuple[str, list[str]]] = {}
    for block in document.findall(nodes.TextElement):
        if not isinstance(block, _BLOCKS):
            continue
        section, question = _section_of(block), _question_of(block)
        title = section.next_node(nodes.title) if section is not None else None
        anchor = section["ids"][0] if section is not None else ""
        if question is not None:
            anchor = question["ids"][0]
        heading = title.astext() if title is not None else ""
        said = found.setdefault((anchor, question is not None), (heading, []))[1]
        said.append(" ".join(block.astext().split()))
    return tuple(
        Passage(anchor, heading, " ".join(filter(None, said)), is_question)
        for (anchor, is_question), (heading, said) in found.items()
    )


def _links(docname: str, document: nodes.document) -> Iterator[Link]:
    for node in document.findall(addnodes.pending_xref):
        if node.get("refdomain") == "doc" and node["reftarget"] != docname:
            yield Link(node["reftarget"], node.astext(), line_of(node))


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None


def _first(found: Iterable[nodes.Element]) -> nodes.Element | None:
    return next(iter(found), None)


def _facts(docname: str, document: nodes.document) -> dict[str, Any]:
    """Return what the components' nodes say of the page, by field of `Page`."""
    found: dict[str, Any] = {}
    for node in document.findall(CourseNode):
        for field, value in node.facts(docname).items():
            if isinstance(value, tuple):
                found[field] = (*found.get(field, ()), *value)
            else:
                found.setdefault(field, value)
    return found


def page(env: BuildEnvironment, docname: str, document: nodes.document) -> Page:
    """Return the record of the page `docname`, whose doctree has just been read."""
    matter = env.metadata.get(docname, {})
    prose = tuple(_prose(document))
    spoken = _first(document.findall(course_nodes.manuscript))
    title = env.titles.get(docname)
    minutes = _number(matter.get("minutter"))
    return record_class(docname)(
        docname=docname,
        title=title.astext() if title is not None else "",
        description=str(matter.get("beskrivelse", "")).strip(),
        lead=_lead(document),
        minutes=minutes or text.reading_minutes(" ".join(prose)),
        week=_number(matter.get("uge")),
        links=tuple(_links(docname, document)),
        manuscript=_manuscript(spoken) if spoken is not None else None,
        tries=tuple(" ".join(_paragraphs(node)) for node in document.findall(course_nodes.trial)),
        writing=tuple(
            WritingLines(node["writing_id"], node.astext(), node["count"], line_of(node))
            for node in document.findall(course_nodes.writing_lines)
        ),
        film=_first(document.findall(course_nodes.film_place)) is not None,
        cinema=_first(document.findall(course_nodes.cinema_place)) is not None,
        gathers=any(_first(document.findall(node)) is not None for node in _GATHERING),
        round=_first(document.findall(course_nodes.round_place)) is not None,
        calendar=_first(document.findall(course_nodes.calendar_place)) is not None,
        prose=prose,
        **_facts(docname, document),
    )
