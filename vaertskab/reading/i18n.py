"""Danish where Sphinx and docutils have their own mind: the language, and letters in addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.reading import patches

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Our catalogue of Sphinx's words: Sphinx asks it before its own, which is Danish in part only.
LOCALE = Path(__file__).parent / "locale"
# Before any id is made, also where no course is built.
patches.write_danish_ids()


def slug(title: str) -> str:
    """Return `title` as a file name or the end of an address: a–z, digits and hyphens; may be ""."""
    # make_id drops digits at the start, which an id may not have and a file name may.
    return nodes.make_id(f"x-{title}").removeprefix("x").strip("-")


def _speak(app: Sphinx, config: Config) -> None:
    config["smartquotes"] = False  # pages write »…«, and a rule sees to it
    config["myst_heading_slug_func"] = "docutils.nodes.make_id"


def setup(app: Sphinx) -> None:
    """Make the build Danish."""
    patches.read_danish_roles()
    app.connect("config-inited", _speak, priority=100)
