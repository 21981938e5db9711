"""Faults put into copies of the tests' own course, as many at a time as there are pages for."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from building import copy_course

from vaertskab.commands import check

TABLE = Path(__file__).with_suffix(".toml")


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
    alone: bool = False

    def apply(self, root: Path) -> None:
        """Change the page in the course in `root`; every change must make a difference."""
        path = root / self.file
        if self.film:
            self._lay_film(root / "_build" / "film" / path.stem, path.read_text("utf-8"))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
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
        (root / "_static" / "stor.png").write_bytes(b"x" * 312_000)
        for mutation in batch:
            mutation.apply(root)
        found: dict[str, list[str]] = {}
        for one in check.check(root):
            found.setdefault(one.file, []).append(str(one))
        return found
    finally:
        shutil.rmtree(folder)
