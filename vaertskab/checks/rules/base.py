"""The shape of a rule: a test, and beside it what it promises, what it says and how to fix it.

A rule looks at the course and at how its pages are written, and yields where it is broken. The editor's
page and `vaertskab check --regler` list the promises; a build and `vaertskab check` tell the findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaertskab.model.course import Course
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _
from vaertskab.model.page import Exercise, Module, Page
from vaertskab.reading.encoding import UNREADABLE
from vaertskab.reading.english_names import BLOCKS, danish
from vaertskab.reading.fences import find_fences
from vaertskab.reading.files import PICTURES

if TYPE_CHECKING:
    from vaertskab.model.settings import Settings
    from vaertskab.model.wordings import Wordings
    from vaertskab.outputs.shared.existing_films import Film
    from vaertskab.reading.files import Fault
    from vaertskab.reading.front_matter import Head
    from vaertskab.reading.source import Source

__all__ = ["PICTURES", "RULES", "UNREADABLE", "Material", "Place", "Rule", "rule"]

#: Where a rule is broken: docname, line (from 1), and what fills the message.
Place = tuple[str, int, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Material:
    """What the rules look at. `texts` is each page's file as text, by docname."""

    course: Course
    sources: Mapping[str, Source]
    texts: Mapping[str, str]
    heads: Mapping[str, Head]
    wordings: Wordings
    #: What kursus.toml says.
    settings: Settings
    #: Size in bytes of the pictures that exist, by path from the root.
    sizes: Mapping[str, int]
    #: How many points they have in all.
    points: Mapping[str, int]
    #: Size in bytes of what lies in the folders film/ beside the pages, by path from the root.
    recordings: Mapping[str, int]
    #: What stands in _static/, by path from the root.
    files: Collection[str]
    #: What stands in _static/ and may not be shown or fetched, by path from the root, and why.
    faulty_files: Mapping[str, Fault]
    #: The symlinks among the course's files, by path from the root.
    symlinks: Collection[str]
    #: The films that have been made, by docname.
    films: Mapping[str, Film]
    #: The characters that pages and drawings hold and no face that is printed with has.
    unprintable: Collection[str]
    #: The text that is seen in each drawing that pages show, by path from the root.
    drawn: Mapping[str, str]
    #: Whether the glossary has any word.
    glossary: bool
    #: The pages that the parser could not read, by docname: it has told of them.
    unread: Collection[str]
    #: The pages that a list leads to, by docname.
    listed: Collection[str]
    #: Files beside the pages that are neither pages nor pictures, by path from the root.
    unknown_files: Collection[str]
    #: The rules beside ours: of packages, and of the course's own `regler.py`.
    outside: Sequence[Rule] = ()
    #: Why others from outside cannot be had: file, line and a Danish message.
    unusable_rules: Sequence[tuple[str, int, str]] = ()

    def pages(self) -> Iterator[tuple[Page, Source, str]]:
        """Yield each page of the course with its source and text."""
        for page in self.course.pages():
            if page.docname in self.sources:
                yield page, self.sources[page.docname], self.texts[page.docname]

    def empty(self) -> tuple[str, ...]:
        """Return the pages that hold nothing, or nothing but the lines at the top."""
        return tuple(
            docname
            for docname, text in self.texts.items()
            if docname in self.heads
            and not self.heads[docname].fault
            and not "".join(text.split("\n")[self.heads[docname].end :]).strip()
        )

    def teaching_pages(self) -> Iterator[tuple[Page, Source, str]]:
        """Yield each module and exercise with its source and text."""
        return (found for found in self.pages() if isinstance(found[0], Module | Exercise))

    def weekly(self) -> Iterator[Page]:
        """Yield each page of the weekly parts, in order."""
        return (page for part in self.course.weekly_parts() for page in part.pages)

    def attempts_block(self, docname: str, name: str) -> bool:
        """Tell whether the page tries to have the block `name`, but something else is told of it."""
        found = find_fences(self.texts[docname])
        tried = [danish(BLOCKS, fence.name) for fence in found.named]
        tried += [fence.rest.strip(" {}").partition("}")[0].strip().lower() for fence in found.unnamed]
        return found.broken or any(
            word and word != name and did_you_mean(word.split()[0], (name,)) for word in tried
        )

    def line(self, docname: str, needle: str, after: int = 1) -> int:
        """Return the first line from `after` on which `needle` stands in any case, or `after`."""
        return self.find(docname, (needle,), after)

    def find(self, docname: str, needles: Iterable[str], after: int = 1) -> int:
        """Return the line of the first of `needles` that stands somewhere from `after` on, or `after`."""
        lines = [line.casefold() for line in self.texts.get(docname, "").split("\n")]
        for needle in needles:
            for number in range(after, len(lines) + 1):
                if needle.casefold() in lines[number - 1]:
                    return number
        return after


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it promises, what it says when broken, and how to fix it, all in Danish until shown."""

    name: str
    promise: str
    message: str
    fix: str
    advice: bool
    #: It says nothing of lines that another finding is about.
    last: bool
    broken: Callable[[Material], Iterator[Place]]
    #: What fills the three texts on every page, fx a limit; it may hang on the language.
    fills: Callable[[], Mapping[str, object]] = dict

    @property
    def shown_promise(self) -> str:
        """What it promises, in the language that is spoken."""
        return self._listed(self.promise)

    @property
    def shown_fix(self) -> str:
        """How to fix it, as it is listed: without what depends on the page."""
        return self._listed(self.fix, "…")

    def told(self, words: Mapping[str, object]) -> str:
        """Return what is wrong and how to fix it; `words` is what the rule has yielded."""
        return f"{_(self.message)} {_(self.fix)}".format(**self.fills(), **words)

    def _listed(self, text: str, otherwise: str = "") -> str:
        known = {"hint": "", **self.fills()}
        listed = _PLACE.sub(lambda word: str(known.get(word[1], otherwise or word[0])), _(text))
        return listed.replace("{{", "{").replace("}}", "}").strip()


#: The place of a word in a text; names of blocks are written in two pairs of braces.
_PLACE = re.compile(r"(?<!\{)\{(\w+)\}")


RULES: list[Rule] = []
_Test = Callable[[Material], Iterator[Place]]


def rule(
    promise: str,
    message: str,
    fix: str,
    *,
    advice: bool = False,
    last: bool = False,
    fills: Callable[[], Mapping[str, object]] = dict,
) -> Callable[[_Test], _Test]:
    """Make a function a rule. `message` and `fix` are formatted with what the function yields.

    The three texts are written here as they are read from the file into the catalogues: whole, with places
    for what is told. `fills` gives what stands in them whatever the page is.
    """

    def register(test: _Test) -> _Test:
        RULES.append(Rule(test.__name__, promise, message, fix, advice, last, test, fills))
        return test

    return register
