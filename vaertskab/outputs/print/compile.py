"""Documents → PDF: Typst is called, its errors told in Danish, and the PDFs replaced all or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _
from vaertskab.model.palette import Palette
from vaertskab.outputs.print.document import Document
from vaertskab.outputs.print.typesetter import HERE, main_file, pages_in, typeset
from vaertskab.outputs.shared.recolouring import in_colours
from vaertskab.outputs.shared.typst_compiler import LAYOUT, compiler
from vaertskab.reading.brand import Brand

WORKERS = 2


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


#: The PDFs that were made, and what was wrong.
Made = tuple[list[Printed], list[CourseError]]


def begin_all(documents: Sequence[Document], stamp: int, brand: Brand, course: Path) -> Future[Made]:
    """Begin to compile the documents, dated `stamp` (seconds since 1970), as the course in `course` looks."""
    folder = tempfile.TemporaryDirectory(prefix="vaertskab-")
    # Beside a thread that is busy in Python, each file that is written would wait for its turn.
    _lay_out(Path(folder.name), documents, brand.palette)
    return ThreadPoolExecutor(1).submit(_compile_all, folder, documents, stamp, brand, course)


def _compile_all(
    folder: tempfile.TemporaryDirectory[str],
    documents: Sequence[Document],
    stamp: int,
    brand: Brand,
    course: Path,
) -> Made:
    with folder:
        root = Path(folder.name)
        # The largest first, so that the two workers end at about the same time.
        order = sorted(documents, key=lambda document: -len(document.main))
        with ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(_compiler(root, stamp, brand, course), order))
    by_name = {result.document.name: result for result in results if isinstance(result, Printed)}
    faults = [fault for result in results if not isinstance(result, Printed) for fault in result]
    return [by_name[d.name] for d in documents if d.name in by_name], faults


def _lay_out(root: Path, documents: Iterable[Document], palette: Palette) -> None:
    """Write the layout and everything that the documents read to `root`; drawings in the course's colours."""
    for layout in (HERE / "layout", LAYOUT):
        shutil.copytree(layout, root / "layout", dirs_exist_ok=True)
    for path in (root / "layout").glob("*.svg"):
        path.write_bytes(in_colours(path.read_bytes(), palette))
    written: set[str] = set()
    for document in documents:
        for name, data in document.files.items():
            if name not in written:
                written.add(name)
                path = (root / name).resolve()
                if not path.is_relative_to(root.resolve()):
                    raise ValueError(f"{name} lies outside what Typst may read")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(in_colours(data, palette) if name.endswith(".svg") else data)
        main_file(root, document).parent.mkdir(parents=True, exist_ok=True)


def _compiler(
    root: Path, stamp: int, brand: Brand, course: Path
) -> Callable[[Document], Printed | list[CourseError]]:
    own = local()

    def one(document: Document) -> Printed | list[CourseError]:
        if not hasattr(own, "compiler"):
            own.compiler = compiler(root, brand, course)
        path = main_file(root, document)
        for source in (document.main, *document.shorter):
            path.write_text(source, "utf-8")
            pdf = typeset(own.compiler, root, document, path, stamp, brand)
            if not isinstance(pdf, bytes):
                return pdf
            pages = pages_in(pdf)
            if not document.most_pages or pages <= document.most_pages:
                break
        else:
            message = _(
                "»{title}« fylder {pages} sider, men må højst fylde {most}. Gør siden kortere."
            ).format(title=document.title, pages=pages, most=document.most_pages)
            file = f"{document.page}.md" if document.page else document.name
            return [CourseError(file, 1, message)]
        return Printed(document, pdf, pages)

    return one


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
