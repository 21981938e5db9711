"""Cards, eight to a sheet, each with its back: the course's questions, and what pages have to cut out."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

from vaertskab.model.content import Question
from vaertskab.model.course import Part
from vaertskab.model.language import N_, _
from vaertskab.model.page import Page
from vaertskab.model.wordings import Wordings
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material, own_name
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.prints import CARDS

NAME = "samtalekort.pdf"
TITLE = N_("Samtalekort")
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
        if question.on_card
    ]
    if not cards:
        return
    main = (
        preamble(f"{_(TITLE)} – {material.course.title}", material.edition)
        + '#import "/layout/cards.typ": conversation-cards\n'
        + f'#conversation-cards(edition, json("/{DATA}"))\n'
    )
    data = json.dumps(cards, ensure_ascii=False, indent=1).encode()
    yield Document(NAME, _(TITLE), main, {**material.files, DATA: data})


def paper_cards(material: Material, source: Callable[[str], str]) -> Iterator[Document]:
    """Yield the cards of each page that has some to cut out; `source` is as for `conversation_cards`."""
    parts = material.course.parts_by_page()
    for page in material.course.pages():
        if not page.paper_cards:
            continue
        labels = list(dict.fromkeys(card.label for card in page.paper_cards))
        # A pile has its colour, and a table its columns; what is numbered is one pile.
        piles = labels if len(labels) < len(page.paper_cards) else [""]
        cards = [
            {
                "text": card.text,
                "label": card.label,
                "pile": piles.index(card.label) if card.label in piles else 0,
                "module": page.title,
                "emblem": _emblem(material, page, parts.get(page.docname)),
                "place": f"{source(page.docname)}:{card.line}",
                "page-place": f"{source(page.docname)}:1",
            }
            for card in page.paper_cards
        ]
        title = _("Kort til »{title}«").format(title=page.title)
        name = own_name(CARDS, material.course, page)
        data = name.removesuffix(".pdf") + ".json"
        main = (
            preamble(f"{title} – {material.course.title}", material.edition)
            + '#import "/layout/cards.typ": paper-cards\n'
            + f"#paper-cards(edition, json({string('/' + data)}))\n"
        )
        files = {**material.files, data: json.dumps(cards, ensure_ascii=False, indent=1).encode()}
        yield Document(name, title, main, files, page=page.docname)


def _card(
    material: Material, wordings: Wordings, page: Page, part: Part | None, question: Question, number: int
) -> dict[str, Any]:
    """Return what the layout needs of a card."""
    facts = [part.title] if part else []
    facts += [_("uge {week}").format(week=page.week)] if page.week else []
    official = wordings.find(question.official) if question.official and not question.card else None
    owner = question.answer_owner or (official.owner if official else "")
    return {
        "number": number,
        "text": question.on_card,
        "help": question.help,
        "kind": question.kind.value,
        "kind-label": question.kind.label,
        "module": page.title,
        "part": " · ".join(facts),
        "emblem": _emblem(material, page, part),
        "source": _("Ordlyd: {owner}").format(owner=owner) if owner else "",
        "answer": list(question.answer),
    }


def _emblem(material: Material, page: Page, part: Part | None) -> str | None:
    """Return where the drawing stands that a card's back wears: the page's emblem, or its part's."""
    found = material.emblems.get(page.docname) or (part and material.emblems.get(part.index.docname))
    return found or None
