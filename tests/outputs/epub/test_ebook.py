"""Every builder of HTML that Sphinx has makes the course: as folders, as one page, and as an e-book."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from building import BUILD_ENVIRONMENT
from html_tree import parse
from small import ONWARDS, SETTINGS, listing, module, page, small_course

#: A course in which everything stands that only a screen can do, and a table and a question shown elsewhere.
TOGETHER = (
    ":::{runde}\n:::\n\n## Kortene\n\n:::{kortbunke}\n:::\n\n## Noter\n\n:::{noter}\n:::\n\n## Film\n\n"
    ":::{biograf}\n:::\n\n## Uger\n\n:::{kalender}\n:::\n\n| Før | Efter |\n|---|---|\n| a | b |\n"
)
CHANGES = {
    "kursus.toml": SETTINGS.replace('adresse = ""', 'adresse = "https://example.org/kursus/"'),
    "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "sammen").rstrip()
    + "\n\n## Opslag\n\n:::{indhold}\nordliste\n:::\n",
    "docs/sammen.md": page("Sammen", TOGETHER),
    "docs/ordliste.md": page("Ordliste", ":::{ordliste}\nvært\n  Den, der byder velkommen.\n:::\n"),
    "exercises/en-til.md": module(
        "En til",
        f"Tal om {{begreb}}`vært` og {{spørgsmål}}`hvor-hen`. {ONWARDS}",
        "Hvad gør du i dag?",
        "i-dag",
    ),
}


def _built(source: Path, builder: str) -> Path:
    out = source / "_build" / builder
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder,
         "-d", str(source / "_build" / ".doctrees"), str(source), str(out)],
        capture_output=True, text=True, timeout=180, check=False, env=os.environ | BUILD_ENVIRONMENT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_course(tmp_path_factory.mktemp("bygget"), CHANGES)


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_a_site_of_another_form_leads_everywhere_it_says(course: Path, builder: str) -> None:
    out = _built(course, builder)
    trees = {path: parse(path.read_text("utf-8")) for path in out.rglob("*.html")}
    ids = {
        path: [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
        for path, tree in trees.items()
    }
    assert [path for path, names in ids.items() if len(names) != len(set(names))] == []
    dead = []
    for path, tree in trees.items():
        for link in [a.attributes["href"] for a in tree.all("a") if "href" in a.attributes]:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("/"):  # 404 leads home from any depth
                continue
            target = Path(posixpath.normpath(path.parent / unquote(parts.path))) if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if (target not in trees and not target.is_file()) or (
                parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]
            ):
                dead.append(f"{path.relative_to(out)}: {link}")
    assert dead == []
    assert not any(re.search(r"\sstyle=", path.read_text("utf-8")) for path in trees)


def test_an_ebook_holds_the_course_and_leads_to_the_site_for_the_rest(course: Path) -> None:
    first = (_built(course, "epub") / "kursus.epub").read_bytes()
    with ZipFile(course / "_build/epub/kursus.epub") as book:
        names = book.namelist()
        text = {name: book.read(name).decode() for name in names if name.endswith(".xhtml")}
    for page_text in text.values():
        ElementTree.fromstring(page_text.replace("&nbsp;", " "))
        assert "<script" not in page_text
    assert not [name for name in names if name.endswith((".js", ".mp4"))]
    together = text["docs/sammen.xhtml"]
    assert together.count("Denne del bruger kursets websted") == 5
    assert 'href="https://example.org/kursus/docs/sammen.html"' in together
    assert "<button" not in together
    assert 'class="tabel"' in together
    asked = text["exercises/samlet.xhtml"]
    assert re.search(r'class="sd-card refleksion refleksion-\w+"', asked)
    assert "Hvor går du hen?" in asked
    assert (
        re.findall(r'class="sd-card kort-side"', text["modules/principper/index.xhtml"])
        == ['class="sd-card kort-side"'] * 2
    )
    assert "Imødekommenhed" in text["nav.xhtml"]
    second = (_built(course, "epub") / "kursus.epub").read_bytes()
    assert first == second


def test_the_print_page_offers_the_ebook_that_is_there(course: Path) -> None:
    printed = course / "docs/privatliv.md"
    printed.write_text(page("Privatliv", ":::{udskrifter}\n:::\n"), "utf-8")
    _built(course, "epub")
    site = _built(course, "html")
    assert 'href="../kursus.epub">Hent kurset som e-bog' in (site / "docs/privatliv.html").read_text("utf-8")
    assert (site / "kursus.epub").read_bytes() == (course / "_build/epub/kursus.epub").read_bytes()


def test_the_contents_go_forward_only_and_miss_no_page(course: Path) -> None:
    """A part may list pages under two headings; the second stands behind the first one's pages."""
    out = _built(course, "epub")
    links = re.findall(r'<a href="([^"#]+)', (out / "nav.xhtml").read_text("utf-8"))
    spine = re.findall(r'<itemref idref="([^"]+)"', (out / "content.opf").read_text("utf-8"))
    items = re.findall(r'<item id="([^"]+)" href="([^"]+)"', (out / "content.opf").read_text("utf-8"))
    names = {href: name for name, href in items}
    places = [spine.index(names[link]) for link in links]
    assert "docs/ordliste.xhtml" in links
    assert places == sorted(places)
