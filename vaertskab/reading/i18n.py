"""The course's language where Sphinx and docutils have their own mind, and letters in addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import locale
from sphinx.util import logging

from vaertskab.model.language import _, current
from vaertskab.model.toml import line_of
from vaertskab.reading import patches

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

#: Our catalogues of Sphinx's words: it asks them before its own, which are whole in English only.
LOCALE = Path(__file__).parent / "locale"
# Before any id is made, also where no course is built.
patches.write_danish_ids()


def slug(title: str) -> str:
    """Return `title` as a file name or the end of an address: a–z, digits and hyphens; may be ""."""
    # make_id drops digits at the start, which an id may not have and a file name may.
    return nodes.make_id(f"x-{title}").removeprefix("x").strip("-")


def speak(app: Sphinx, config: Config) -> None:
    """Have Sphinx speak the course's language; a conf.py that says another is told of."""
    said, ours = vars(config)["_raw_config"].get("language"), current().code
    if said not in (None, ours):
        conf = Path(app.confdir, "conf.py")
        line = line_of(conf.read_text("utf-8"), r"^language\b")
        logger.warning(
            _("conf.py siger {said}, og kursus.toml siger {ours}. Slet linjen i conf.py.").format(
                said=f'language = "{said}"', ours=f'sprog = "{ours}"'
            ),
            location=f"{conf}:{line}",
            type="kursus",
            subtype="sprog",
        )
    config["language"] = ours
    config["locale_dirs"] = [*dict.fromkeys((*config.locale_dirs, str(LOCALE)))]
    # Sphinx has read its words before it asked the extensions, and adds to what a process has read already.
    locale.translators.pop(("general", "sphinx"), None)
    app._init_i18n()
    patches.say_versions()


def _speak(app: Sphinx, config: Config) -> None:
    config["smartquotes"] = False  # pages write their quotation marks, and a rule sees to it
    config["myst_heading_slug_func"] = "docutils.nodes.make_id"


def setup(app: Sphinx) -> None:
    """Read and write what Danish letters need, in every language."""
    patches.read_danish_roles()
    app.connect("config-inited", _speak, priority=100)
