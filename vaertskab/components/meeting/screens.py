"""What the room sees of a meeting's steps: taken from the pages, so that nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vaertskab.model.language import _
from vaertskab.model.meeting import CHOSEN, TOGETHER, Meeting, MeetingStep, Screen, Showing, Shown

if TYPE_CHECKING:
    from vaertskab.model.content import Question
    from vaertskab.model.page import Page
    from vaertskab.model.wordings import Wordings


def screens(
    meeting: Meeting, step: MeetingStep, pages: Mapping[str, Page], wordings: Wordings
) -> list[Screen]:
    """Return what the room sees in a step, in order; what cannot be found is left out: a rule tells of it."""
    found = []
    for shown in step.shown:
        for target in meeting.targets(shown):
            choice = target if shown.target == CHOSEN else ""
            made = screens_of(Shown(shown.what, target), pages, wordings)
            found += [replace(screen, choice=choice) for screen in made]
    return found


def screens_of(shown: Shown, pages: Mapping[str, Page], wordings: Wordings) -> list[Screen]:
    """Return the screens of one thing, or none when it cannot be found."""
    page = pages.get(shown.target)
    if shown.what is Showing.TEXT:
        return [Screen(shown.what, lines=(shown.target,))]
    if shown.what is Showing.WORDING:
        return [
            *_wordings(
                page.wordings[:1] if page else shown.target.split(TOGETHER),
                page.title if page else "",
                wordings,
            )
        ]
    if shown.what is Showing.QUESTION:
        return _questions(page, shown.target, pages)
    if page is None:
        return []
    if shown.what is Showing.DRAWING:
        return [Screen(shown.what, drawing=page.pictures[0])] if page.pictures else []
    if shown.what is Showing.TASK:
        return [Screen(shown.what, page.title, page.how_to)] if page.how_to else []
    if shown.what is Showing.CARDS:
        return [*_cards(page)]
    return [Screen(shown.what, page.title, (page.lead,) if page.lead else ())]


#: How many cards to cut are read at once from the back of the room.
CARDS_ON_SCREEN = 4


def _cards(page: Page) -> Iterator[Screen]:
    """Yield a page's cards to cut, a few at a time, each with its number."""
    before = _("Nr. {number}").partition("{")[0]
    texts = [
        f"{card.label.removeprefix(before)}. {card.text}" if card.label.startswith(before) else card.text
        for card in page.paper_cards
    ]
    for at in range(0, len(texts), CARDS_ON_SCREEN):
        yield Screen(Showing.CARDS, page.title, tuple(texts[at : at + CARDS_ON_SCREEN]))


def _wordings(keys: Sequence[str], title: str, wordings: Wordings) -> Iterator[Screen]:
    """Yield the first wording of a page, or the pieces that are to be seen at once."""
    pieces = [wordings.find(key.strip()) for key in keys]
    found = [piece for piece in pieces if piece]
    if found and len(found) == len(pieces):
        lines = tuple(line for piece in found for line in piece.lines)
        first = found[0]
        yield Screen(Showing.WORDING, title or first.title, lines, source=first.owner, table=first.table)


def _questions(page: Page | None, target: str, pages: Mapping[str, Page]) -> list[Screen]:
    """Return a page's questions on one screen, or the one with the id `target`."""
    if page is not None:
        asked: tuple[Question, ...] = page.open_questions
    else:
        asked = tuple(one for other in pages.values() for one in other.questions if one.id == target)[:1]
    if not asked:
        return []
    title = page.title if page is not None and len(asked) > 1 else ""
    helping = asked[0].help if len(asked) == 1 else ""
    return [Screen(Showing.QUESTION, title, tuple(one.text for one in asked), helping)]
