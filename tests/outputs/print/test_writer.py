"""Text reaches paper as it was written, whatever is in it; what cannot be printed is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from small import listing, page, small_course

from outputs.print.printing import print_course, text_of
from vaertskab.outputs.shared.escape import markup, string

#: Everything that Typst reads as markup, and quotation marks of every kind.
MARKUP = (
    "# $ * _ @ < > \\ [ ] ~ = - + / -- --- ... // /* */ #let ${x}$ `kode` "
    "\" ' » « ” ’ <label> @ref #[x] \\u{41} a;b"
)

anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def plain(content: Any) -> str:
    """Return the text of content as Typst's query gives it."""
    if isinstance(content, list):
        return "".join(plain(part) for part in content)
    if isinstance(content, dict):
        if content["func"] == "space":
            return " "
        return plain(content.get("text", content.get("children", content.get("body", ""))))
    return str(content)


def read_back(source: str) -> list[Any]:
    found = json.loads(typst.query(source.encode(), "<her>", field="value"))
    assert isinstance(found, list)
    return found


@given(anything)
def test_any_text_comes_out_as_written(text: str) -> None:
    written = " ".join(f"#metadata([{markup(text)}]) <her>".splitlines())
    shown = read_back(f"#metadata([{markup(text)}]) <her>")
    assert len(shown) == 1, written
    runs = "".join(" " if char in " \t\r\n\f\v" else char for char in text)
    while "  " in runs:
        runs = runs.replace("  ", " ")
    assert plain(shown[0]) == runs


@given(anything, anything)
def test_text_does_not_run_into_what_follows(one: str, other: str) -> None:
    source = f"#metadata([{markup(one)}(1).x[y]{markup(other)}]) <her>"
    assert "(1).x[y]" in plain(read_back(source)[0])


@given(anything)
def test_any_string_is_one_typst_string(text: str) -> None:
    assert read_back(f"#metadata({string(text)}) <her>") == [text]


def test_a_page_with_all_markup_is_printed_as_written(small: Path) -> None:
    typed = "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+-.!|~$\"'@/=:;" else char for char in MARKUP)
    path = small / "docs" / "tilgaengelighed.md"
    path.write_text(page("Tilgængelighed", f"{typed}\n\n- {typed}\n\n## {typed}\n"), "utf-8")
    printed = print_course(small)  # the rules tell of the quotation marks; it is printed all the same
    text = text_of(printed.out / "del" / "docs.pdf")
    assert text.count("".join(MARKUP.split())) == 3


WRITTEN = [
    ("> Et citat\n", "Et citat"),
    ("1. først\n2. så\n\n   med et afsnit\n", "med et afsnit"),
    ("ord\n: forklaring\n", "forklaring"),
    ("```{note}\nVær opmærksom\n```\n", "Vær opmærksom"),
    ("```{admonition} Husk\nDet her\n```\n", "Husk"),
    ("En tekst[^n] med note.\n\n[^n]: Noten selv.\n", "Noten selv."),
    ("Før\n\n---\n\nEfter\n", "Efter"),
    ("```{figure} /_static/favicon.svg\n:alt: Et mærke\n\nUnderteksten\n```\n", "Underteksten"),
    ("Skriv `kode` her\n", "kode"),
    ("```\nblok med  to mellemrum\n```\n", "blok med"),
]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of a printed part with a page for each row of the table."""
    names = [f"side-{number}" for number in range(len(WRITTEN))]
    pages = {
        f"docs/{name}.md": page(f"Side {name}", f"Begynd {name}.\n\n{body}\n\nSlut {name}.\n")
        for name, (body, _) in zip(names, WRITTEN, strict=True)
    }
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *names)
    printed = print_course(small_course(tmp_path_factory.mktemp("skrevet"), pages))
    assert printed.status == 0, printed.output
    return text_of(printed.out / "del" / "docs.pdf")


@pytest.mark.parametrize("number", range(len(WRITTEN)))
def test_what_editors_write_is_printed(shown: str, number: int) -> None:
    page_text = shown.partition(f"Begyndside-{number}.")[2]
    # Footnotes stand at the foot of the side, after the page's last words.
    assert "".join(WRITTEN[number][1].split()) in page_text.partition(f"Begyndside-{number + 1}.")[0]
