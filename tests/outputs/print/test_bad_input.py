"""What cannot be printed is told in Danish at its line; the build fails, and the old PDFs stay."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest
from small import listing, page, small_course

from outputs.print.printing import Printed, print_course


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
    "a block that a page may not use": ("```{math}\na^2\n```\n", "{math} bruges ikke i kurset"),
    "HTML": ("<div>Hej</div>\n", "Her står der HTML, som kurset ikke viser"),
    "a footnote without its text": ("En sætning.[^a]\n", "En fodnote mangler sin tekst"),
    "a heading without words": ("##\n\nEn tekst.\n", "Overskriften er tom"),
    "a character that no face has": ("Sådan her: \uc548\n", "findes ikke i mappens skrifter"),
}


#: Faults that show when a document is laid out, each in a build of its own: the first stops it.
LAID_OUT = ("a picture that is none", "a character that no face has")
TOLD_TOGETHER = [what for what in FAULTS if what not in LAID_OUT]


def lay_pictures(course: Path) -> None:
    """Lay a picture that can be printed, and two that cannot."""
    static = course / "_static"
    (static / "billede.png").write_bytes(png(40, 30))
    (static / "billede.bmp").write_bytes(b"BM" + b"\x00" * 60)
    (static / "tekst.png").write_text("ikke et billede", "utf-8")


def spoil(course: Path, body: str, name: str = "tilgaengelighed") -> int:
    """Put `body` on a page; return its line."""
    lay_pictures(course)
    text = page("Tilgængelighed", body)
    (course / "docs" / f"{name}.md").write_text(text, "utf-8")
    return text[: text.index(body)].count("\n") + 1


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A small course that has been printed, with a page for each fault."""
    names = [f"fejl-{number}" for number in range(len(TOLD_TOGETHER))]
    pages = {f"docs/{name}.md": page(f"Side {name}") for name in names}
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *names)
    printed = print_course(small_course(tmp_path_factory.mktemp("hel") / "kursus", pages))
    assert printed.status == 0, printed.output
    return printed


@pytest.fixture
def whole(template: Printed, tmp_path: Path) -> Printed:
    """A copy of it, to be spoilt."""
    source = shutil.copytree(template.source, tmp_path / "kursus")
    return Printed(source, source / "_build" / "pdf", "", 0)


@pytest.fixture(scope="module")
def spoilt(template: Printed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, dict[str, int]]:
    """What is said of a course with many faults at once, a page for each; and the line of each fault."""
    source = shutil.copytree(template.source, tmp_path_factory.mktemp("fejl") / "kursus")
    lines = {
        what: spoil(source, FAULTS[what][0], f"fejl-{number}") for number, what in enumerate(TOLD_TOGETHER)
    }
    return print_course(source), lines


def is_told_once(printed: Printed, name: str, line: int, message: str) -> None:
    """The message stands once, at the fault's line, and nothing more is said of that page."""
    told = [row for row in printed.output.splitlines() if row.startswith(f"docs/{name}.md:")]
    assert len(told) == 1, printed.output
    assert message in told[0]
    assert 0 <= int(told[0].split(":")[1]) - line <= 4, told[0]


def is_left_alone(printed: Printed, before: Printed) -> None:
    """The build failed, said so, and the old PDFs are as they were."""
    assert printed.status != 0
    assert "Traceback" not in printed.output
    assert "PDF'erne blev ikke lavet, og de gamle er ikke rørt." in printed.output
    assert printed.files() == before.files()


@pytest.mark.parametrize("what", TOLD_TOGETHER)
def test_it_is_told_once_where_it_stands(spoilt: tuple[Printed, dict[str, int]], what: str) -> None:
    printed, lines = spoilt
    is_told_once(printed, f"fejl-{TOLD_TOGETHER.index(what)}", lines[what], FAULTS[what][1])


@pytest.mark.parametrize("what", LAID_OUT)
def test_what_shows_when_it_is_laid_out_is_told_too(whole: Printed, template: Printed, what: str) -> None:
    line = spoil(whole.source, FAULTS[what][0])
    printed = print_course(whole.source)
    is_told_once(printed, "tilgaengelighed", line, FAULTS[what][1])
    is_left_alone(printed, template)


def test_the_old_pdfs_stay(spoilt: tuple[Printed, dict[str, int]], template: Printed) -> None:
    is_left_alone(spoilt[0], template)


#: What a page holds when nothing of it can be printed.
NOTHING = {
    "empty": b"",
    "without a title": b"En tekst uden overskrift.\n",
    "nothing but the lines at the top": b"---\nbeskrivelse: En side.\n---\n",
    "saved in another encoding": page("Én side").encode("latin-1"),
    "nested too deep": page("En side", "*a " * 600 + "b" + "*" * 600).encode(),
}


@pytest.mark.parametrize(
    "docnames",
    [("docs/tilgaengelighed", "modules/principper/dialogruter"), ("index",)],
    ids=["pages", "front"],
)
@pytest.mark.parametrize("what", NOTHING)
def test_a_page_with_nothing_to_print_is_told_and_the_old_pdfs_stay(
    whole: Printed, template: Printed, docnames: tuple[str, ...], what: str
) -> None:
    for docname in docnames:
        (whole.source / f"{docname}.md").write_bytes(NOTHING[what])
    printed = print_course(whole.source)
    for docname in docnames:
        assert f"{docname}.md:" in printed.output
    is_left_alone(printed, template)


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
