"""What a proposal changes: two built sites, compared page by page by what a reader sees of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

#: Addresses that lead on to a page, and what repeats pages: no page of the course.
_NO_PAGES = re.compile(r"(?:search|404)\.html|(?:spoergsmaal|film|teleprompter|_\w+)/.*")
#: What is beside the page's own words: ways to others, which change when those do.
_BESIDE = ("nav", "script", "style", "template", "svg")
_VOID = ("br", "col", "hr", "img", "input", "source", "track", "wbr")
_IN_LINE = ("a", "b", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup")
#: The link to a heading, which stands in it.
_LINK = ("class", "headerlink")
#: The version of a file in its address: it is another, but what it shows is in the page or is not.
_VERSION = re.compile(r"\?v=[0-9a-f]+")


class _Page(HTMLParser):
    """Reads a page: its title, the words of its main part by block, and that part as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.blocks, self.written = "", list[str](), list[str]()
        self._inside, self._beside, self._heading = 0, 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _VOID:
            self._write(f"<{tag} {sorted((name, value or '') for name, value in attrs)}>")
            return
        if tag == "main" or self._inside:
            self._inside += 1
            if tag in _BESIDE or self._beside or _LINK in dict(attrs).items():
                self._beside += 1
            self._heading = self._heading or (tag == "h1" and not self.title)
            self._write(f"<{tag} {sorted((name, value or '') for name, value in attrs)}>")
            if tag not in _IN_LINE:
                self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """End one."""
        if self._inside and tag not in _VOID:
            self._inside -= 1
            self._beside = max(0, self._beside - 1)
            self._heading = self._heading and tag != "h1"
            if tag not in _IN_LINE:
                self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Take its words."""
        if self._inside and not self._beside:
            self._write(data)
            self.blocks[-1] += data
            self.title += data if self._heading else ""

    def _write(self, words: str) -> None:
        if self._inside and not self._beside:
            self.written.append(_VERSION.sub("", words))


@dataclass(frozen=True, slots=True)
class Change:
    """A page that is another: its path on the site and its title.

    `words` are what stood and what stands there now, one of them "" where there is nothing. A page may look
    different and say the same. `was` and `is_there` tell whether it was there before, and is now.
    """

    path: str
    title: str
    words: tuple[tuple[str, str], ...]
    was: bool = True
    is_there: bool = True

    @property
    def file(self) -> str:
        """The file of the course that the page is made of."""
        return f"{self.path.removesuffix('.html')}.md"


def changes(before: Path, after: Path) -> Iterator[Change]:
    """Yield each page that is new, gone or another in the site `after`, by path."""
    for path in sorted({*_pages(before), *_pages(after)}):
        old, new = _read(before / path), _read(after / path)
        if old is None or new is None or old.written != new.written:
            shown = new or old
            assert shown
            words = tuple(_words(old.blocks if old else [], new.blocks if new else []))
            yield Change(path, " ".join(shown.title.split()) or path, words, old is not None, new is not None)


def _pages(site: Path) -> Iterator[str]:
    for found in site.rglob("*.html"):
        path = found.relative_to(site).as_posix()
        if not _NO_PAGES.fullmatch(path):
            yield path


def _read(path: Path) -> _Page | None:
    if not path.is_file():
        return None
    page = _Page()
    page.feed(path.read_text("utf-8", errors="replace"))
    page.blocks = [text for block in page.blocks if (text := " ".join(block.split()))]
    return page


def _words(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = old[a:b], new[c:d]
            for at in range(max(len(gone), len(come))):
                yield (gone[at] if at < len(gone) else "", come[at] if at < len(come) else "")
