"""A long binder is laid out in pieces and joined: nobody can tell it from one laid out at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from building import BUILD_ENVIRONMENT, ROOT
from PIL import ImageChops
from small import page

from outputs.print.printing import BINDER, Printed, pictures, standards, tags, unmarked

#: The build as always, but for what counts as a long course.
LONG = """\
import sys
from sphinx.cmd.build import main
from vaertskab.binder import compile
compile.MANY = 0
sys.exit(main(sys.argv[1:]))
"""


def print_long(source: Path, out: Path) -> Path:
    """Print the course in `source` as if it were a long one; return its binder."""
    done = run_long(source, out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "pdf" / BINDER


def run_long(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LONG, "-q", "-W", "--keep-going", "-b", "binder",
         "-d", str(out / ".doctrees"), str(source), str(out / "pdf")],
        capture_output=True, text=True, timeout=400, check=False, env=os.environ | BUILD_ENVIRONMENT,
    )  # fmt: skip


#: So many dots of a page's 125,000 may differ: places are rounded at a hundred-thousandth of a point, which
#: can put a letter on the next dot. A line that moves changes some hundreds.
ROUNDED = 100
#: How far a letter may stand from its place, in points: a ten-thousandth of its size.
NEAR = 0.001


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_long(ROOT, tmp_path_factory.mktemp("langt"))


def bookmarks(pdf: Path) -> list[tuple[int, str, str]]:
    """Return level, title and place of each bookmark."""
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        places = named(document)
        found = []

        def walk(items: Any, level: int) -> None:
            for item in items:
                found.append((level, item.title, place(document, places, item.destination)))
                walk(item.children, level + 1)

        walk(outline.root, 1)
        assert int(document.Root.Outlines.Count) == sum(level == 1 for level, _, _ in found)
    return found


def named(document: pikepdf.Pdf) -> dict[bytes, Any]:
    """Return the places that the document has names for."""
    names = list(document.Root.Names.Dests.Names)
    assert names[::2] == sorted(names[::2], key=bytes)
    return {bytes(name): value for name, value in zip(names[::2], names[1::2], strict=True)}


def place(document: pikepdf.Pdf, places: dict[bytes, Any], target: Any) -> str:
    """Return page and height of where `target` leads to."""
    if isinstance(target, pikepdf.String):
        target = places[bytes(target)]
    return f"{pikepdf.Page(target[0]).index + 1}: {float(target[3]):.0f}"


def links(pdf: Path) -> list[tuple[int, str]]:
    """Return the page of each link, and where it leads to: an address, or page and height."""
    with pikepdf.open(pdf) as document:
        places = named(document)
        return [
            (number, str(link.A.URI) if "/A" in link else place(document, places, link.Dest))
            for number, page in enumerate(document.pages, 1)
            for link in page.get("/Annots", ())
        ]


def test_looks_the_same(printed: Printed, joined: Path) -> None:
    whole = list(pictures(printed.out / BINDER, scale=0.5))
    pieces = list(pictures(joined, scale=0.5))
    assert len(pieces) == len(whole)
    differing = [
        n
        for n, (a, b) in enumerate(zip(pieces, whole, strict=True), 1)
        if sum(ImageChops.difference(a, b).histogram()[3:]) > ROUNDED
    ]
    assert differing == []


def letters(pdf: Path) -> Iterator[tuple[str, list[float]]]:
    """Yield each page's letters, and the edges of their boxes in points, four a letter."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            text = document[number].get_textpage()
            edges = [edge for at in range(text.count_chars()) for edge in text.get_charbox(at)]
            yield text.get_text_range(), edges


def test_has_each_letter_at_its_place(printed: Printed, joined: Path) -> None:
    pages = zip(letters(joined), letters(printed.out / BINDER), strict=True)
    for (text, edges), (expected, places) in pages:
        assert text == expected
        assert max((abs(a - b) for a, b in zip(edges, places, strict=True)), default=0) < NEAR


def test_reads_the_same(printed: Printed, joined: Path) -> None:
    assert tags(joined) == tags(printed.out / BINDER)
    assert standards(joined) == standards(printed.out / BINDER)
    assert unmarked(joined) == []


def test_leads_to_the_same_places(printed: Printed, joined: Path) -> None:
    assert bookmarks(joined) == bookmarks(printed.out / BINDER)
    assert links(joined) == links(printed.out / BINDER)


def test_header_cells_are_found_by_names_of_their_own(joined: Path) -> None:
    with pikepdf.open(joined) as document:
        named_cells = {bytes(each.ID) for each in document.objects if is_cell(each) and "/ID" in each}
        cells = [each for each in document.objects if is_cell(each) and "/ID" in each]
        assert len(cells) == len(named_cells) > 10
        for each in document.objects:
            if is_cell(each):
                for attributes in each.get("/A", ()):
                    assert {bytes(name) for name in attributes.get("/Headers", ())} <= named_cells
        tree = list(document.Root.StructTreeRoot.IDTree.Names)
        assert {bytes(name): value.objgen for name, value in zip(tree[::2], tree[1::2], strict=True)} == {
            bytes(cell.ID): cell.objgen for cell in cells
        }


def is_cell(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") in (pikepdf.Name.TH, pikepdf.Name.TD)


def test_each_page_and_link_finds_its_tags(joined: Path) -> None:
    with pikepdf.open(joined) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        assert numbers[::2] == sorted(numbers[::2])
        owned = dict(zip((int(key) for key in numbers[::2]), numbers[1::2], strict=True))
        for page in document.pages:
            for element in owned[int(page.StructParents)] if "/StructParents" in page else ():
                assert page.obj.objgen in stands_on(element)
            for link in page.get("/Annots", ()):
                element = owned[int(link.StructParent)]
                assert pikepdf.Name.Link == element.S
                objects = [
                    kid.Obj.objgen
                    for kid in element.K
                    if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
                ]
                assert link.objgen in objects


def stands_on(element: Any) -> set[tuple[int, int]]:
    """Return the pages that an element says that it stands on."""
    owners = [element, *(kid for kid in element.K if isinstance(kid, pikepdf.Dictionary))]
    return {owner.Pg.objgen for owner in owners if "/Pg" in owner}


def test_is_the_same_to_the_byte_twice(joined: Path, tmp_path: Path) -> None:
    assert print_long(ROOT, tmp_path).read_bytes() == joined.read_bytes()


def test_a_fault_in_a_piece_is_told_at_its_line(small: Path) -> None:
    path = small / "docs" / "tilgaengelighed.md"
    path.write_text(page("Tilgængelighed", "Sådan her: \U0001f642\n"), "utf-8")
    line = path.read_text("utf-8").splitlines().index("Sådan her: \U0001f642") + 1
    done = run_long(small, small / "_build")
    assert done.returncode != 0
    assert f"docs/tilgaengelighed.md:{line}: " in done.stdout + done.stderr
    assert "findes ikke i mappens skrifter" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
