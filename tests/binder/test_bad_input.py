"""What cannot be printed is told in Danish at its line; the build fails, and the old PDFs stay."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from small import page

from binder.printing import print_course


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


FAULTS = {
    "a missing picture": ("![En kop kaffe](/_static/nej.png)\n", "nej.png« findes ikke"),
    "a picture of a kind that Typst cannot read": (
        "![En kop kaffe](/_static/billede.bmp)\n",
        "billede.bmp« er ikke et billede, som kurset kan vise",
    ),
    "a picture that is none": ("![En kop kaffe](/_static/tekst.png)\n", "tekst.png kan ikke læses"),
    "a picture without a description": ("![](/_static/billede.png)\n", "har ingen alternativ tekst"),
    "a picture on the web": ("![En kop kaffe](https://example.org/a.png)\n", "ligger ikke i kurset"),
    "a picture made too wide": (
        "```{image} /_static/billede.png\n:alt: En kop kaffe\n:width: 40cm\n```\n",
        "er sat til 40cm i bredden, men papiret har kun plads til 160 mm",
    ),
    "a table without a header": (
        "```{list-table}\n* - et\n  - to\n* - tre\n  - fire\n```\n",
        "Tabellen har ingen overskriftsrække",
    ),
    "a node that the writer does not know": ("```{math}\na^2\n```\n", "Mappen kan ikke trykke »math_block«"),
    "HTML": ("<div>Hej</div>\n", "Her står der HTML, som kurset ikke viser"),
    "a footnote without its text": ("En sætning.[^a]\n", "En fodnote mangler sin tekst"),
    "a heading without words": ("##\n\nEn tekst.\n", "Overskriften er tom"),
    "a character that no face has": ("Sådan her: \U0001f642\n", "findes ikke i mappens skrifter"),
}


def spoil(course: Path, body: str) -> int:
    """Put `body` on a page; return its line."""
    path = course / "docs" / "tilgaengelighed.md"
    text = page("Tilgængelighed", body)
    path.write_text(text, "utf-8")
    static = course / "_static"
    (static / "billede.png").write_bytes(png(40, 30))
    (static / "billede.bmp").write_bytes(b"BM" + b"\x00" * 60)
    (static / "tekst.png").write_text("ikke et billede", "utf-8")
    return text[: text.index(body)].count("\n") + 1


@pytest.mark.parametrize("what", FAULTS)
def test_it_is_told_where_it_stands_and_the_old_pdfs_stay(small: Path, what: str) -> None:
    body, message = FAULTS[what]
    before = print_course(small)
    assert before.status == 0, before.output
    files = before.files()
    line = spoil(small, body)
    printed = print_course(small)
    assert printed.status != 0
    told = [row for row in printed.output.splitlines() if message in row]
    assert told, printed.output
    file, number, _ = told[0].split(":", 2)
    assert file == "docs/tilgaengelighed.md"
    assert 0 <= int(number) - line <= 4, told[0]
    assert "Traceback" not in printed.output
    assert "PDF'erne blev ikke lavet, og de gamle er ikke rørt." in printed.output
    assert printed.files() == files


@pytest.mark.parametrize("what", FAULTS)
def test_it_is_told_once(small: Path, what: str) -> None:
    spoil(small, FAULTS[what][0])
    told = [row for row in print_course(small).output.splitlines() if row.startswith("docs/tilg")]
    assert len(told) == 1, "\n".join(told)


#: What a page holds when nothing of it can be printed.
NOTHING = {
    "empty": b"",
    "without a title": b"En tekst uden overskrift.\n",
    "nothing but the lines at the top": b"---\nbeskrivelse: En side.\n---\n",
    "saved in another encoding": page("Én side").encode("latin-1"),
    "nested too deep": page("En side", "*a " * 600 + "b" + "*" * 600).encode(),
}


@pytest.mark.parametrize("docname", ["docs/tilgaengelighed", "modules/principper/dialogruter", "index"])
@pytest.mark.parametrize("what", NOTHING)
def test_a_page_with_nothing_to_print_is_told_and_the_old_pdfs_stay(
    small: Path, docname: str, what: str
) -> None:
    files = print_course(small).files()
    (small / f"{docname}.md").write_bytes(NOTHING[what])
    printed = print_course(small)
    assert printed.status != 0
    assert f"{docname}.md:" in printed.output
    assert "Traceback" not in printed.output
    assert "PDF'erne blev ikke lavet, og de gamle er ikke rørt." in printed.output
    assert printed.files() == files


def test_every_fault_is_told_at_once(small: Path) -> None:
    bodies = [FAULTS[what][0] for what in ("a missing picture", "a node that the writer does not know")]
    spoil(small, "\n".join(bodies))
    printed = print_course(small)
    assert "nej.png« findes ikke" in printed.output
    assert "math_block" in printed.output


def test_a_picture_as_it_should_be_is_printed(small: Path) -> None:
    spoil(small, "![En kop kaffe](/_static/billede.png)\n")
    printed = print_course(small)
    assert printed.status == 0, printed.output


def test_a_handout_that_gets_too_long_is_told(small: Path) -> None:
    lines = "".join(
        f":::{{skrivelinjer}} Felt {number}\n:id: felt-{number}\n:linjer: 20\n:::\n\n" for number in range(40)
    )
    path = small / "exercises" / "en-til.md"
    path.write_text(path.read_text("utf-8") + "\n" + lines, "utf-8")
    printed = print_course(small)
    assert printed.status != 0
    assert "exercises/en-til.md:1: »En til« fylder" in printed.output
