"""Where made films lie: what each was made from, and how its files are written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from vaertskab.model.language import current
from vaertskab.outputs.film.work import Made
from vaertskab.outputs.shared.existing_films import VERSION

#: A film's files. The description comes last and goes first: without it there is no film.
SUFFIXES = (".mp4", ".vtt", ".jpg", ".json")
#: How the name of a file ends while it is written; it begins with a dot.
FRESH = ".ny"
OUTPUTS = Path(__file__).parent.parent
#: What draws, says and encodes, beside the layout, the faces and this room itself.
_DRAWN_BY = (
    "../model/language.py",
    "../model/text.py",
    "../model/palette.py",
    "../model/brand_colours.py",
    "../model/colours.py",
    "../model/question_kinds.py",
    "shared/captions.py",
    "shared/characters.py",
    "shared/escape.py",
    "shared/recolouring.py",
    "shared/typst_compiler.py",
)


@cache
def _maker() -> str:
    """Return a digest of what makes films: code, look, faces and the libraries' versions."""
    files = [OUTPUTS / name for name in _DRAWN_BY]
    for kind in ("film/*.py", "film/*.typ", "shared/layout/*.typ", "shared/fonts/*.?tf"):
        files += sorted(OUTPUTS.glob(kind))
    digest = hashlib.sha256(f"{version('av')} {version('typst')}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def key_of(told: object, files: Iterable[Path] = ()) -> str:
    """Return a digest of what a film is made of: what it shows (by its `repr`) and its recordings."""
    digest = hashlib.sha256(f"{_maker()} {current().code} {told!r}".encode())
    for path in files:
        digest.update(path.suffix.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def key_in(folder: Path, name: str) -> str:
    """Return what the film `name` in `folder` was made from; "" when it is not there, or not whole."""
    try:
        told = json.loads((folder / f"{name}.json").read_text("utf-8"))
        whole = all((folder / f"{name}{suffix}").stat().st_size for suffix in SUFFIXES)
        return str(told["key"]) if whole and told["version"] == VERSION else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def put(folder: Path, made: Made) -> None:
    """Let a film's files take their places; a reader finds the old film, none, or the whole new one."""
    fresh: dict[str, Path] = {}
    for suffix in SUFFIXES:
        content = made.files[suffix]
        path = folder / f".{made.name}{suffix}{FRESH}"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.move(content, path)
        fresh[suffix] = path
    (folder / f"{made.name}.json").unlink(missing_ok=True)
    for suffix, path in fresh.items():
        path.replace(folder / f"{made.name}{suffix}")


def tidy(folder: Path, names: Iterable[str]) -> None:
    """Remove what a build that was killed left behind, and the films of pages that are gone."""
    kept = set(names)
    for path in sorted(folder.iterdir(), key=lambda path: path.suffix != ".json"):
        stale = path.suffix in SUFFIXES and path.stem not in kept
        if stale or (path.name.startswith(".") and path.name.endswith(FRESH)):
            path.unlink()
