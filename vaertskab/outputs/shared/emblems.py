"""Which drawing is a page's emblem."""

from __future__ import annotations

from pathlib import Path

#: Where the course's own drawings stand, from its root.
FIGURES = "_static/figurer"


def own_emblem(root: Path, docname: str) -> Path | None:
    """Return the emblem of a page of the course in `root`, or None when it has none of its own.

    It is `emblem-<its file name>.svg`; a part's index page has its folder's name.
    """
    folder, _, name = docname.rpartition("/")
    path = root / FIGURES / f"emblem-{folder.rpartition('/')[2] if name == 'index' else name}.svg"
    return path if path.is_file() else None
