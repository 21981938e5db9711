"""Faults put into copies of the tests' own course, as many at a time as there are pages for."""

from __future__ import annotations

import fnmatch
import io
import os
import re
import shutil
import struct
import tempfile
import tomllib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from building import copy_course
from PIL import Image

from vaertskab.commands import check

TABLE = Path(__file__).with_suffix(".toml")


def _picture(kind: str, mode: str = "RGB", side: int = 8, **how: Any) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (side, side)).save(made, kind, **how)
    return made.getvalue()


def _header(side: int) -> bytes:
    """Return the beginning of a PNG of `side` points each way, of which nothing follows."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    beginning = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return beginning + struct.pack(">I", 0) + b"IDAT"


#: Files that a mutation lays in _static/ with so many bytes after their beginning, by name.
LARGE_FILES = {"tung.pdf": (b"%PDF-1.7", 60_000_000), "tung.svg": (b"<svg", 3_000_000)}
#: Pictures that a mutation lays in _static/, by name.
PICTURES = {
    "stor.png": _picture("PNG").ljust(312_000, b"x"),
    "kaempe.png": _header(48_000),
    **dict.fromkeys((f"mange-{number:02}.png" for number in range(1, 18)), _picture("PNG", "1", 5000)),
    "afbrudt.jpg": _picture("JPEG")[:-200],
    "tryk.jpg": _picture("JPEG", "CMYK"),
    "telefon.jpg": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200,
    "vinker.gif": _picture("GIF", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")]),
}


@dataclass(frozen=True)
class Mutation:
    """A change to a page (see the table), and the lines that are to be printed of it."""

    name: str
    file: str
    told: tuple[str, ...]
    insert: str = ""
    head: str | None = None
    pattern: str = ""
    replacement: str = ""
    all: bool = False
    text: str | None = None
    hex: str = ""
    encoding: str = ""
    film: str = ""
    picture: str = ""
    symlink: str = ""
    of: str = ""
    unset: str = ""
    alone: bool = False

    def apply(self, root: Path) -> None:
        """Change the page in the course in `root`; every change must make a difference."""
        path = root / self.file
        if self.film:
            self._lay_film(root / "_build" / "film" / path.stem, path.read_text("utf-8"))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.symlink:
            path.symlink_to(self.symlink)
            return
        for name in fnmatch.filter(PICTURES, self.picture):
            (root / "_static" / name).write_bytes(PICTURES[name])
        for name in fnmatch.filter(LARGE_FILES, self.picture):
            begins, size = LARGE_FILES[name]
            (root / "_static" / name).write_bytes(begins)
            os.truncate(root / "_static" / name, size)
        if self.unset:
            settings = root / "kursus.toml"
            key = rf'(?m)^({self.unset} =) ".*"$'
            settings.write_text(re.sub(key, r'\1 ""', settings.read_text("utf-8")), "utf-8")
        before = path.read_bytes() if path.exists() else b"(none)"
        after = self._changed(before.decode())
        assert after != before, self.name
        path.write_bytes(after)

    def _lay_film(self, stem: Path, page: str) -> None:
        """Lay a film beside what `make` builds; the rules look at its description only."""
        spoken = re.search(r"^:::\{manuskript\}\n(.*?)^:::$", page, re.DOTALL | re.MULTILINE)
        assert spoken, self.name
        told = self.film.replace("MANUSKRIPT", " ".join(spoken[1].split()))
        stem.parent.mkdir(parents=True, exist_ok=True)
        stem.with_name(f"{stem.name}.mp4").write_bytes(b"film")
        stem.with_name(f"{stem.name}.vtt").write_text("WEBVTT\n", "utf-8")
        stem.with_name(f"{stem.name}.json").write_text(told, "utf-8")

    def _changed(self, page: str) -> bytes:
        if self.hex:
            return bytes.fromhex(self.hex)
        if self.encoding:
            return page.encode(self.encoding, "replace")
        if self.text is not None:
            return self.text.encode()
        if self.head is not None:
            return re.sub(r"\A---\n.*?\n---\n", lambda _: self.head, page, flags=re.DOTALL).encode()
        if self.pattern:
            times = 0 if self.all else 1
            return re.sub(
                self.pattern, lambda _: self.replacement, page, count=times, flags=re.MULTILINE
            ).encode()
        above, mark, below = page.partition("\n## ")
        return f"{above}\n{self.insert}\n{mark}{below}".encode()


def table() -> list[Mutation]:
    """Return the table's rows."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["mutation"]
    return [Mutation(**row | {"told": tuple(row["told"])}) for row in rows]


class Kept:
    """A course in `root` that is put back as it was, but for what has been built of it."""

    def __init__(self, root: Path) -> None:
        """Remember every file."""
        self.root = root
        self._files = {path: path.read_bytes() for path in self._all()}

    def _all(self) -> list[Path]:
        built = self.root / "_build"
        return [
            path
            for path in self.root.rglob("*")
            if built not in path.parents and (path.is_symlink() or not path.is_dir())
        ]

    def restore(self) -> None:
        """Put back what was changed, and remove what came, films too."""
        for path in self._all():
            if path.is_symlink() or path not in self._files:
                path.unlink()
        for path, data in self._files.items():
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        shutil.rmtree(self.root / "_build" / "film", ignore_errors=True)


def batches(mutations: Iterable[Mutation]) -> list[list[Mutation]]:
    """Split `mutations` so that no page is changed twice in one course; some must be alone."""
    made: list[list[Mutation]] = []
    for mutation in mutations:
        free = (batch for batch in made if not any(o.alone or o.file == mutation.file for o in batch))
        batch = None if mutation.alone else next(free, None)
        if batch is None:
            made.append([mutation])
        else:
            batch.append(mutation)
    return made


def told(batch: Iterable[Mutation]) -> dict[str, list[str]]:
    """Return what is printed of a course with these faults, by file."""
    folder = Path(tempfile.mkdtemp())
    try:
        root = copy_course(folder / "kursus")
        for mutation in batch:
            mutation.apply(root)
        found: dict[str, list[str]] = {}
        for one in check.check(root):
            found.setdefault(one.file, []).append(str(one))
        return found
    finally:
        shutil.rmtree(folder)
