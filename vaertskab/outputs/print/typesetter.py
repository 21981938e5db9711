"""Typst is called here, and its errors are told in Danish."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.outputs.print.document import Document
from vaertskab.outputs.shared.typst_compiler import STANDARDS, inputs
from vaertskab.reading.brand import Brand

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent

_PLACE = re.compile(r"^//@ (.+):(\d+)$")
_FOUND = re.compile(r"(.+?):(\d+): (.+)")
_SPAN = re.compile(r"([^\s(]+\.typ):(\d+):\d+")


def typeset(
    compiler: typst.Compiler, root: Path, document: Document, path: Path, stamp: int, brand: Brand
) -> bytes | list[CourseError]:
    """Return the PDF of the source at `path`, dated `stamp` and looking as `brand`, or what is wrong."""
    import typst

    try:
        pdf, warnings = compiler.compile_with_warnings(
            input=path,
            format="pdf",
            pdf_standards=list(STANDARDS),
            timestamp=stamp,
            sys_inputs=inputs(brand) | ({"large": "1"} if document.large else {}),
        )
    except typst.TypstError as error:
        return found_by_layout(error.message) or [error_in_danish(root, document, error)]
    assert isinstance(pdf, bytes)
    return [error_in_danish(root, document, warnings[0])] if warnings else pdf


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst's has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def main_file(root: Path, document: Document) -> Path:
    """Return where the document's source lies."""
    return root / "main" / f"{document.name}.typ"


#: What Typst says (a pattern) → what is told, with the pattern's groups.
_MESSAGES = (
    (
        r"the text \"?(.+?)\"? could not be displayed|\"(.+?)\" .*no font",
        N_("Tegnet »{0}« findes ikke i mappens skrifter. Skriv det på en anden måde."),
    ),
    (
        r"failed to (?:decode|parse|load) (?:image|SVG)|unknown image format",
        N_("Billedet kan ikke læses. Gem det igen."),
    ),
    (r"missing alt text", N_("Billedet har ingen beskrivelse. Skriv, hvad det viser, efter :alt:.")),
)


def found_by_layout(message: str) -> list[CourseError]:
    """Return what a layout found wrong: it ends Typst's run with lines "file:line: message"."""
    first, *lines = message.splitlines()
    if not first.startswith("panicked with:"):
        return []
    found = (_FOUND.fullmatch(line) for line in lines)
    return [CourseError(match[1], int(match[2]), match[3]) for match in found if match]


def error_in_danish(
    root: Path, document: Document, error: typst.TypstError | typst.TypstWarning
) -> CourseError:
    """Return Typst's error in Danish, at the file and line of the page that it came from."""
    file, line = document.name, 1
    for name, number in _SPAN.findall("\n".join([error.diagnostic, *error.trace])):
        if found := _source(root, name, int(number)):
            file, line = found
            break
    for pattern, message in _MESSAGES:
        if match := re.search(pattern, error.message):
            return CourseError(file, line, _(message).format(*(g for g in match.groups() if g)))
    says = "; ".join([error.message, *error.hints])
    return CourseError(
        file,
        line,
        _("»{title}« kunne ikke laves. Typst siger: {says}").format(title=document.title, says=says),
    )


def _source(root: Path, name: str, number: int) -> tuple[str, int] | None:
    """Return file and line that the markup at line `number` of the Typst file `name` was written from."""
    inside = re.search(r"(?:main|sider|ark)/.+$", name)
    path = root / inside[0] if inside else None
    if path is None or not path.is_file():
        return None
    for text in reversed(path.read_text("utf-8").splitlines()[:number]):
        if match := _PLACE.match(text):
            return match[1], int(match[2])
    return None
