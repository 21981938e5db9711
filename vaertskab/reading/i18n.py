"""Danish where Sphinx and docutils have their own mind: the language, and letters in addresses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from mdit_py_plugins.myst_role import index as myst_role

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Our catalogue of Sphinx's words: Sphinx asks it before its own, which is Danish in part only.
LOCALE = Path(__file__).parent / "locale"


#: docutils writes ø as o in an id; a Danish address has oe and aa (as it already has ae). It has no
#: setting for it, only the table that its `make_id` looks in.
_DIGRAPHS: dict[int, str] = vars(nodes)["_non_id_translate_digraphs"]
_DIGRAPHS |= {ord("ø"): "oe", ord("å"): "aa"}


def slug(title: str) -> str:
    """Return `title` as a file name or the end of an address: a–z, digits and hyphens; may be ""."""
    # make_id drops digits at the start, which an id may not have and a file name may.
    return nodes.make_id(f"x-{title}").removeprefix("x").strip("-")


def _speak(app: Sphinx, config: Config) -> None:
    config["smartquotes"] = False  # pages write »…«, and a rule sees to it
    config["myst_heading_slug_func"] = "docutils.nodes.make_id"


def setup(app: Sphinx) -> None:
    """Make the build Danish.

    The names of MyST's roles are matched by a pattern without Danish letters: {spørgsmål}`…` would stand
    on the page as it is written. The same pattern with every letter reads it.
    """
    myst_role.VALID_NAME_PATTERN = re.compile(r"^\{([\w\-+:]+)\}")
    app.connect("config-inited", _speak, priority=100)
