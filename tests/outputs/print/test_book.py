"""The binder as a book: its pages are filled, its addresses can be copied, its parts can be taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from small import coffee, page, small_course

from outputs.print.printing import BINDER, MM, Printed, opened, pictures, print_course, tags
from outputs.print.test_bad_input import png
from vaertskab.model.page import Module

#: Where a page's text stands, in mm: between its head and its foot, inside the tabs at its edge.
LEFT, TOP, RIGHT, BOTTOM = 20, 24, 188, 274
ADDRESS = "https://www.en-lang.eksempel.example.org/sti/der.bliver/ved_og_ved/index.php?a=1&b=2"
TABLE = """\
| Vare | Antal | Pris |
|:---|---:|:---:|
| Bog | 1 | 12,50 |
| Kasse | 1000 | 1.200,00 |
"""


def fills(pdf: Path) -> Iterator[float]:
    """Yield how far down each page something stands, as a share of the room for its text."""
    for picture in pictures(pdf, scale=0.75):
        mm = picture.height / 297
        room = picture.crop(tuple(int(side * mm) for side in (LEFT, TOP, RIGHT, BOTTOM)))
        box = room.point(lambda value: 255 if value < 235 else 0).getbbox()
        yield box[3] / room.height if box else 0.0


def test_no_page_is_blank(printed: Printed) -> None:
    assert [number for number, fill in enumerate(fills(printed.out / BINDER), 1) if not fill] == []


def first_pages(pdf: Path) -> dict[str, int]:
    """Return the page that each bookmark leads to, by its title."""
    with pypdfium2.PdfDocument(pdf) as document:
        found: dict[str, int] = {}
        for item in document.get_toc():
            found.setdefault(item.get_title(), item.get_dest().get_index() + 1)
    return found


def test_what_is_learnt_begins_on_a_right_hand_page(printed: Printed) -> None:
    pages = first_pages(printed.out / BINDER)
    titles = [found.title for found in printed.course.pages() if isinstance(found, Module)]
    assert len(titles) > 15
    assert [title for title in titles if pages[title] % 2 == 0] == []


def test_check_in_takes_no_more_than_two_pages(printed: Printed) -> None:
    pages = first_pages(printed.out / BINDER)
    assert pages["Den anden hånd"] - pages["Tjek ind"] <= 2


def test_a_line_has_sixty_to_seventy_five_characters(printed: Printed) -> None:
    lengths = []
    for leaf in opened(printed.out / BINDER).pages[6:40]:
        for line in leaf.extract_text_lines(return_chars=True):
            body = {round(char["size"], 1) for char in line["chars"]} == {10.5}
            if body and line["x0"] < 26 * MM and line["x1"] > 135 * MM:
                lengths.append(len(line["text"]))
    assert len(lengths) > 50
    assert 60 <= sorted(lengths)[len(lengths) // 2] <= 75
    assert max(lengths) <= 85


def test_no_running_head_is_cut(printed: Printed) -> None:
    for leaf in opened(printed.out / BINDER).pages:
        head = leaf.within_bbox((0, 12 * MM, leaf.width, 23 * MM)).extract_text() or ""
        assert "…" not in head, leaf.page_number


def test_no_label_of_a_list_is_empty(printed: Printed) -> None:
    with pikepdf.open(printed.out / BINDER) as document:
        labels = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Lbl"
        ]
        assert len(labels) > 50
        assert [label for label in labels if "/K" not in label or not list_of(label.K)] == []


def list_of(kids: object) -> list[object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_every_title_says_more_than_its_file(printed: Printed) -> None:
    for path in printed.out.rglob("*.pdf"):
        with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
            assert told["dc:title"].lower() != path.stem, path.name


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A small course with addresses, a table and a theme with a long name."""
    body = (
        f"Se [et eksempel]({ADDRESS}), eller skriv til hjaelp.til.mappen@example.org om den.[^a] Og mere.\n\n"
        f"{TABLE}\n[^a]: En note.\n"
    )
    long = "En titel, der er så lang, at den ikke kan stå øverst på en side i mappen"
    theme = coffee(long, 1, "uge-en").replace("uge: 1\n", "kort-titel: Et langt navn\nuge: 1\n")
    files = {"docs/tilgaengelighed.md": page("Tilgængelighed", body), "modules/kaffe/01-hvad.md": theme}
    found = print_course(small_course(tmp_path_factory.mktemp("bog") / "kursus", files))
    assert found.status == 0, found.output
    return found


