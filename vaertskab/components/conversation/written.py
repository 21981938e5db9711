"""How a talk is written: a scene for each `### 1`, and its parts out of what an editor writes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from vaertskab.components.base import logger
from vaertskab.components.conversation.parts import (
    anchor_of,
    heard,
    replies,
    reply,
    said,
    scene,
    scene_number,
    suggestion,
    where_to,
)
from vaertskab.model.language import _

if TYPE_CHECKING:
    from docutils.nodes import Node

    from vaertskab.components.base import CourseDirective

_HEADING = re.compile(r"\s{0,3}#+\s*(?P<written>.*?)\s*$")
# In the words of every language: a talk may be written before the course says which it speaks.
_NUMBER = re.compile(r"(?P<number>\d{1,3})\.?(?:\s+(?P<slut>Slutt?|End)\.?)?", re.IGNORECASE)
_WHERE_TO = re.compile(r"\s*\(?(?P<words>[Gg](?:å til|o to) (?P<number>\d{1,3}))\.?\)?\s*$")
_ASKED = re.compile(r"(?:Hvad|Hva|What)\s[^?]*\?")


def scenes(directive: CourseDirective, talk_id: str) -> list[Node]:
    """Return the scenes that are written in the block, in order; faults are told at their lines."""
    found: list[scene] = []
    for number, end, at, until in _parts(directive):
        node = scene(number=number, ends=bool(end), ids=[anchor_of(talk_id, number)], before="")
        _place(directive, node, at)
        shown = scene_number("", f"{number} {end}" if end else str(number))
        _place(directive, shown, at)
        node += [shown, *_inside(directive, talk_id, at + 1, until)]
        found.append(node)
    _lead_back(found)
    return list(found)


def _parts(directive: CourseDirective) -> Iterator[tuple[int, str, int, int]]:
    """Yield of each scene its number, the word that ends the talk or "", its first and last line."""
    lines = list(directive.content)
    starts = [(at, found["written"]) for at, line in enumerate(lines) if (found := _HEADING.match(line))]
    if not starts:
        return
    before = next((at for at in range(starts[0][0]) if lines[at].strip()), None)
    if before is not None:
        _fault(directive, before, _("Teksten står før det første trin. Flyt den ned under »### 1«."))
    seen: set[int] = set()
    for (at, written), (until, _next) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        number = _NUMBER.fullmatch(written)
        if number is None:
            message = _(
                "»{written}« er ikke et trin. Skriv et tal efter ###, og »Slut«, hvis samtalen ender der."
            )
            _fault(directive, at, message.format(written=written[:40]))
        elif int(number["number"]) in seen:
            message = _("Der er to trin med tallet {number}. Giv det ene et andet tal.")
            _fault(directive, at, message.format(number=number["number"]))
        else:
            seen.add(int(number["number"]))
            yield int(number["number"]), (number["slut"] or "").capitalize(), at, until


def _inside(directive: CourseDirective, talk_id: str, begin: int, end: int) -> Iterator[Node]:
    """Yield what is said, what was heard, and the replies, of the block's lines from `begin` to `end`."""
    holder = nodes.Element()
    directive.state.nested_parse(directive.content[begin:end], directive.content_offset + begin, holder)
    children = list(holder.children)
    listed = children.pop() if children and isinstance(children[-1], nodes.bullet_list) else None
    asked = next((child for child in children if _ASKED.match(child.astext())), None)
    if asked is not None and isinstance(asked, nodes.paragraph):
        children.remove(asked)
        yield said("", *children)
        yield _heard(asked)
    else:
        yield said("", *children)
    if isinstance(listed, nodes.bullet_list):
        yield _replies(directive, talk_id, listed)


def _heard(paragraph: nodes.paragraph) -> heard:
    """Return the question that a paragraph begins with, and what follows it as a suggestion."""
    first = paragraph.children[0]
    question = _ASKED.match(str(first)) if isinstance(first, nodes.Text) else None
    if question is None or paragraph.astext().strip() == question[0]:
        return heard("", paragraph)
    rest = suggestion("", "", nodes.Text(str(first)[question.end() :].lstrip()), *paragraph.children[1:])
    asked = nodes.paragraph("", "", nodes.Text(question[0]))
    for node in (asked, rest):
        node.source, node.line = paragraph.source, paragraph.line
    return heard("", asked, rest)


def _replies(directive: CourseDirective, talk_id: str, listed: nodes.bullet_list) -> replies:
    """Return a list of replies; each that does not say where it leads is told of, and stays as it is."""
    for item in listed.children:
        paragraph, *more = item.children or (None,)
        words = item.astext().strip("»«“”‘’")[:40]
        # A link in a link is none.
        if any(isinstance(one, (nodes.reference, addnodes.pending_xref)) for one in item.findall()):
            message = _("Svaret »{words}« har et link i sig. Flyt linket til teksten under samtalen.")
        elif more or not isinstance(paragraph, nodes.paragraph) or not _link(talk_id, paragraph):
            message = _("Svaret »{words}« siger ikke, hvor det fører hen. Slut det med et tal, fx: Gå til 2.")
        else:
            continue
        place = (directive.env.docname, item.line or directive.lineno)
        logger.warning(message.format(words=words), location=place, type="kursus", subtype="samtale")
    return replies("", *listed.children)


def _link(talk_id: str, paragraph: nodes.paragraph) -> bool:
    """Make the words of a reply a link to the scene that they name; tell whether they name one."""
    *words, last = paragraph.children
    where = _WHERE_TO.search(str(last)) if isinstance(last, nodes.Text) else None
    if where is None:
        return False
    target = int(where["number"])
    said_first = str(last)[: where.start()]
    link = reply("", "", *words, nodes.Text(said_first + " "), where_to("", f"G{where['words'][1:]}"))
    link["leads_to"], link["refid"], link["internal"] = target, anchor_of(talk_id, target), True
    paragraph.children = []
    paragraph.append(link)
    return True


def _lead_back(found: list[scene]) -> None:
    """Note for each scene the one that leads to it, where it is one only."""
    leading: dict[str, set[str]] = {}
    for node in found:
        for link in node.findall(reply):
            leading.setdefault(link["refid"], set()).add(node["ids"][0])
    for node in found:
        anchor = node["ids"][0]
        before = leading.get(anchor, set()) - {anchor}
        node["before"] = before.pop() if len(before) == 1 else ""


def _line(directive: CourseDirective, at: int) -> int:
    """Return the line in the page's file of a line in the block."""
    return directive.lineno + directive.content_offset + 1 + at


def _place(directive: CourseDirective, node: nodes.Element, at: int) -> None:
    node.source, node.line = directive.get_source_info()[0], _line(directive, at)


def _fault(directive: CourseDirective, at: int, message: str) -> None:
    place = (directive.env.docname, _line(directive, at))
    logger.warning(message, location=place, type="kursus", subtype="samtale")
