"""The site tells of what there is to print, and of nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from building import Built, build_whole
from html_tree import Element
from small import page

from outputs.print.printing import MM, Printed, opened, print_course

NOTHING = "Der er ingen filer til print i denne udgave af kurset."


@pytest.fixture
def printable(small: Path) -> Path:
    """The small course with a page about printing, a host's page, a sheet and a poster that pages ask for."""
    index = small / "docs" / "index.md"
    listed = index.read_text("utf-8").replace("privatliv", "privatliv\nudskriv\nvaerten\nevaluering")
    index.write_text(listed, "utf-8")
    tables = ":::{udskrifter}\n:::\n\n:::{udskrifter} ark\n:::\n\n:::{udskrifter} vaerten\n:::\n"
    (small / "docs" / "udskriv.md").write_text(page("Udskriv", tables), "utf-8")
    plan = "Begynd med [evalueringen](evaluering.md) og [principperne](../modules/principper/index.md).\n"
    (small / "docs" / "vaerten.md").write_text(page("Til værten", plan), "utf-8")
    rooms = "".join(
        f"## {name}\n\n:::{{skrivelinjer}} Hvad huskede I {name.lower()}?\n:id: {name[:3].lower()}\n:::\n\n"
        for name in ("Straks", "Senere")
    )
    asked = page("Evaluering", rooms).replace("---\n", "---\ntryk: ark\n", 1)
    (small / "docs" / "evaluering.md").write_text(asked, "utf-8")
    poster = small / "modules" / "principper" / "index.md"
    poster.write_text(poster.read_text("utf-8").replace("---\n", "---\ntryk: plakat\n", 1), "utf-8")
    return small


def pdf_links(built: Built, docname: str) -> list[str]:
    """Return the PDFs that a page links to, as paths from the site's root."""
    page_folder = (built.site / f"{docname}.html").parent
    links = (link for link in hrefs(built.tree(docname)) if link.endswith(".pdf"))
    return [(page_folder / link).resolve().relative_to(built.site.resolve()).as_posix() for link in links]


def hrefs(tree: Element) -> list[str]:
    """Return the addresses of a page's links."""
    return [link.attributes["href"] or "" for link in tree.all("a") if "href" in link.attributes]


def told(printed: Printed) -> dict[str, dict[str, Any]]:
    return {row["file"]: row for row in printed.listed}


def test_pages_and_sheets_are_those_of_the_files(printed: Printed) -> None:
    assert told(printed).keys() == printed.files().keys()
    for row in printed.listed:
        with pikepdf.open(printed.out / row["file"]) as pdf:
            assert row["pages"] == len(pdf.pages)
            assert row["sheets"] == -(-len(pdf.pages) // 2)


def test_without_pdfs_the_site_links_to_none_and_says_so(printable: Path) -> None:
    built = build_whole(printable)
    assert not [name for name in built.html_files() if ".pdf" in built.page(name.removesuffix(".html"))]
    assert built.page("docs/udskriv").count(NOTHING) == 3


def test_with_pdfs_each_is_on_the_print_page_and_each_module_has_its_own(printable: Path) -> None:
    printed = print_course(printable)
    assert printed.status == 0, printed.output
    built = build_whole(printable)
    files = {f"pdf/{name}" for name in told(printed)}
    links = pdf_links(built, "docs/udskriv")
    assert set(links) == files
    # The host's pack is what there is of the pages that the host's page leads to, in its order.
    assert links[-2:] == ["pdf/ark/evaluering.pdf", "pdf/plakat/principper-index.pdf"]
    assert pdf_links(built, "docs/evaluering") == ["pdf/ark/evaluering.pdf"]
    assert pdf_links(built, "modules/principper/index") == [], "a poster is no sheet of the page"
    # Each section of a sheet is a page to hand out by itself; a poster is one page of A3.
    sheet, poster = (
        opened(printed.out / "ark/evaluering.pdf"),
        opened(printed.out / "plakat/principper-index.pdf"),
    )
    assert ["Straks" in (leaf.extract_text() or "") for leaf in sheet.pages] == [True, False]
    assert [(round(leaf.width / MM), round(leaf.height / MM)) for leaf in poster.pages] == [(297, 420)]
    assert "Principper\nImødekommenhed\nDialogruter\n" in (poster.pages[0].extract_text() or "")
    assert pdf_links(built, "modules/principper/dialogruter") == ["pdf/ark/dialogruter.pdf"]
    assert NOTHING not in built.page("docs/udskriv")
    assert all((built.site / name).is_file() for name in files)


def test_a_page_with_the_name_of_a_pdf_has_no_pdf_of_its_own(printable: Path) -> None:
    index = printable / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").replace("udskriv", "udskriv\nsamtalekort"), "utf-8")
    (printable / "docs" / "samtalekort.md").write_text(page("Om samtalekortene"), "utf-8")
    assert "samtalekort.pdf" in told(print_course(printable))
    assert pdf_links(build_whole(printable), "docs/samtalekort") == []


def test_pages_follow_when_pdfs_come_and_go(printable: Path) -> None:
    assert pdf_links(build_whole(printable), "exercises/en-til") == []
    printed = print_course(printable)
    built = build_whole(printable)
    assert pdf_links(built, "exercises/en-til") == ["pdf/ark/en-til.pdf"]
    before = built.stamps()
    again = build_whole(printable).stamps()
    pages = [name for name in before if name.endswith(".html") and "/" in name]
    assert [name for name in pages if before[name] != again[name]] == []
    shutil.rmtree(printed.out)
    built = build_whole(printable)
    assert pdf_links(built, "exercises/en-til") == []
    assert pdf_links(built, "docs/udskriv") == []


def test_the_table_has_a_name_and_header_cells(printable: Path) -> None:
    print_course(printable)
    tree = build_whole(printable).tree("docs/udskriv")
    tables = tree.all("table")
    assert len(tables) == 3
    for table in tables:
        assert [cell.text() for cell in table.all("th")] == ["Fil", "Sider", "Ark"]
        assert len(table.all("caption")) == 1


def test_a_wrong_word_after_the_name_is_told(printable: Path) -> None:
    path = printable / "docs" / "udskriv.md"
    path.write_text(page("Udskriv", ":::{udskrifter} kort\n:::\n"), "utf-8")
    printed = print_course(printable)
    assert printed.status != 0
    assert "docs/udskriv.md:" in printed.output
    assert "»kort« findes ikke" in printed.output
