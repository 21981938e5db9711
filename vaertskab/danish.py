"""Danish where Sphinx and docutils have their own mind: the language, and letters in addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Our catalogue of Sphinx's words: Sphinx asks it before its own, which is Danish in part only.
LOCALE = Path(__file__).parent / "site" / "locale"


def _speak(app: Sphinx, config: Config) -> None:
    config["myst_heading_slug_func"] = "docutils.nodes.make_id"


def setup(app: Sphinx) -> None:
    """Make the build Danish.

    docutils writes ø as o in an id; a Danish address has oe and aa (as it already has ae). It has no
    setting for it, only the table that its `make_id` looks in.
    """
    digraphs: dict[int, str] = vars(nodes)["_non_id_translate_digraphs"]
    digraphs |= {ord("ø"): "oe", ord("å"): "aa"}
    app.connect("config-inited", _speak, priority=100)
