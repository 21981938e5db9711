"""Routes, doors and mails where there is no site: paper, e-book, plain text; and the way back to a route."""

from __future__ import annotations

from pathlib import Path

import pytest
import words
from building import build_whole, sphinx
from html_tree import parse
from outputs.print.printing import print_course
from small import listing, page, small_course

STEPS = "1. Læs om [kaffe](/modules/kaffe/index.md).\n2. Læs om [principper](/modules/principper/index.md).\n"
WAYS = f"""
:::{{begynd}} kort
- [Leder](tilgaengelighed.md): Bestil film her.
:::

## Den korte

:::{{rute}} Kort
{STEPS}:::

## Den lange

:::{{rute}} Lang
{STEPS}:::

## Bestilling

:::{{mail}} bestilling-mail
:knap: Bestil nu
:emne: Bestilling af film

Vi vil begynde i uge:
:::
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course with a page of all three."""
    files = {
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "veje"),
        "docs/veje.md": page("Veje", WAYS),
    }
    return small_course(tmp_path_factory.mktemp("veje") / "kursus", files)


def test_who_has_taken_a_route_is_led_to_the_next_one_where_it_is_written(source: Path) -> None:
    last = build_whole(source).tree("modules/principper/index")
    ends = [step.one("a", "knap").attributes["href"] for step in last.all("nav", "rute-trin")]
    assert ends == ["../../docs/veje.html#den-lange", "../../docs/veje.html#den-korte"]
    names = [
        step.one("p", "rute-nummer").one("a").attributes["href"] for step in last.all("nav", "rute-trin")
    ]
    assert names == ["../../docs/veje.html#den-korte", "../../docs/veje.html#den-lange"]


def test_paper_says_where_to_begin_which_steps_there_are_and_what_to_write_to_whom(source: Path) -> None:
    printed = print_course(source)
    assert printed.status == 0, printed.output
    pdf = words.words_in_pdf(printed.out / "del" / "docs.pdf")
    for said in (
        "Bestil film her.", "Læs om", "Bestil nu: Skriv til kaffe@example.org", "Bestilling af film",
        "Vi vil begynde i uge:",
    ):  # fmt: skip
        assert not words.lost(said, pdf), said
    assert words.lost("Begynd: kort", pdf)


def test_the_ebook_keeps_the_colon_of_a_door_and_has_the_mail_without_the_button_of_a_route(
    source: Path,
) -> None:
    said, status = sphinx("epub", source, source / "_build", "epub")
    assert status == 0, said
    text = " ".join(
        parse((source / "_build" / "epub" / "docs" / "veje.xhtml").read_text("utf-8")).text().split()
    )
    assert "Leder : Bestil film her." in text
    assert "skriv selv til kaffe@example.org med emnet »Bestilling af film«" in text
    assert "Begynd: kort" not in text


def test_plain_text_gives_the_address_and_the_subject_of_a_mail(source: Path) -> None:
    said, status = sphinx("text", source, source / "_build", "text")
    assert status == 0, said
    text = " ".join((source / "_build" / "text" / "docs" / "veje.txt").read_text("utf-8").split())
    assert "Skriv til kaffe@example.org med emnet »Bestilling af film«: * Vi vil begynde i uge:" in text
