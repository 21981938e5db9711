"""Blocks that begin and end with a fence (:::, ``` or ~~~), as an editor wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


def _lines(text: str) -> Iterator[tuple[int, Fence | None]]:
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line)
        rest = found["rest"].rstrip() if found else ""
        inline = bool(found) and found["mark"][0] == "`" and "`" in rest  # type: ignore[index]
        yield number, Fence(number, found["mark"], rest) if found and not inline else None


def read(text: str) -> Fences:
    """Return the faults of the fences in `text`.

    A fence that opens inside one of the same length shows that the outer one was never closed: the
    inner one's end would close it.
    """
    stack: list[Fence] = []
    unclosed: list[Fence] = []
    stray: list[Fence] = []
    unnamed: list[Fence] = []
    code: list[Fence] = []
    named: list[Fence] = []
    verbatim: set[int] = set()
    for number, fence in _lines(text):
        inner = stack[-1] if stack else None
        shown = inner is not None and inner.mark[0] != ":" and not inner.rest.lstrip().startswith("{")
        closes = bool(fence and inner and not fence.rest.strip() and fence.mark.startswith(inner.mark))
        if fence is None or (shown and not closes):
            if shown:
                verbatim.add(number)
        elif closes:
            stack.pop()
        elif fence.mark[0] == ":" and not fence.rest.strip():
            stray.append(fence)
        else:
            if inner and fence.mark.startswith(inner.mark):
                unclosed.append(inner)
                stack.pop()
            stack.append(fence)
            if _NAMED.match(fence.rest.strip()):
                named.append(fence)
            elif fence.mark[0] == ":":
                unnamed.append(fence)
            elif fence.rest.strip():
                code.append(fence)
    return Fences(
        tuple(sorted([*unclosed, *stack], key=lambda fence: fence.line)),
        tuple(stray), tuple(unnamed), tuple(code), tuple(named), frozenset(verbatim),
    )  # fmt: skip
