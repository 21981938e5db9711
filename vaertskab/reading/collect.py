"""Read the course's data off a page's doctree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from vaertskab.model import text
from vaertskab.model.course import (
    Kind,
    Link,
    Manuscript,
    Page,
    Passage,
    Question,
    WritingLines,
    record_class,
)
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Class of official wording in running text, and of a list that the program writes.
WORDING_CLASS = "ordlyd-tekst"
#: What lists the course's questions.
_GATHERING = (course_nodes.note_list, course_nodes.question_list)
#: Classes of what a question's card holds.
LABEL_CLASS = "refleksion-slags"
HELP_CLASS = "refleksion-hjaelp"
QUESTION_CLASS = "refleksion-spoergsmaal"


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


def _is_official(node: nodes.Node) -> bool:
    at: nodes.Node | None = node
    while at is not None:
        if isinstance(at, (course_nodes.wording, nodes.system_message)):
            return True
        if isinstance(at, nodes.bullet_list) and WORDING_CLASS in at["classes"]:
            return True
        if isinstance(at, course_nodes.question) and at["official"]:
            return True
        at = at.parent
    return False


def _prose(document: nodes.document) -> Iterator[str]:
    """Yield the running text of the page: what its author wrote, so no official wording."""
    for block in document.findall(nodes.Element):
        if not isinstance(block, (nodes.paragraph, nodes.rubric)):
            continue
        if _is_official(block) and HELP_CLASS not in block["classes"]:
            continue
        pieces = [
            str(leaf)
            for leaf in block.findall(nodes.Text)
            if WORDING_CLASS not in leaf.parent.get("classes", ())
            and not isinstance(leaf.parent, nodes.literal)
            and not isinstance(leaf.parent.parent, nodes.system_message)
        ]
        if joined := "".join(pieces).replace("\n", " ").strip():
            yield joined


def _questions(docname: str, document: nodes.document) -> Iterator[Question]:
    for node in document.findall(course_nodes.question):
        by_class: dict[str, str] = {}
        for paragraph in node.findall(nodes.paragraph):
            for name in paragraph["classes"]:
                by_class[name] = paragraph.astext().replace("\n", " ")
        yield Question(
            id=node["question_id"],
            text=by_class.get(QUESTION_CLASS, ""),
            kind=Kind(node["kind"]),
            help=by_class.get(HELP_CLASS, ""),
            docname=docname,
            line=line_of(node),
            official=node["official"],
            named=node["named"],
        )


#: What holds a line of text of its own; a heading is told apart, code is not searched.
_BLOCKS = (nodes.paragraph, nodes.term, nodes.rubric, nodes.caption)


def _question_of(block: nodes.Node) -> course_nodes.question | None:
    at = block.parent
    while at is not None and not isinstance(at, course_nodes.question):
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
            anchor = f"spoergsmaal-{question['question_id']}"
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
        given_short_title=str(matter.get("kort-titel", "")).strip(),
        description=str(matter.get("beskrivelse", "")).strip(),
        lead=_lead(document),
        minutes=minutes or text.reading_minutes(" ".join(prose)),
        week=_number(matter.get("uge")),
        questions=tuple(_questions(docname, document)),
        links=tuple(_links(docname, document)),
        manuscript=_manuscript(spoken) if spoken is not None else None,
        tries=tuple(" ".join(_paragraphs(node)) for node in document.findall(course_nodes.trial)),
        writing=tuple(
            WritingLines(node["writing_id"], node.astext(), node["count"], line_of(node))
            for node in document.findall(course_nodes.writing_lines)
        ),
        shown=tuple(
            (target, line)
            for node in document.findall(course_nodes.shown_questions)
            for target, line in zip(node["targets"], node["lines"], strict=True)
        ),
        film=_first(document.findall(course_nodes.film_place)) is not None,
        cinema=_first(document.findall(course_nodes.cinema_place)) is not None,
        gathers=any(_first(document.findall(node)) is not None for node in _GATHERING),
        round=_first(document.findall(course_nodes.round_place)) is not None,
        calendar=_first(document.findall(course_nodes.calendar_place)) is not None,
        prose=prose,
    )