def raw_text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(leaf.get_textpage().get_text_range() for leaf in document)


def links(pdf: Path) -> set[str]:
    with pikepdf.open(pdf) as document:
        return {
            str(link.A.URI)
            for leaf in document.pages
            for link in leaf.get("/Annots", ())
            if "/A" in link and "/URI" in link.A
        }


def test_an_address_is_whole_in_the_text_and_leads_where_it_says(own: Printed) -> None:
    pdf = own.out / "del" / "docs.pdf"
    text = raw_text(pdf)
    assert not re.search("[\u200b\u2060\u00ad]", text)
    assert ADDRESS.removeprefix("https://") in re.sub(r"\s", "", text)
    assert {ADDRESS, "mailto:hjaelp.til.mappen@example.org"} <= links(pdf)


def test_where_the_newest_edition_is_can_be_clicked(own: Printed) -> None:
    assert "mailto:hej@example.org" in links(own.out / BINDER)
    assert "mailto:hej@example.org" in links(own.out / "samtalekort.pdf")


def test_no_space_follows_a_footnotes_mark(own: Printed) -> None:
    assert "den.1 Og mere" in " ".join(raw_text(own.out / "del" / "docs.pdf").split())


def test_columns_are_aligned_as_they_are_written(own: Printed) -> None:
    leaf = next(p for p in opened(own.out / "del" / "docs.pdf").pages if "Kasse" in (p.extract_text() or ""))
    at = {word["text"]: word for word in leaf.extract_words()}
    assert at["Bog"]["x0"] == pytest.approx(at["Kasse"]["x0"], abs=0.5)
    assert at["1"]["x1"] == pytest.approx(at["1000"]["x1"], abs=0.5)
    middle = [(at[word]["x0"] + at[word]["x1"]) / 2 for word in ("12,50", "1.200,00")]
    assert middle[0] == pytest.approx(middle[1], abs=0.5)


def test_a_long_title_has_its_short_one_in_the_head(own: Printed) -> None:
    heads = [
        leaf.within_bbox((0, 12 * MM, leaf.width, 23 * MM)).extract_text() or ""
        for leaf in opened(own.out / BINDER).pages
    ]
    assert any("Et langt navn" in head for head in heads)


def test_a_handout_carries_the_drawing_that_is_the_theory(printed: Printed) -> None:
    for name in ("domaenetrekanten", "ret-og-pligt", "system-1-og-system-2"):
        assert any(kind == "Figure" and alt for kind, alt in tags(printed.out / "ark" / f"{name}.pdf"))


def test_a_picture_is_as_wide_as_is_said_and_no_higher_than_a_page(small: Path) -> None:
    (small / "_static" / "hoejt.png").write_bytes(png(60, 3000))
    (small / "_static" / "bredt.png").write_bytes(png(3000, 60))
    figure = ":::{figure} /_static/hoejt.png\n:alt: En reol\n:width: 100%\n:::\n"
    wide = "![En bred reol](/_static/bredt.png)"
    body = f"![En høj reol](/_static/hoejt.png)\n\n{figure}\n{wide}{{width=25%}}\n\n{wide}{{width=50 %}}\n"
    (small / "docs" / "tilgaengelighed.md").write_text(page("Tilgængelighed", body), "utf-8")
    printed = print_course(small)
    assert printed.status == 0, printed.output
    drawn = [one for leaf in opened(printed.out / "del" / "docs.pdf").pages for one in leaf.images]
    assert [round(one["width"] / MM) for one in drawn[2:]] == [30, 60]  # of a column of 120 mm
    tall = [one for one in drawn if one["height"] > 150 * MM]
    assert len(tall) == 2
    assert all(one["bottom"] < 275 * MM for one in tall)


def test_a_table_with_a_word_that_has_no_room_in_its_column_is_told(small: Path) -> None:
    row = "|" + " Speciallægeplan |" * 12
    table = f"{row}\n{'|' + '---|' * 12}\n{row}\n"
    (small / "docs" / "tilgaengelighed.md").write_text(page("Tilgængelighed", table), "utf-8")
    printed = print_course(small)
    assert "Tabellen har 12 kolonner, og der er ikke plads til »Speciallægeplan«" in printed.output
