"""A page's emblem: a small drawing in `_static/figurer/`.

A page's own is `emblem-<its file name>.svg`. A part's is `emblem-<its folder's name>.svg`, else the one that
all parts of its role have: `emblem-<role>.svg`.
"""

from __future__ import annotations

from pathlib import Path

from vaertskab.model.page import Page, part_name
from vaertskab.model.roles import Role
from vaertskab.reading import files
from vaertskab.reading.i18n import slug

FIGURES = "_static/figurer"


def own_emblem(root: Path, page: Page) -> Path | None:
    """Return the page's own emblem, or its part's where it is a part's front page; else None."""
    name = page.docname.rpartition("/")[2]
    if name == "index":
        return part_emblem(root, page)
    return _existing(root, name)


def drawings_of(root: Path, page: Page) -> list[Path]:
    """Return the drawings that a page shows, which are to be shown of it elsewhere too."""
    return [
        root / path for path in page.drawings if (root / path).is_file() and not files.judge(root, path, 0)
    ]


def part_emblem(root: Path, page: Page) -> Path | None:
    """Return the emblem of the part that the page belongs to, or None. The front page belongs to none."""
    folder = part_name(page.docname)
    return (_existing(root, folder) or role_emblem(root, page.role)) if folder else None


def role_emblem(root: Path, role: Role) -> Path | None:
    """Return the emblem of parts of that role, or None."""
    return _existing(root, slug(role.value))


def emblem(root: Path, page: Page) -> Path | None:
    """Return the page's own emblem, or its part's, or None."""
    return own_emblem(root, page) or part_emblem(root, page)


def _existing(root: Path, name: str) -> Path | None:
    path = f"{FIGURES}/emblem-{name}.svg"
    return root / path if (root / path).is_file() and not files.judge(root, path, 0) else None
