"""kursus.toml and ordlyd.toml for Sphinx: read with the configuration, and known to whatever reads pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model import language, wordings
from vaertskab.model.settings import FILE, Settings, load_settings, spoken_in, stand_in
from vaertskab.model.toml import SettingsError
from vaertskab.reading.i18n import speak

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class UnusableError(SystemExit):
    """Ends the build with its message alone; an Exception, Sphinx would tell with a traceback."""


def _load(app: Sphinx, config: Config) -> None:
    root, standins = Path(app.srcdir), config.kursus_standins
    language.use(spoken_in(root / FILE))
    speak(app, config)
    try:
        settings = stand_in() if FILE in standins else load_settings(root / FILE)
        pieces = (
            wordings.StandIn() if wordings.FILE in standins else wordings.load_wordings(root / wordings.FILE)
        )
    except SettingsError as error:
        raise UnusableError(str(error)) from None
    config["kursus_settings"] = settings
    config["kursus_wordings"] = pieces
    config["html_baseurl"] = config.html_baseurl or settings.base_url
    config["project"] = config["html_title"] = settings["kursus.titel"]


def setup(app: Sphinx) -> None:
    """Read the two files when the configuration is; a change in either rereads the course."""
    # Files that are told of already, and whose pages are read nevertheless.
    app.add_config_value("kursus_standins", (), "env", types=frozenset({tuple}))
    app.add_config_value("kursus_settings", None, "env", types=frozenset({Settings}))
    app.add_config_value(
        "kursus_wordings", None, "env", types=frozenset({wordings.Wordings, wordings.StandIn})
    )
    app.connect("config-inited", _load, priority=100)
