"""Nothing in a name, a workplace or a theme can break out of its place in a mail."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaertskab.kaffe.address import first_name
from vaertskab.kaffe.letters.letter import Words, new_mail
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import Message, Person
from vaertskab.kaffe.text import one_line

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
    assert (
        max(
            len(line)
            for line in head.split(b"\r\n")
            if not line.startswith((b"List-Unsubscribe", b"Message-ID"))
        )
        <= 78
    )
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


def mail_to(name: str, subject: str) -> bytes:
    """A mail to somebody called `name`."""
    words, person = Words(one_line(subject), "x", "<p>x</p>"), Person(name, "anne@example.org")
    return new_mail(SENDER, person, words, FIRST, "<kaffe.1.1@example.org>").as_bytes()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_name_stays_in_its_place(name: str) -> None:
    data = mail_to(name, name)
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()
    found = parsed(data)
    assert found.keys() == parsed(mail_to("Bo", "Hej")).keys()
    assert [address.addr_spec for address in found["To"].addresses] == ["anne@example.org"]
    assert "\n" not in first_name(Person(name, "anne@example.org")) + one_line(name)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=50))
def test_a_name_and_a_subject_read_as_they_were_written(text: str) -> None:
    found, right = parsed(mail_to(text, text)), one_line(text).replace("=?", "= ?")
    assert found["To"].addresses[0].display_name == right
    assert found["Subject"] == right
