"""Every word that an editor writes reaches the reader: on the site, on paper, in e-book and film."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
import words
from building import Built, build_whole, sphinx
from docutils import nodes
from html_tree import parse
from small import listing, page, small_course

from outputs.print.printing import BINDER, Printed, print_course
from vaertskab.components.page_list import page_list
from vaertskab.outputs.film import script

COMPONENTS = Path(__file__).parents[2] / "browser" / "components.md"
SENTENCES = " ".join(f"Her er sætning nummer {number}, som fylder op." for number in range(150))
#: What may not break, each higher than a page.
LONG = {
    "a cell": f"| Emne | Tekst |\n|---|---|\n| Lang | {SENTENCES} Cellens slutning. |\n",
    "lines": ":::{skrivelinjer} Skriv løs\n:id: loes\n:linjer: 30\n:::\n",
    "a box": f":::{{note}}\n{SENTENCES} Boksens slutning.\n:::\n",
    "cards to cut": ":::{klipkort}\n1. Her er et kort.\n2. Og kortenes slutning.\n:::\n",
    "something to try": f":::{{prøv}}\n{SENTENCES} Forsøgets slutning.\n:::\n",
    "a folded answer": f":::{{dropdown}} Se svaret\n{SENTENCES} Svarets slutning.\n:::\n",
    "code": "```text\n" + "\n".join(f"linje {n}" for n in range(80)) + "\nkodens slutning\n```\n",
    "a quotation": f"> {SENTENCES} Citatets slutning.\n",
    "a footnote": f"En sætning.[^a]\n\n[^a]: {SENTENCES} Fodnotens slutning.\n",
    "an address": "Se `"
    + "en_lang_kode_" * 30
    + "slut` og [et eksempel](https://example.org/"
    + "a" * 300
    + ").\n",
    "a list": "".join(f"- Punkt {n}: {SENTENCES[:400]}\n" for n in range(20)) + "- Listens slutning.\n",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course with a page of every component, and one of things that are longer than a page."""
    files = {
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "alt", "langt"),
        "docs/alt.md": COMPONENTS.read_text("utf-8"),
        "docs/langt.md": page("Langt", "\n".join(f"## {what}\n\n{LONG[what]}" for what in LONG)),
    }
    course = small_course(tmp_path_factory.mktemp("ord") / "kursus", files)
    shutil.copy2(COMPONENTS.with_name("picture.png"), course / "docs" / "picture.png")
    return course


def doctree(printed: Printed, docname: str) -> nodes.document:
    found: nodes.document = pickle.loads(
        (printed.out.parent / ".doctrees" / f"{docname}.doctree").read_bytes()
    )
    return found


def missing_in_print(printed: Printed, docname: str, pdf: str) -> list[str]:
    document = doctree(printed, docname)
    for section in list(document.findall(nodes.section)):
        if words.on_screen(section):
            section.parent.remove(section)
        elif all(isinstance(c, (nodes.title, page_list)) or not c.astext() for c in section):
            section.parent.remove(section)  # the list stands on the divider
    left_out = (*words.NOWHERE, *words.NOT_IN_PRINT, *words.NUMBERS)
    return [text for text in words.texts_of(document, left_out) if words.lost(text, pdf)]


def test_every_word_of_the_course_is_in_the_binder(printed: Printed) -> None:
    pdf = words.words_in_pdf(printed.out / BINDER)
    pages = [found.docname for found in printed.course.pages() if found.printed]
    assert len(pages) > 30
    assert {docname: found for docname in pages if (found := missing_in_print(printed, docname, pdf))} == {}


def test_every_word_of_every_component_and_of_what_is_longer_than_a_page_is_in_print(whole: Path) -> None:
    printed = print_course(whole)
    assert printed.status == 0, printed.output
    pdf = words.words_in_pdf(printed.out / "del" / "docs.pdf")
    for docname in ("docs/alt", "docs/langt"):
        assert missing_in_print(printed, docname, pdf) == []


def missing_on_site(built: Built, docname: str) -> list[str]:
    path = built.site.parent / ".doctrees" / f"{docname}.doctree"
    document: nodes.document = pickle.loads(path.read_bytes())
    seen = words.bare(built.tree(docname).text())
    left_out = (*words.NOWHERE, *words.BUTTONS, *words.NUMBERS)
    return [text for text in words.texts_of(document, left_out) if words.bare(text) not in seen]


def test_every_word_of_the_course_is_on_its_site(course: Built) -> None:
    assert {name: found for name in course.pages if (found := missing_on_site(course, name))} == {}


def test_every_word_of_every_component_is_on_its_page(whole: Path) -> None:
    built = build_whole(whole)
    assert missing_on_site(built, "docs/alt") == []
    assert missing_on_site(built, "docs/langt") == []


def missing_in_ebook(book: Path, docname: str) -> list[str]:
    """Return what the e-book built in the folder `book` lacks of a page."""
    document: nodes.document = pickle.loads((book.parent / ".doctrees" / f"{docname}.doctree").read_bytes())
    seen = words.bare(parse((book / f"{docname}.xhtml").read_text("utf-8")).text())
    left_out = (*words.NOWHERE, *words.ON_SCREEN_ONLY, *words.BUTTONS, *words.NUMBERS)
    return [text for text in words.texts_of(document, left_out) if words.bare(text) not in seen]


def ebook(source: Path) -> Path:
    """Build the e-book of a course in its folder for what is built."""
    said, status = sphinx("epub", source, source / "_build", "epub")
    assert status == 0, said
    return source / "_build" / "epub"


def test_every_word_of_the_course_is_in_its_ebook(printed: Printed) -> None:
    book = ebook(printed.source)
    pages = [found.docname for found in printed.course.pages()]
    assert len(pages) > 30
    assert {name: found for name in pages if (found := missing_in_ebook(book, name))} == {}


def test_every_word_of_every_component_is_in_the_ebook(whole: Path) -> None:
    book = ebook(whole)
    assert [missing_in_ebook(book, name) for name in ("docs/alt", "docs/langt")] == [[], []]


def test_every_word_of_a_manuscript_is_in_its_film(course: Built) -> None:
    filmed = [found for found in course.pages.values() if found.film and found.manuscript]
    assert len(filmed) == 12
    for found in filmed:
        assert found.manuscript
        captions = " ".join(cue.text for cue in script.reading(found.manuscript).timeline.cues)
        assert captions.split() == " ".join(found.manuscript.paragraphs).split()
