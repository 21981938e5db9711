"""Which characters no face that is printed with has: Typst itself is asked, so that it never stops at one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_compiler import HERE, STANDARDS, compiler

#: What the course's own faces have, beside the letters of Europe (up to U+017F); nobody is asked of these.
KNOWN = frozenset("–—‘’‚“”„†‡•…‰‹›€→←↑↓")
#: What is not drawn by itself: marks on letters, and what joins or parts them.
_NOT_ALONE = ("Cc", "Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp", "Cn", "Co", "Cs")
_FAILED = re.compile(r"the text `?\"(.+?)\"`? could not be displayed")


def unusual(text: str) -> frozenset[str]:
    """Return the characters of `text` that it takes other faces than the course's own to print."""
    return frozenset(
        mark
        for mark in (set(text) if not text.isascii() else ())
        if ord(mark) > 0x17F and mark not in KNOWN and unicodedata.category(mark) not in _NOT_ALONE
    )


def unprintable(marks: Iterable[str]) -> frozenset[str]:
    """Return those of `marks` that cannot be printed."""
    return _missing(frozenset(marks))


@cache
def _missing(marks: frozenset[str]) -> frozenset[str]:
    import typst

    left, found = set(marks), set[str]()
    while left:
        written = "".join(f"#par(text(font: serif, {string(mark)}))\n" for mark in sorted(left))
        source = f'#import "/layout/look.typ": serif\n#set document(title: "Tegn")\n{written}'
        try:
            compiler(HERE).compile(input=source.encode(), format="pdf", pdf_standards=list(STANDARDS))
            break
        except typst.TypstError as error:
            failed = _FAILED.search(error.message)
            now = left & set(failed[1]) if failed else left
            found |= now or left
            left -= now or left
    return frozenset(found)
