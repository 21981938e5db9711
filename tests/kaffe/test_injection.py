"""Nothing in a name, a workplace or a theme can break out of its place in a mail."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaertskab.kaffe.letters.headers import first_name, one_line, person_field, text_field
from vaertskab.kaffe.letters.mail import Composer

from vaertskab.kaffe.model import Message, Person

from .reading import EVIL, bodies, parsed
from .sending import FIRST, SENDER, course, message


class _Tags(HTMLParser):
    """Counts the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.tags.append(tag)


def assert_unbroken(composer: Composer, mail: Message, honest: bytes) -> None:
    """The mail has the same fields, parts and tags as an honest one, and its lines are of a proper length."""
    data = composer.compose(mail, FIRST)
    found, right = parsed(data), parsed(honest)
    assert found.keys() == right.keys()
    assert [part.get_content_type() for part in found.walk()] == [
        part.get_content_type() for part in right.walk()
    ]
    assert len(found["To"].addresses) == 1
    assert found["To"].addresses[0].addr_spec == mail.participant.person.address
    assert _Tags(list(bodies(found))[1]).tags == _Tags(list(bodies(right))[1]).tags
    assert data.isascii()
    assert b"\0" not in data
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", data)
    head, _, _ = data.partition(b"\r\n\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert max(len(line) for line in head.split(b"\r\n") if not line.startswith(b"List-Unsubscribe")) <= 78
    shown = "".join(bodies(found)) + str(found["To"]) + str(found["Subject"])
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", shown)


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_a_name_a_workplace_or_a_theme_breaks_out(tmp_path: Path, evil: str) -> None:
    kursus = course(tmp_path)
    themes = tuple(replace(theme, title=evil, lead=evil, question=evil) for theme in kursus.edition.themes)
    edition = replace(kursus.edition, themes=themes, organisation=evil)
    honest = Composer(SENDER, kursus, lambda _: kursus.edition).compose(message(), FIRST)
    composer = Composer(SENDER, replace(kursus, edition=edition), lambda _: edition)
    assert_unbroken(composer, message(name=evil, workplace=evil), honest)
    subject = parsed(composer.compose(message(), FIRST))["Subject"]
    assert "\n" not in subject


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_name_comes_back_as_it_was_and_nowhere_else(name: str) -> None:
    field = person_field("To", Person(name, "anne@example.org"))
    lines = field.split(b"\r\n")
    assert lines.pop() == b""
    assert all(line.startswith(b" ") for line in lines[1:])
    assert max(map(len, lines)) <= 78
    found = parsed(field + b"\r\n")
    assert found.keys() == ["To"]
    assert found["To"].addresses[0].addr_spec == "anne@example.org"
    subject = text_field("Subject", name)
    assert parsed(subject + b"\r\n").keys() == ["Subject"]
    assert max(map(len, subject.split(b"\r\n"))) <= 78
    assert "\n" not in first_name(Person(name, "anne@example.org")) + one_line(name)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=120))
def test_a_subject_reads_as_it_was_written(text: str) -> None:
    assert parsed(text_field("Subject", text) + b"\r\n")["Subject"] == one_line(text)
