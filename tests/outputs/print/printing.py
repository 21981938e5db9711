"""The course printed for a test, and its PDFs read back; lengths are in mm from the top left corner."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from building import sphinx
from PIL import Image

from vaertskab.model.course import Course, Part
from vaertskab.model.page import Page, part_name

MM = 72 / 25.4
BINDER = "vaertskab-mappe.pdf"
#: Office printers print nothing nearer the paper's edge, in mm.
UNPRINTABLE = 12


@dataclass(frozen=True)
class Printed:
    """A course that has been printed: where its PDFs are, what the build said and how it ended."""

    source: Path
    out: Path
    output: str
    status: int

    @cached_property
    def course(self) -> Course:
        """The course as the build read it, in reading order."""
        environment = pickle.loads((self.out.parent / ".doctrees" / "environment.pickle").read_bytes())
        pages: dict[str, Page] = environment.domaindata["kursus"]["pages"]

        def listed(docname: str) -> tuple[Page, ...]:
            return tuple(pages[name] for name in environment.toctree_includes.get(docname, ()))

        parts = tuple(Part(part_name(page.docname), page, listed(page.docname)) for page in listed("index"))
        return Course("", "", "", pages["index"], parts)

    @cached_property
    def listed(self) -> list[dict[str, Any]]:
        """What the build lists for the site."""
        found: list[dict[str, Any]] = json.loads((self.out / "udskrifter.json").read_text("utf-8"))
        return found

    def files(self) -> dict[str, bytes]:
        """Every PDF by its path."""
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in self.out.rglob("*.pdf")}


def print_course(source: Path, out: Path | None = None, *options: str) -> Printed:
    """Print the course in `source` as `make pdf` does; `options` are Sphinx's."""
    out = out or source / "_build"
    return Printed(source, out / "pdf", *sphinx("binder", source, out, "pdf", *options))


def text_in(page: pdfplumber.page.Page, x: float, y: float, width: float, height: float) -> str:
    """Return the text inside a box of a page, as one line."""
    box = page.within_bbox((x * MM, y * MM, (x + width) * MM, (y + height) * MM))
    return " ".join((box.extract_text() or "").split())


def pictures(pdf: Path, scale: float = 100 / 72) -> Iterator[Image.Image]:
    """Yield each page as a picture in grey, by default of 100 dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=scale, grayscale=True).to_pil()


def margins_are_white(picture: Image.Image, width: float = UNPRINTABLE) -> bool:
    """Tell whether nothing is printed within `width` mm of the edge of an A4 page."""
    edge = int(width / 210 * picture.width)
    inner = picture.copy()
    inner.paste(255, (edge, edge, picture.width - edge, picture.height - edge))
    return inner.getextrema() == (255, 255)


def tags(pdf: Path) -> list[tuple[str, str]]:
    """Return the tags of a PDF in reading order, each with its alternative text, or ""."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S)[1:], str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(pdf) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def standards(pdf: Path) -> tuple[str, str, str]:
    """Return what the PDF says that it keeps to: PDF/UA part, PDF/A part and its level."""
    with pikepdf.open(pdf) as document, document.open_metadata() as told:
        return tuple(str(told[f"pdf{name}"]) for name in ("uaid:part", "aid:part", "aid:conformance"))


def text_of(pdf: Path) -> str:
    """Return the text of a PDF without white space, hyphens at line ends or invisible characters."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(found.replace("\ufffe", "").replace("\u200b", "").split())


#: Operators that put something on the page.
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


def unmarked(pdf: Path) -> list[tuple[int, str]]:
    """Return page and operator of what is painted neither as tagged content nor as an artifact."""
    found: list[tuple[int, str]] = []
    with pikepdf.open(pdf) as document:
        for number, page in enumerate(document.pages, 1):
            marks: list[bool] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    known = len(operands) > 1 and "/MCID" in operands[1]
                    marks.append(known or str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    marks.pop()
                elif name in PAINTS and not any(marks):
                    found.append((number, name))
    return found


@cache
def opened(path: Path) -> pdfplumber.PDF:
    return pdfplumber.open(path)


def every_pdf(printed: Printed) -> list[Path]:
    return sorted(printed.out.rglob("*.pdf"))
