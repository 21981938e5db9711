"""Read the course's data off a page's doctree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from vaertskab.model import text
from vaertskab.model.content import Link, Passage, Word
from vaertskab.model.meeting import Drawing
from vaertskab.model.page import Page, record_class
from vaertskab.model.roles import Paper, Purpose
from vaertskab.reading.folds import fold_ids, fold_of
from vaertskab.reading.nodes import CourseNode, is_official, text_of
from vaertskab.reading.roles import purpose_in, role_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


#: What stands after `tryk:` or `næste:` at the top of a page that the binder leaves out or »Næste« goes past.
NO = "nej"


#: What the text of a page begins with; a heading says that there is no lead.
_BEGINS = (nodes.paragraph, nodes.section)


def _opening(document: nodes.document) -> Iterator[str]:
    """Yield the paragraphs that a page begins with: its lead, and those that follow it at once."""
    section = next(document.findall(nodes.section), None)
    children = section.children if section is not None else []
    first = next((at for at, child in enumerate(children) if isinstance(child, _BEGINS)), len(children))
    for child in children[first:]:
        if not isinstance(child, nodes.paragraph):
            return
        yield child.astext().replace("\n", " ")


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


#: What the last paragraph of an explanation in the glossary begins with, where the word has synonyms.
SYNONYMS = ("Synonymer:", "Synonyms:")
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


def _term_of(block: nodes.Node) -> nodes.term | None:
    """Return the word of a glossary that the block belongs to, or None."""
    at = block.parent
    while at is not None and not isinstance(at, nodes.definition_list_item):
        at = at.parent
    in_glossary = at is not None and isinstance(at.parent.parent, addnodes.glossary)
    return at.next_node(nodes.term) if at is not None and in_glossary else None


def passages(document: nodes.document) -> tuple[Passage, ...]:
    """Return what the page says, piece by piece, in the order in which it is read."""
    found: dict[tuple[str, bool], tuple[str, list[str]]] = {}
    for block in document.findall(nodes.TextElement):
        if not isinstance(block, _BLOCKS) or block.astext().startswith(SYNONYMS):
            continue
        section, question = _section_of(block), _question_of(block)
        title = section.next_node(nodes.title) if section is not None else None
        anchor = section["ids"][0] if section is not None else ""
        if question is not None:
            anchor = question["ids"][0]
        elif (fold := fold_of(block)) is not None:
            anchor = fold_ids(fold)[0]
        heading = title.astext() if title is not None else ""
        if (term := _term_of(block)) is not None:
            anchor, heading = term["ids"][0], term.astext()
        said = found.setdefault((anchor, question is not None), (heading, []))[1]
        said.append(" ".join(block.astext().split()))
    return tuple(
        Passage(anchor, heading, " ".join(filter(None, said)), is_question)
        for (anchor, is_question), (heading, said) in found.items()
    )


def _drawings(document: nodes.document) -> Iterator[str]:
    """Yield the drawings that the page shows, each once."""
    shown = dict.fromkeys(picture["uri"] for picture in document.findall(nodes.image))
    return (uri for uri in shown if uri.lower().endswith(".svg"))


def _links(docname: str, document: nodes.document) -> Iterator[Link]:
    for node in document.findall(addnodes.pending_xref):
        if node.get("refdomain") == "doc" and node["reftarget"] != docname:
            yield Link(node["reftarget"], node.astext(), line_of(node))


def _pictures(document: nodes.document) -> Iterator[Drawing]:
    """Yield the pictures that stand by themselves, with what the page says of them."""
    for image in document.findall(nodes.image):
        uri = (image.get("candidates") or {}).get("*", image["uri"])
        if image.get("alt") and "://" not in uri:
            yield Drawing(uri, image["alt"])


def _how_to(document: nodes.document) -> tuple[str, ...]:
    """Return the items of the page's first numbered list that no block of the course holds."""
    for listing in document.findall(nodes.enumerated_list):
        if isinstance(listing.parent, nodes.section):
            return tuple(text_of(item) for item in listing.children)
    return ()


def _says_no(value: object) -> bool:
    return str(value).strip().lower() == NO


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None


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


def former_addresses(matter: Mapping[str, object]) -> list[str]:
    """Return the addresses that a page had before: "docs/om", or "docs/om#et-sted" for a place on it."""
    given = str(matter.get("tidligere", "") or "")
    return [name.strip() for name in given.split(",") if name.strip()]


def _keep_places(docname: str, matter: Mapping[str, object], document: nodes.document) -> None:
    """Let links to headings that are gone lead to the top of the page."""
    for section in document.findall(nodes.section):
        places = [name.partition("#") for name in former_addresses(matter)]
        kept = [anchor for page, _, anchor in places if page == docname and anchor not in document.ids]
        section["ids"] += filter(None, kept)
        return


def listed(written: str) -> tuple[str, ...]:
    """Return the words of a list with commas between."""
    return tuple(filter(None, (" ".join(word.split()) for word in written.split(","))))


def _meaning(paragraph: nodes.paragraph) -> str:
    """Return what an explanation says before the sentence that leads on to a page, or all of it."""
    said = ""
    for leaf in paragraph.findall(nodes.Text):
        if isinstance(leaf.parent.parent, (addnodes.pending_xref, nodes.reference)) or isinstance(
            leaf.parent, (addnodes.pending_xref, nodes.reference)
        ):
            said = said[: said.rfind(". ") + 1]
            break
        said += leaf
    return " ".join((said or paragraph.astext()).split())


def _words(document: nodes.document) -> Iterator[Word]:
    """Yield the words that the page's glossary explains."""
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            term, said = item.next_node(nodes.term), list(item.findall(nodes.paragraph))
            if term is None or not term["ids"] or not said:
                continue
            last = said[-1].astext()
            others = listed(last.partition(":")[2].rstrip(".")) if last.startswith(SYNONYMS) else ()
            yield Word(term.astext(), term["ids"][0], _meaning(said[0]), others)


def page_record(env: BuildEnvironment, docname: str, document: nodes.document) -> Page:
    """Return the record of the page `docname`, whose doctree has just been read."""
    matter = env.metadata.get(docname, {})
    _keep_places(docname, matter, document)
    prose = tuple(_prose(document))
    title = env.titles.get(docname)
    minutes = _number(matter.get("minutter"))
    role, purpose = role_of(env, docname), purpose_in(matter)

    def told(key: str) -> str:
        return str(env.config.kursus_settings.filled(str(matter.get(key, "")).strip()))

    former = former_addresses(matter)
    lead, *opening = [*_opening(document)] or [""]
    return record_class(docname, role)(
        docname=docname,
        role=role,
        purpose=purpose,
        printed=not _says_no(matter.get("tryk")),
        paper=next((paper for paper in Paper if paper == matter.get("tryk")), None),
        former=tuple(name for name in former if "#" not in name),
        on_the_way=purpose is not Purpose.TOOL and not _says_no(matter.get("næste")),
        title=title.astext() if title is not None else "",
        given_short_title=told("kort-titel"),
        description=told("beskrivelse"),
        lead=lead,
        opening=tuple(opening),
        minutes=minutes or text.reading_minutes(" ".join(prose)),
        week=_number(matter.get("uge")),
        links=tuple(_links(docname, document)),
        leader_question=told("leder-spørgsmål"),
        leader_notice=told("leder-bemærk"),
        search_words=listed(str(matter.get("søgeord", ""))),
        words=tuple(_words(document)),
        drawings=tuple(_drawings(document)),
        pictures=tuple(_pictures(document)),
        how_to=_how_to(document),
        prose=prose,
        **_facts(docname, document),
    )
