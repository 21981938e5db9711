"""Documents → PDF: Typst is called, its errors told in Danish, and the PDFs replaced all or none."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING

from vaertskab.binder.document import Document
from vaertskab.errors import CourseError

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
#: Both are enforced by the compiler: what does not keep to them is an error.
STANDARDS = ("ua-1", "a-2a")
WORKERS = 2
#: With more documents than this, memory counts: the long ones are compiled one at a time.
MANY = 250
#: Where the body of a page stands among Typst's files.
PAGES = "sider"

_PLACE = re.compile(r"^//@ (.+):(\d+)$")
_FOUND = re.compile(r"(.+?):(\d+): (.+)")
_SPAN = re.compile(r"([^\s(]+\.typ):(\d+):\d+")


@dataclass(frozen=True)
class Printed:
    """A PDF that has been made, and how many pages it has."""

    document: Document
    pdf: bytes
    pages: int

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes, printed on both sides."""
        return (self.pages + 1) // 2


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst's has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def compile_all(documents: Sequence[Document], stamp: int) -> tuple[list[Printed], list[CourseError]]:
    """Compile the documents, dated `stamp` (seconds since 1970); return the PDFs and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="vaertskab-") as folder:
        root = Path(folder)
        _lay_out(root, documents)
        many = len(documents) > MANY
        apart = [document for document in documents if many and not document.most_pages]
        # The largest first, so that the two workers end at about the same time.
        order = sorted((d for d in documents if d not in apart), key=lambda document: -len(document.main))
        with ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(_compiler(root, stamp), order))
        results += [_alone(root, stamp, document) for document in apart]
    by_name = {result.document.name: result for result in results if isinstance(result, Printed)}
    faults = [fault for result in results if not isinstance(result, Printed) for fault in result]
    return [by_name[d.name] for d in documents if d.name in by_name], faults


def _alone(root: Path, stamp: int, document: Document) -> Printed | list[CourseError]:
    """Compile a long document in a process of its own: Typst keeps what it laid out until that ends."""
    bare = replace(document, files={})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_compile_one, root, stamp, bare).result()


def _compile_one(root: Path, stamp: int, document: Document) -> Printed | list[CourseError]:
    return _compiler(root, stamp)(document)


def _lay_out(root: Path, documents: Iterable[Document]) -> None:
    """Write the layout and everything that the documents read to `root`."""
    shutil.copytree(HERE / "layout", root / "layout")
    written: set[str] = set()
    for document in documents:
        for name, data in document.files.items():
            if name not in written:
                written.add(name)
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        _main(root, document).parent.mkdir(parents=True, exist_ok=True)


def _main(root: Path, document: Document) -> Path:
    return root / "main" / f"{document.name}.typ"


def _compiler(root: Path, stamp: int) -> Callable[[Document], Printed | list[CourseError]]:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    own = local()

    def one(document: Document) -> Printed | list[CourseError]:
        if not hasattr(own, "compiler"):
            own.compiler = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
        path = _main(root, document)
        for source in (document.main, *document.shorter):
            path.write_text(source, "utf-8")
            try:
                pdf, warnings = own.compiler.compile_with_warnings(
                    input=path, format="pdf", pdf_standards=list(STANDARDS), timestamp=stamp
                )
            except typst.TypstError as error:
                return found_by_layout(error.message) or [told(root, document, error)]
            if warnings:
                return [told(root, document, warnings[0])]
            pages = pages_in(pdf)
            if not document.most_pages or pages <= document.most_pages:
                break
        else:
            message = f"»{document.title}« fylder {pages} sider, men må højst fylde {document.most_pages}. "
            return [CourseError(document.source or document.name, 1, message + "Gør siden kortere.")]
        return Printed(document, pdf, pages)

    return one


#: What Typst says (a pattern) → what is told, with the pattern's groups.
_MESSAGES = (
    (
        r"the text \"?(.+?)\"? could not be displayed|\"(.+?)\" .*no font",
        "Tegnet »{0}« findes ikke i mappens skrifter. Skriv det på en anden måde.",
    ),
    (
        r"failed to (?:decode|parse|load) (?:image|SVG)|unknown image format",
        "Billedet kan ikke læses. Gem det igen.",
    ),
    (r"missing alt text", "Billedet har ingen beskrivelse. Skriv, hvad det viser, efter :alt:."),
)


def found_by_layout(message: str) -> list[CourseError]:
    """Return what a layout found wrong: it ends Typst's run with lines "file:line: message"."""
    first, *lines = message.splitlines()
    if not first.startswith("panicked with:"):
        return []
    found = (_FOUND.fullmatch(line) for line in lines)
    return [CourseError(match[1], int(match[2]), match[3]) for match in found if match]


def told(root: Path, document: Document, error: typst.TypstError | typst.TypstWarning) -> CourseError:
    """Return Typst's error in Danish, at the file and line of the page that it came from."""
    file, line = document.name, 1
    for name, number in _SPAN.findall("\n".join([error.diagnostic, *error.trace])):
        if found := _source(root, name, int(number)):
            file, line = found
            break
    for pattern, message in _MESSAGES:
        if match := re.search(pattern, error.message):
            return CourseError(file, line, message.format(*(g for g in match.groups() if g)))
    says = "; ".join([error.message, *error.hints])
    return CourseError(file, line, f"»{document.title}« kunne ikke laves. Typst siger: {says}")


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


def replace_all(out: Path, printed: Iterable[Printed]) -> None:
    """Put the PDFs in `out`: all are written beside the old ones first, then take their places."""
    moves = []
    for one in printed:
        path = out / one.document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".ny")
        fresh.write_bytes(one.pdf)
        moves.append((fresh, path))
    for fresh, path in moves:
        fresh.replace(path)
    kept = {path for _, path in moves}
    for stale in out.rglob("*.pdf"):
        if stale not in kept:
            stale.unlink()
