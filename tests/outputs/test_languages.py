"""A course in another language: whatever is written for it says nothing in Danish."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from building import ROOT, Built, sphinx
from html_tree import parse, seen
from small import SETTINGS, write

from vaertskab.commands.check import check
from vaertskab.model.language import LANGUAGES, SOURCE, texts_of, use

pytestmark = pytest.mark.slow
BASE = "https://example.org/course/"
#: What a message leaves for others to fill in.
_FILLED = re.compile(r"\{\{+\w*\}\}+|\{[^{}]*\}|%\(\w+\)s|%[sdmY]")
#: Fewer letters than this are a word that may stand anywhere.
_TELLING = 12


def _page(title: str, body: str = "", *head: str) -> str:
    top = "\n".join(["description: A page.", *head])
    return f"---\n{top}\n---\n# {title}\n\nHere is a text that you have time to read.\n\n{body}"


def _listing(title: str, names: str, *head: str, more: str = "") -> str:
    listed = "\n".join(names.split())
    return _page(title, f":::{{contents}}\n{listed}\n:::\n\n{more}", *head)


TALK = """\
:::{conversation}
:id: taxi

### 1
She says hello.

- Hello. Go to 2.
- What? Go to 3.
- No. Go to 2.

### 2
She smiles.

What did she hear? A friend.

- Bye. Go to 4.
- Well. Go to 5.
- See you. Go to 4.

### 3
She waits.

What did she hear? Nothing.

- Bye. Go to 4.
- Well. Go to 5.
- See you. Go to 4.

### 4 End
The door shuts.

What did she hear?

### 5 End
The door opens.

What did she hear?
:::
"""
AGENDA = """\
::::{agenda} A meeting of 15 minutes
:id: plan

:::{step} Read aloud
:minutes: 5
:wording: hi

I read the words.
:::

:::{step} Two and two
:minutes: 10
:question: what
:optional: yes

Five minutes each.
:::
::::
"""
CHOICE = """\
::::{choose} My guesses
:between: Taste, Agreement

1. I do not like the light.
2. We turn it off at nine.

:::{dropdown} Answers
1. Taste. It is about you.
2. Agreement. It is for all.
:::
::::
"""
STORY = ":::{script}\n" + "You see a dog. What do you do now?\n\n" * 30 + ":::\n"
ROUTE = """\
:::{route} Five minutes
:id: five

1. Read about [a](../modules/one/a.md).
2. Go on to [b](../modules/one/b.md).
:::

:::{begin} five
- [Colleague](../modules/one/a.md): Read this.
:::
"""
FILES = {
    "ordlyd.toml": (
        "[hi]\nejer = 'house'\ntekst = 'We say hi.'\n\n[ejere.house]\nnavn = 'House'\nkilde = 'The book'\n"
    ),
    "index.md": _listing(
        "{course}`title` at {course}`organisation`", "modules/one/index modules/weeks/index docs/index"
    ),
    "modules/one/index.md": _listing("One", "a b c", "role: principles"),
    "modules/one/a.md": _page(
        "A",
        ":::{subtitle} The first\n:::\n\n:::{reflection} What do you see?\n:id: what\n:kind: action\n\n"
        "Think of a talk.\n:::\n\n:::{try}\nLook up.\n:::\n\nLook at [b](b.md), and at {term}`host`.\n\n"
        ":::{writing-lines} Write here\n:lines: 3\n:::\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        ":::{questions-again}\n:::\n",
        "print: sheet",
    ),
    "modules/one/b.md": _page(
        "B",
        f"See [a](a.md).\n\n:::{{before-and-after}}\n:id: x\n\n- I say hello.\n:::\n\n{TALK}\n{AGENDA}\n"
        ":::{reflection} And then?\n:id: then\n:kind: self-reflection\n:::\n",
    ),
    "modules/one/c.md": _page(
        "C",
        f"See [a](a.md).\n\n{CHOICE}\n:::{{cut-cards}}\n1. One.\n2. Two.\n:::\n\n"
        ":::{reflection} What next?\n:id: next\n:::\n",
        "print: poster",
    ),
    "modules/weeks/index.md": _listing(
        "Coffee", "w1", "role: weekly", more=":::{calendar}\n:::\n\n:::{question-list} weeks\n:::\n"
    ),
    "modules/weeks/w1.md": _page(
        "Hello?",
        f":::{{film}}\n:::\n\n{STORY}\nLook at [b](../one/b.md).\n\n"
        ":::{reflection} What do you do now?\n:id: now\n:::\n",
        "week: 1",
    ),
    "docs/index.md": _listing("About", "page notes cinema glossary", "role: guidance"),
    "docs/page.md": _page(
        "A page",
        "We say {wording}`hi`. See {question}`what`.\n\n:::{wording} hi\n:::\n\n:::{prints}\n:::\n\n"
        ":::{prints} sheet\n:::\n\n:::{prints} large-print\n:::\n\n:::{kinds}\n:::\n\n:::{rules}\n:::\n\n"
        f":::{{mail}} order-mail\n:button: Order coffee\n:subject: Coffee\n\nWhen:\n:::\n\n{ROUTE}",
    ),
    "docs/notes.md": _page("Notes", ":::{notes}\n:::\n\n## Cards\n\n:::{deck}\n:::\n", "role: tool"),
    "docs/cinema.md": _page(
        "Cinema",
        ":::{cinema}\n:::\n\n:::{questions}\n../modules/one/a.md\n:::\n\n## Round\n\n:::{round}\n:::\n",
    ),
    "docs/glossary.md": _page("Glossary", ":::{glossary}\nhost\n  Who bids you welcome.\n:::\n"),
}


@pytest.fixture(scope="module", params=[code for code in LANGUAGES if code != SOURCE])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The course in a language, built as `make` builds it."""
    root = tmp_path_factory.mktemp(request.param)
    settings = SETTINGS.replace('adresse = ""', f'adresse = "{BASE}"')
    for danish, said in (("Biblioteket", "A library"), ("Redaktionen", "The editors")):
        settings = settings.replace(danish, said)
    settings = settings.replace('"Et lille kursus"', f'"A small course"\nsprog = "{request.param}"')
    write(root, FILES | {"kursus.toml": settings})
    shutil.copy2(ROOT / "conf.py", root)
    told = ""
    for builder, target in (("binder", "pdf"), ("epub", "epub"), ("html", "html")):
        output, status = sphinx(builder, root, root / "_build", target)
        told += output + "status\n" * status
    yield Built(root, root / "_build" / "html", told, 0)
    use(SOURCE)


