"""Conversation cards: every reflection question of the course, eight to a sheet, with its back."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

from vaertskab.model.course import Page, Part, Question
from vaertskab.model.wordings import Wordings
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material

NAME = "samtalekort.pdf"
TITLE = "Samtalekort"
#: What the layout reads the cards from.
DATA = "kort/samtalekort.json"


def conversation_cards(
    material: Material, wordings: Wordings, source: Callable[[str], str]
) -> Iterator[Document]:
    """Yield the deck; nothing when the course has no question.

    `source` gives a page's file, as a path from the root, by its docname: what does not fit a card ends
    Typst's run with lines "file:line: message".
    """
    numbers = itertools.count(1)
    parts = material.course.parts_by_page()
    cards = [
        _card(material, wordings, page, parts.get(page.docname), question, next(numbers))
        | {"place": f"{source(page.docname)}:{question.line}", "page-place": f"{source(page.docname)}:1"}
        for page in material.course.pages()
        for question in page.questions
    ]
    if not cards:
        return
    main = (
        preamble(f"{TITLE} – {material.course.title}", material.edition)
        + '#import "/layout/kort.typ": conversation-cards\n'
        + f'#conversation-cards(edition, json("/{DATA}"))\n'
    )
    data = json.dumps(cards, ensure_ascii=False, indent=1).encode()
    yield Document(NAME, TITLE, main, {**material.files, DATA: data})


def _card(
    material: Material, wordings: Wordings, page: Page, part: Part | None, question: Question, number: int
) -> dict[str, Any]:
    """Return what the layout needs of a card."""
    facts = [part.title] if part else []
    facts += [f"uge {page.week}"] if page.week else []
    emblem = material.emblems.get(page.docname)
    if not emblem and part:
        emblem = material.emblems.get(part.index.docname)
    official = wordings.find(question.official) if question.official else None
    return {
        "number": number,
        "text": question.text,
        "help": question.help,
        "kind": question.kind.value,
        "kind-label": question.kind.label,
        "module": page.title,
        "part": " · ".join(facts),
        "emblem": emblem or None,
        "source": f"Ordlyd: {official.owner}" if official else "",
    }
