"""Every word of a week's page that its mail is to hold is in it, as text and as HTML."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable

import words
from building import Built
from docutils import nodes
from html_tree import parse

from vaertskab.components.film import film
from vaertskab.components.manuscript import manuscript
from vaertskab.components.reflection import question
from vaertskab.components.trial import trial as trial_node
from vaertskab.kaffe.commands.mailing import trial
from vaertskab.kaffe.course_file import STORY_PARAGRAPHS, load
from vaertskab.kaffe.model import Person

NOW = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
SENDER, READER = Person("Kafferefleksion", "kaffe@example.org"), Person("Bo", "bo@example.org")


def _rest_of_the_story(document: nodes.document) -> list[nodes.Element]:
    """What the film says after the beginning: the film and the page have it."""
    return [
        later
        for spoken in document.findall(manuscript)
        for later in list(spoken.findall(nodes.paragraph))[STORY_PARAGRAPHS:]
    ]


def _to_read_on(document: nodes.document) -> list[nodes.Element]:
    """What stands under a heading of its own, but for question and trial: the mail leads to the page."""
    return [
        part
        for below in document.findall(lambda node: isinstance(node, nodes.section))
        if isinstance(below.parent, nodes.section)
        for part in below.children
        if not isinstance(part, (question, trial_node, nodes.section))
    ]


def _films(document: nodes.document) -> list[nodes.Element]:
    """The player: the mail has a picture and a button that lead to it, where there is a film."""
    return list(document.findall(film))


def _headings(document: nodes.document) -> list[nodes.Element]:
    """What the page calls its parts: the mail has its own words for them."""
    return [
        title
        for part in (manuscript, trial_node)
        for found in document.findall(part)
        for title in found.findall(lambda node: isinstance(node, (nodes.title, nodes.rubric)))
    ]


#: What is left out of the mail on purpose; all else of the page is in it.
LEFT_OUT: tuple[Callable[[nodes.document], list[nodes.Element]], ...] = (
    _rest_of_the_story, _to_read_on, _films, _headings,
)  # fmt: skip


def missing(document: nodes.document, mail: str) -> list[str]:
    for choose in LEFT_OUT:
        for part in choose(document):
            part.parent.remove(part)
    found = words.texts_of(document, (*words.NOWHERE, *words.NUMBERS))
    return [text for text in found if words.bare(text) not in mail]


def missing_in_mails(built: Built) -> dict[str, list[str]]:
    course = load(str(built.site / "kursus.json"), "https://kursus.example.org/")
    found = {}
    for edition, theme in [(one, theme) for one in course.editions for theme in one.themes]:
        composer, message = trial(SENDER, course, edition, READER, theme.week, NOW)
        read = composer.read(message)
        path = built.site.parent / ".doctrees" / f"{theme.docname}.doctree"
        for kind, text in (("text", read.text), ("html", parse(read.html).text())):
            document: nodes.document = pickle.loads(path.read_bytes())
            assert len(list(words.texts_of(document, words.NOWHERE))) > 10
            if lost := missing(document, words.bare(text)):
                found[f"{theme.docname} as {kind}"] = lost
    return found


def test_every_word_of_a_weeks_page_that_the_mail_is_to_hold_is_in_it(course: Built) -> None:
    assert missing_in_mails(course) == {}
