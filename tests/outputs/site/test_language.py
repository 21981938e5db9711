"""The promise of the language: Danish throughout, and easy to read."""

from __future__ import annotations

import re

import english
import pytest
from building import Built, build_whole
from docutils.languages import en as docutils_english
from html_tree import seen
from small import page, small_course

#: English labels that are Danish words too.
DANISH_TOO = {"Navigation", "Tip", "Type"}

#: Everything that Sphinx, docutils or sphinx-design puts words of their own to.
EVERYTHING = """\
:::{attention}
Tekst.
:::
:::{caution}
Tekst.
:::
:::{danger}
Tekst.
:::
:::{error}
Tekst.
:::
:::{hint}
Tekst.
:::
:::{important}
Tekst.
:::
:::{note}
Tekst.
:::
:::{tip}
Tekst.
:::
:::{warning}
Tekst.
:::
:::{seealso}
Tekst.
:::
:::{versionadded} 1
Tekst.
:::
:::{versionchanged} 1
Tekst.
:::
:::{deprecated} 1
Tekst.
:::
:::{figure} ../_static/favicon.svg
:alt: En tegning
:name: tegning

En figur.
:::
:::{ordliste}
ord
  En forklaring.
:::
:::{dropdown} Fold ud
Tekst.
:::
::::{tab-set}
:::{tab-item} Fane
Tekst.
:::
::::

En fodnote.[^1]

[^1]: Nederst.

```{code-block} python
:caption: Kode
:linenos:

x = 1
```

:::{list-table} Tabel
:header-rows: 1

* - Hoved
* - Celle
:::
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course with a page that uses every component which brings words of its own."""
    changes = {"docs/privatliv.md": page("Alt", EVERYTHING)}
    return build_whole(small_course(tmp_path_factory.mktemp("alt"), changes))


def _pattern(label: str) -> str:
    """Return a pattern for an English label: a single word alone, several words anywhere."""
    label = " ".join(re.sub(r"<[^>]*>", " ", label).split())
    parts = re.split(r"%\(\w+\)s|%s|%r|\$\{\w+\}|&#?\w+;", label)
    pattern = r".{0,80}?".join(re.escape(part) for part in parts)
    words = re.findall(r"[A-Za-z]{2,}", " ".join(parts))
    return pattern if len(words) > 1 else rf"\A\s*{pattern}\s*\Z"


def _english() -> re.Pattern[str]:
    labels = english.catalogue() | set(english.copybutton_labels().values())
    labels |= set(docutils_english.labels.values())
    wanted = [label for label in labels if re.search(r"[A-Za-z]{2,}", re.sub(r"%\(\w+\)s", "", label))]
    assert {"Search", "Link to this heading", "Copied!", "Author"} <= set(wanted)
    return re.compile("|".join(_pattern(label) for label in sorted(set(wanted) - DANISH_TOO)))


def _found(pattern: re.Pattern[str], built: Built) -> set[tuple[str, str]]:
    return {
        (name, piece) for name, tree in built.trees.items() for piece in seen(tree) if pattern.search(piece)
    }


def test_no_english_stands_on_a_page_of_the_course(course: Built) -> None:
    assert _found(_english(), course) == set()


def test_no_english_comes_with_the_components_that_an_editor_may_use(everything: Built) -> None:
    assert _found(_english(), everything) == set()
    shown = everything.tree("docs/privatliv").text()
    for word in ("Bemærk", "Advarsel", "Se også", "Tilføjet i version 1", "Vær opmærksom"):
        assert word in shown


def test_every_page_says_that_it_is_danish(course: Built) -> None:
    for name, tree in course.trees.items():
        assert tree.one("html").attributes.get("lang") == "da", name


def test_the_copy_button_speaks_danish(course: Built) -> None:
    """What it says when it is pressed, a browser test hears."""
    script = (course.site / "_static" / "js" / "vaertskab.js").read_text("utf-8")
    assert set(re.findall(r"(\w+):", re.search(r"messages\.da = \{(.*)\}", script)[1])) >= set(
        english.copybutton_labels()
    )
