"""The languages of a course: what they say, and that each says all of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
import texts
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from vaertskab.model.language import LANGUAGES, SOURCE, _, current, ngettext, use

OTHERS = [code for code in LANGUAGES if code != SOURCE]
#: What is filled in, marked in a way that a text is written: {name}, %(name)s, %s.
FILLED = re.compile(r"\{\w*(?:[:!][^{}]*)?\}|%(?:\(\w+\))?[sd]")


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return texts.collected()


def _filled(text: str) -> set[str]:
    """Return what is filled in; two braces are one that is written."""
    return set(FILLED.findall(text.replace("{{", "").replace("}}", "")))


def _both(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what is said and what it becomes; what depends on a number says two things."""
    if isinstance(message.id, str):
        yield message.id, str(message.string or "")
    else:
        yield from zip(message.id, message.string or ("", ""), strict=True)


def _filled(text: str) -> set[str]:
    """Return what is filled in; doubled braces are braces."""
    return set(FILLED.findall(re.sub(r"\{\{|\}\}", "", text)))


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated_and_fills_in_the_same(code: str, messages: Catalog) -> None:
    with texts.path_of(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    said = {message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue}
    missing, other = [], []
    unused = said.keys() - {""}
    for message in messages:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if not key:
            continue
        unused -= {key}
        if key not in said or not all(text for _danish, text in _both(said[key])):
            missing.append(key)
        elif any(_filled(one) != _filled(two) for one, two in _both(said[key])):
            other.append(key)
    assert (missing, other, unused) == ([], [], set()), "make tekster"


#: The rooms in which every text is marked.
ROOMS = ("components", "outputs", "kaffe", "reading", "commands", "model", "checks")
#: What is the same in all languages: names of commands, of a language and of somebody invented, and
#: phrases that a rule looks for.
NAMES = {
    *("prøv proev", "udtræk udtraek", "tilføj tilfoej", "Anne-Sofie Ågård", "Norsk bokmål"),
    *("læs mere", "læs her", "læs mere her", "læs videre her", "på dette link", "følg linket"),
}


def _unmarked(node: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that no call marks; a docstring is for whoever reads the code."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in texts.MARKS:
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from _unmarked(child)


@pytest.mark.parametrize("room", ROOMS)
def test_no_danish_sentence_is_unmarked(room: str) -> None:
    """Several words with a Danish letter or quotation mark are a text, unless they are a pattern."""
    found = {
        (path.relative_to(texts.PACKAGE).as_posix(), said)
        for path in (texts.PACKAGE / room).rglob("*.py")
        for said in _unmarked(ast.parse(path.read_text("utf-8")))
        if re.search(r"[æøåÆØÅ»«]", said) and " " in said.strip() and not re.search(r"[\\|]", said)
    }
    assert {one for one in found if one[1] not in NAMES} == set()


def test_danish_is_what_is_written() -> None:
    assert (_("Tabel {number}"), ngettext("en uge", "flere uger", 2)) == ("Tabel {number}", "flere uger")
    assert current().quoted("ja") == "»ja«"


def test_another_language_says_it_in_its_own_words() -> None:
    use("en")
    assert (_("Tabel {number}"), _("Det her står ingen steder.")) == (
        "Table {number}",
        "Det her står ingen steder.",
    )
    assert current().quoted("yes") == "“yes”"


#: What no reader meets: comments, and the calls, tags and expressions that texts stand in.
NOT_SAID = {
    ".js": r"/\*.*?\*/|(?<![:\"'\w])//[^\n]*",
    ".html": r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!\w[^>]*>|<style>.*?</style>",
    ".typ": r"(?<![:\w])//[^\n]*",
    ".css": r"/\*.*?\*/",
}
#: Danish letters and quotation marks, a sentence, or words that begin with a capital.
SAID = re.compile(r"[æøåÆØÅ]|[»«]\S| .*[.?!:]$|^[A-Z][a-z]+(?: [a-z]+)+$")
#: The words that a search knows are no texts.
WORDS = {f"{code}.js" for code in LANGUAGES}


def _written(source: str, ending: str) -> Iterator[str]:
    """Yield what a script, a template, a layout or a stylesheet may say."""
    source = re.sub(NOT_SAID[ending], "", source, flags=re.DOTALL)
    if ending == ".html":
        yield from re.findall(r'\b(?:aria-label|title|placeholder|alt|label)="([^"$]+)"', source)
        lines = re.split(r"<[^>]*>|\n|\$\w+", source)
        yield from (line.strip() for line in lines if re.search(r"[A-Za-zæøå]{2}", line))
        return
    yield from (said for said in re.findall(r'"([^"\\\n]*)"', source) if SAID.search(said))
    if ending == ".typ":
        without = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", source)
        yield from re.findall(r"[\[·] ?([A-ZÆØÅ][a-zæøå]+)", without)


@pytest.mark.parametrize("ending", NOT_SAID)
def test_no_script_template_or_layout_says_danish_by_itself(ending: str, messages: Catalog) -> None:
    """Also what stands in `text("…")` where the collector does not look: in a `${…}` that holds braces."""
    marked = {said for message in messages for said, _translated in _both(message)}
    found = {
        (path.relative_to(texts.PACKAGE).as_posix(), said)
        for path in texts.PACKAGE.rglob(f"*{ending}")
        if "vendor" not in path.parts and path.name not in WORDS
        for said in _written(path.read_text("utf-8"), ending)
        if said not in marked
    }
    assert found == set()
