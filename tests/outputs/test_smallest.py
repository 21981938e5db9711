"""The smallest course: three pages and two files of settings, without a picture or a subtitle."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from building import ROOT, Built, sphinx
from small import SETTINGS, listing, page, write

from vaertskab.commands.check import check

BASE = "https://example.org/kursus/"
FILES = {
    "kursus.toml": SETTINGS.replace('adresse = ""', f'adresse = "{BASE}"'),
    "ordlyd.toml": (
        "[hej]\nejer = 'huset'\ntekst = 'Vi siger hej.'\n\n[ejere.huset]\nnavn = 'Huset'\nkilde = 'Bogen'\n"
    ),
    "index.md": listing("{kursus}`titel` hos {kursus}`organisation`", "docs/index", role="").replace(
        "beskrivelse: En side.", "beskrivelse: Læs {kursus}`titel`, mens du venter."
    ),
    "docs/index.md": listing("Om kurset", "side"),
    "docs/side.md": page("En side", "Vi siger {ordlyd}`hej`.\n"),
}


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built as `make` builds it: on paper, as an e-book and as a site."""
    root = tmp_path_factory.mktemp("mindst")
    write(root, FILES)
    shutil.copy2(ROOT / "conf.py", root)
    for builder, target in (("binder", "pdf"), ("epub", "epub"), ("html", "html")):
        assert sphinx(builder, root, root / "_build", target) == ("", 0), builder
    return root


def test_it_has_no_fault(smallest: Path) -> None:
    assert [str(one) for one in check(smallest) if not one.advice] == []


def test_every_address_on_its_pages_leads_to_a_file(smallest: Path) -> None:
    built = Built(smallest, smallest / "_build" / "html", "", 0)
    for name, tree in built.trees.items():
        for element in tree.walk():
            if element.attributes.get("rel") == "canonical":
                continue
            for attribute in ("href", "src", "content"):
                written = element.attributes.get(attribute, "")
                absolute = written.startswith((BASE, urlsplit(BASE).path))
                address = urlsplit(written.removeprefix(BASE).removeprefix(urlsplit(BASE).path))
                path = unquote(address.path)
                if address.scheme or not path or (attribute == "content" and not path.endswith(".png")):
                    continue
                folder = built.site if absolute else (built.site / name).parent
                assert (folder / path).exists(), (name, written)


def test_what_it_is_called_stands_wherever_its_pages_ask_for_it(smallest: Path) -> None:
    called = "Et lille kursus hos Biblioteket"
    tree = Built(smallest, smallest / "_build" / "html", "", 0).tree("index")
    assert tree.one("title").text().startswith(called)
    told = [
        one.attributes["content"] for one in tree.all("meta") if one.attributes.get("name") == "description"
    ]
    assert told == ["Læs Et lille kursus, mens du venter."]
    with pikepdf.open(smallest / "_build" / "pdf" / "vaertskab-mappe.pdf") as binder:
        assert str(binder.docinfo["/Title"]) == called


def test_its_foot_has_no_empty_list(smallest: Path) -> None:
    tree = Built(smallest, smallest / "_build" / "html", "", 0).tree("docs/side")
    assert all(found.all("li") for found in tree.one("footer").all("ul"))
