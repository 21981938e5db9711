"""Blocks that begin and end with a fence (:::, ``` or ~~~), as an editor wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from vaertskab.model.hints import did_you_mean
from vaertskab.reading import vocabulary

_FENCE = re.compile(r"^ {0,3}(?P<mark>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")
_NAMED = re.compile(r"\{[^\s{}]*\}")


@dataclass(frozen=True, slots=True)
class Fence:
    """A line that opens or closes a block: where it stands, its mark, and what follows it."""

    line: int
    mark: str
    rest: str

    @property
    def written(self) -> str:
        """The line as it is written."""
        return self.mark + self.rest

    @property
    def name(self) -> str:
        """The name in braces after the mark, in small letters; "" where there is none."""
        found = _NAMED.match(self.rest.strip())
        return found[0][1:-1].lower() if found else ""


@dataclass(frozen=True, slots=True)
class Fences:
    """What is wrong with a page's fences."""

    #: Blocks that are never closed.
    unclosed: tuple[Fence, ...]
    #: Ends of blocks that were never opened.
    stray: tuple[Fence, ...]
    #: ::: without a name in braces after it.
    unnamed: tuple[Fence, ...]
    #: Code blocks with the name of a language after the mark.
    code: tuple[Fence, ...]
    #: Blocks with a name in braces.
    named: tuple[Fence, ...]
    #: Lines that are shown as they are, inside ``` or ~~~.
    verbatim: frozenset[int]
    #: Blocks that hold one with as many colons, or more, and the mark that they need.
    holding: tuple[tuple[Fence, str], ...]
    #: Ends with fewer colons than the block that they are to close, which stands beside them.
    short: tuple[tuple[Fence, Fence], ...]
    #: Ends with a text after the colons.
    trailing: tuple[Fence, ...]

    @property
    def broken(self) -> bool:
        """Whether blocks begin and end elsewhere than their editor thinks."""
        return bool(self.unclosed or self.stray or self.holding or self.short or self.trailing)


def _lines(text: str) -> Iterator[tuple[int, Fence | None]]:
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        rest = found["rest"].rstrip() if found else ""
        inline = bool(found) and found["mark"][0] == "`" and "`" in rest  # type: ignore[index]
        yield number, Fence(number, found["mark"], rest) if found and not inline else None


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    #: Open blocks, the innermost last.
    stack: list[Fence] = field(default_factory=list)
    unclosed: list[Fence] = field(default_factory=list)
    stray: list[Fence] = field(default_factory=list)
    holding: list[tuple[Fence, str]] = field(default_factory=list)
    #: The mark that began inside a block as if it were closed.
    inside: dict[Fence, str] = field(default_factory=dict)
    short: list[tuple[Fence, Fence]] = field(default_factory=list)
    trailing: list[Fence] = field(default_factory=list)

    def end(self, fence: Fence) -> None:
        """Take an end that closes no open block, and find out what its editor meant."""
        inner = self.stack[-1] if self.stack else None
        if inner and inner.mark[0] == ":" and inner.mark.startswith(fence.mark):
            self.short.append((fence, self.stack.pop()))
            return
        for found in reversed(self.short):
            if found[1].mark == fence.mark:
                # The short end was one too many: this one closes the block.
                self.short.remove(found)
                self.stray.append(found[0])
                return
        for outer in reversed(self.unclosed):
            if outer.mark == fence.mark:
                self.unclosed.remove(outer)
                self.holding.append((outer, f"{self.inside[outer]}:"))
                return
        self.stray.append(fence)

    def begin(self, fence: Fence) -> bool:
        """Take a line that is no end; return whether it opens a block."""
        inner = self.stack[-1] if self.stack else None
        if inner and fence.mark.startswith(inner.mark):
            # An open block of the same length was never closed: the inner one's end would close it.
            self.stack.pop()
            if fence.mark[0] == ":" and not _opens(fence.rest):
                self.trailing.append(fence)
                return False
            self.unclosed.append(inner)
            self.inside[inner] = fence.mark
        self.stack.append(fence)
        return True


def blocks(text: str) -> list[range]:
    """Return the lines of each block with a name in braces, its fences among them."""
    found: list[range] = []
    stack: list[tuple[Fence, bool]] = []
    opened = {fence.line for fence in find_fences(text).named}
    for number, fence in _lines(text):
        if fence is None:
            continue
        if stack and not fence.rest.strip() and fence.mark.startswith(stack[-1][0].mark):
            begun, named = stack.pop()
            if named:
                found.append(range(begun.line, number + 1))
        elif fence.rest.strip() and (not stack or stack[-1][0].mark[0] == ":" or stack[-1][1]):
            stack.append((fence, number in opened))
    return found


def _opens(rest: str) -> bool:
    """Tell a name after the colons, however badly it is written, from a text."""
    return "{" in rest or bool(did_you_mean(rest.split()[0].strip("()[]}"), vocabulary.SHOWN_BLOCKS))


@lru_cache(maxsize=256)
def find_fences(text: str) -> Fences:
    """Return the faults of the fences in `text`, one for each mistake."""
    reading = _Reading()
    unnamed: list[Fence] = []
    code: list[Fence] = []
    named: list[Fence] = []
    verbatim: set[int] = set()
    for number, fence in _lines(text):
        inner = reading.stack[-1] if reading.stack else None
        shown = inner is not None and inner.mark[0] != ":" and not inner.rest.lstrip().startswith("{")
        closes = bool(fence and inner and not fence.rest.strip() and fence.mark.startswith(inner.mark))
        if fence is None or (shown and not closes):
            if shown:
                verbatim.add(number)
        elif closes:
            reading.stack.pop()
        elif fence.mark[0] == ":" and not fence.rest.strip():
            reading.end(fence)
        elif reading.begin(fence):
            if _NAMED.match(fence.rest.strip()):  # {} is a name too, and told of as one
                named.append(fence)
            elif fence.mark[0] == ":":
                unnamed.append(fence)
            elif fence.rest.strip():
                code.append(fence)
    return Fences(
        tuple(sorted([*reading.unclosed, *reading.stack], key=lambda fence: fence.line)),
        tuple(reading.stray), tuple(unnamed), tuple(code), tuple(named), frozenset(verbatim),
        tuple(reading.holding), tuple(reading.short), tuple(reading.trailing),
    )  # fmt: skip
