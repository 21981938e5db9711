"""What each part of the course is for: `rolle:` at the top of its front page.

It is known before any page is read, since a question's kind and a page's record hang on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.course import COURSE_FOLDERS
from vaertskab.model.roles import Purpose, Role
from vaertskab.reading import front_matter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def role_in(values: Mapping[str, object] | None) -> Role | None:
    """Return the role that a part's front page states, or None where it states none that there is."""
    given = (values or {}).get("rolle")
    return next((role for role in Role if role == given), None)


def purpose_in(values: Mapping[str, object] | None) -> Purpose | None:
    """Return the purpose that a page states, or None where it states none that there is."""
    given = (values or {}).get("rolle")
    return next((purpose for purpose in Purpose if purpose == given), None)


def roles_of(root: Path) -> dict[str, Role]:
    """Return the role of each part of the course in `root`, by its folder ("modules/kaffe")."""
    found = {}
    for folder in COURSE_FOLDERS:
        for index in sorted((root / folder).rglob("index.md")):
            head = front_matter.read(index.read_text("utf-8-sig", errors="replace"))
            if role := role_in(head.values):
                found[index.parent.relative_to(root).as_posix()] = role
    return found


def role_of(env: BuildEnvironment, docname: str) -> Role:
    """Return the role of the part that the page `docname` lies in."""
    roles: Mapping[str, Role] = env.config.kursus_part_roles
    return roles.get(docname.rpartition("/")[0], Role.GUIDANCE)


def _load(app: Sphinx, config: Config) -> None:
    config["kursus_part_roles"] = roles_of(Path(app.srcdir))


def setup(app: Sphinx) -> None:
    """Read the roles when the configuration is; a change in one rereads the course."""
    app.add_config_value("kursus_part_roles", {}, "env", types=frozenset({dict}))
    app.connect("config-inited", _load, priority=110)