def _language(built: Built) -> str:
    return str(built.data["language"])


def _read(built: Built) -> Iterator[tuple[str, str]]:
    """Yield each piece of text that is read or heard, and the file that it stands in."""
    for name, tree in built.trees.items():
        yield from ((name, " ".join(piece.split())) for piece in seen(tree))
    with ZipFile(built.site / "kursus.epub") as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                yield from ((name, " ".join(one.split())) for one in seen(parse(book.read(name).decode())))
    for path in sorted(built.site.parent.joinpath("pdf").rglob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                text = page.get_textpage().get_text_bounded().replace("\ufffe", "").replace("\u00ad", "")
                yield path.name, " ".join(text.split())


def _danish(code: str) -> tuple[set[str], set[str]]:
    """Return whole Danish texts, and telling pieces of them, that no text of the language has in it."""
    texts = {danish: said for danish, said in texts_of(code).items() if danish not in said}
    every = " ".join(" ".join(said) for said in texts_of(code).values())
    pieces = {" ".join(piece.split()) for danish in texts for piece in _FILLED.split(danish)}
    return set(texts), {piece for piece in pieces if len(piece) >= _TELLING and piece not in every}


def test_it_builds_and_has_no_fault(built: Built) -> None:
    assert built.output == ""
    assert [str(one) for one in check(built.source) if not one.advice] == []


def test_nothing_that_is_read_is_danish(built: Built) -> None:
    whole, pieces = _danish(_language(built))
    assert len(pieces) > 100
    telling = re.compile("|".join(sorted(map(re.escape, pieces), key=len, reverse=True)))
    found = {
        (name, found[0] if (found := telling.search(text)) else text)
        for name, text in _read(built)
        if text in whole or telling.search(text)
    }
    assert found == set()


def test_no_danish_letter_stands_in_english(built: Built) -> None:
    if _language(built) == "en":
        found = {(name, text[:80]) for name, text in _read(built) if re.search(r"[æøåÆØÅ»«]", text)}
        assert found == set()


def test_every_page_says_what_it_speaks(built: Built) -> None:
    for name, tree in built.trees.items():
        assert tree.one("html").attributes.get("lang") == _language(built), name
    for path in sorted(built.site.parent.joinpath("pdf").rglob("*.pdf")):
        assert re.search(rb"/Lang\s*\(%s\b" % _language(built).encode(), path.read_bytes()), path.name


def test_a_language_in_conf_py_that_says_another_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"kursus.toml": SETTINGS})
    (tmp_path / "conf.py").write_text((ROOT / "conf.py").read_text("utf-8") + '\nlanguage = "en"\n', "utf-8")
    output, status = sphinx("html", tmp_path, tmp_path / "_build", "html")
    assert status
    assert re.search(
        r'^conf\.py:\d+: conf\.py siger language = "en", og kursus\.toml siger sprog = "da"', output, re.M
    )
