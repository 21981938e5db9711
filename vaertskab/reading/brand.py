"""What an organisation's own look is made of: [udseende] in kursus.toml, and what conf.py says of the same.

Everything is judged before it is taken, as what a page shows is: a logo is a drawing or a picture of the
course's, a typeface is one, and nothing lies elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from vaertskab.model.brand_colours import palette_of
from vaertskab.model.language import N_, _
from vaertskab.model.palette import OWN, Palette
from vaertskab.model.settings import FILE, LOOK, Settings
from vaertskab.model.toml import SettingsError
from vaertskab.reading import drawings, files, typefaces
from vaertskab.reading.settings import UnusableError
from vaertskab.reading.typefaces import Typeface

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

CONF = "conf.py"
#: The icon of a course that names none, where it has one.
ICON = "_static/favicon.svg"
#: What Sphinx would look different by, and what to do here instead. What it does to the pages is ours alone.
_IGNORED = {
    "html_theme": N_(
        "Siderne har deres eget udseende. Farver, logo og skrift vælger I under [udseende] i kursus.toml."
    ),
    "html_theme_options": N_("Farver, logo og skrift vælger I under [udseende] i kursus.toml."),
    "html_style": N_("Skriv filen i html_css_files i stedet."),
    "html_title": N_("Kursets navn står i kursus.toml under [kursus]."),
    "html_js_files": N_("Siderne kører kun kursets egne scripts."),
    "html_static_path": N_("En fil kommer med, når en side, [udseende] eller html_css_files bruger den."),
    "html_extra_path": N_("En fil kommer med, når en side, [udseende] eller html_css_files bruger den."),
}
_WHY = {
    files.OUTSIDE: N_("Den ligger ikke blandt kursets filer. Læg den i _static/."),
    files.SYMLINK: N_("Den er en genvej (symlink). Læg selve filen der i stedet."),
    files.LARGE: N_("Den er for stor."),
    drawings.TOO_LARGE: N_("Den er for stor."),
    drawings.ELEMENT: N_(
        "Tegningen indeholder <{name}>, som kan gøre andet end at tegne. Gem den igen uden."
    ),
    drawings.HANDLER: N_("Tegningen indeholder et script ({name}). Gem den igen uden."),
    drawings.ADDRESS: N_("Tegningen henter noget andre steder fra: {address}"),
    drawings.STYLE: N_("Tegningen bruger et typografiark, der kan hente noget: {what}"),
}
_STYLED = N_("Tegningen bruger et typografiark. Gem den, så farverne står på hver del (attributter).")
_BROKEN = N_("Den kan ikke læses. Gem den igen.")


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation's look. Paths are from the root; "" and None are for what it has not chosen.

    `text` is what running text is set in, `heads` what headings and labels are. `styles` are stylesheets of
    the course's own.
    """

    palette: Palette = OWN
    logo: str = ""
    icon: str = ""
    cover: str = ""
    text: Typeface | None = None
    heads: Typeface | None = None
    styles: tuple[str, ...] = ()

    @property
    def typefaces(self) -> tuple[Typeface, ...]:
        """The typefaces that are its own."""
        return tuple(dict.fromkeys(one for one in (self.text, self.heads) if one))

    def uses(self, path: str) -> bool:
        """Tell whether the look is made of the file at `path`, from the root."""
        in_folders = any(path.startswith(f"{one.folder}/") for one in self.typefaces)
        return in_folders or path in (self.logo, self.icon, self.cover, *self.styles)


#: That of a course which has chosen nothing.
PLAIN = Brand()


def brand_of(root: Path, settings: Settings, given: dict[str, Any]) -> Brand:
    """Return the look of the course in `root`; `given` is what conf.py says, by what Sphinx calls it.

    :raises SettingsError: something of it cannot be used.
    """
    colours = settings.colours
    return Brand(
        palette_of(colours) if colours else OWN,
        logo=_picture(root, settings, "logo", str(given.get("html_logo") or "")),
        icon=_picture(root, settings, "favicon", str(given.get("html_favicon") or "")),
        cover=_cover(root, settings),
        text=_typeface(root, settings, "skrift"),
        heads=_typeface(root, settings, "overskrift"),
        styles=tuple(_style(root, one) for one in given.get("html_css_files") or ()),
    )


def _cover(root: Path, settings: Settings) -> str:
    """Return the path of the drawing on the front page and on the binder, which stands in the page; or ""."""
    path = _picture(root, settings, "forside", "")
    if path and not drawings.read(root / path).plain:
        message = _("»{file}« kan ikke bruges. {why}").format(file=path, why=_(_STYLED))
        raise SettingsError(FILE, settings.line(f"{LOOK}.forside"), message)
    return path


def _picture(root: Path, settings: Settings, key: str, of_sphinx: str) -> str:
    """Return the path of a picture that is named in kursus.toml, or else in conf.py; "" for none."""
    name = f"{LOOK}.{key}"
    written = settings[name] or of_sphinx
    if not written:
        return ""
    file, line = (FILE, settings.line(name)) if settings[name] else (CONF, _line(root, f"html_{key}"))
    path = _within(root, written, file, line)
    fault = files.judge(root, path, settings.most_points)
    if fault is None and (root / path).suffix.lower() in (".svg", ".png"):
        return path
    why = (
        _(_WHY.get(fault.why, _BROKEN)).format(**fault.words)
        if fault
        else _("Den skal ende på .svg eller .png.")
    )
    raise SettingsError(file, line, _("»{file}« kan ikke bruges. {why}").format(file=written, why=why))


def _typeface(root: Path, settings: Settings, key: str) -> Typeface | None:
    name = f"{LOOK}.{key}"
    if not settings[name]:
        return None
    folder = _within(root, settings[name], FILE, settings.line(name))
    try:
        if not (root / folder).is_dir():
            raise typefaces.TypefaceError(_("Den er ikke en mappe."))
        return typefaces.read(root, folder)
    except typefaces.TypefaceError as error:
        words = _("»{folder}« kan ikke bruges som skrift. {why}").format(folder=folder, why=error)
        raise SettingsError(FILE, settings.line(name), words) from None


def _style(root: Path, written: Any) -> str:
    """Return the path of a stylesheet of html_css_files, which names it alone or with attributes.

    :raises SettingsError: it lies elsewhere, or does not end in .css.
    """
    name = str(written if isinstance(written, str) else written[0])
    line = _line(root, "html_css_files")
    if ":" in name or name.startswith("//"):
        raise SettingsError(
            CONF,
            line,
            _("»{file}« ligger på nettet, og siderne henter intet derfra. Læg filen i _static/.").format(
                file=name
            ),
        )
    path = _within(root, name if name.startswith("_static/") else f"_static/{name}", CONF, line)
    if not path.endswith(".css") or (root / path).is_dir():
        raise SettingsError(CONF, line, _("»{file}« er ikke et typografiark (.css).").format(file=name))
    return path


def _within(root: Path, written: str, file: str, line: int) -> str:
    """Return the path from the root of something in the folders of the course, reached by no symlink.

    :raises SettingsError: it does not, or is not there.
    """
    path = files.locate("", written.rstrip("/"))
    parts = PurePosixPath(path or "").parts
    if not path or parts[0] not in files.FOLDERS or any(part.startswith((".", "~")) for part in parts):
        raise SettingsError(
            file,
            line,
            _("»{path}« ligger ikke blandt kursets filer. Læg det i _static/.").format(path=written),
        )
    at = root
    for part in parts:
        at /= part
        if at.is_symlink():
            raise SettingsError(
                file,
                line,
                _("»{path}« er en genvej (symlink). Læg det selv der i stedet.").format(path=written),
            )
    if not at.exists():
        raise SettingsError(file, line, _("»{path}« findes ikke.").format(path=written))
    return path


def _line(root: Path, name: str) -> int:
    """Return the line of conf.py that gives a setting, or 1."""
    lines = (root / CONF).read_text("utf-8", errors="replace").split("\n") if (root / CONF).is_file() else []
    return next((at for at, line in enumerate(lines, 1) if re.match(rf"\s*{name}\b", line)), 1)


def _given(config: Config) -> dict[str, Any]:
    """Return what conf.py says of the look, where it is not what Sphinx takes without it."""
    names = ("html_logo", "html_favicon", "html_css_files", *_IGNORED)
    defaults = {name: config.values[name].default for name in names}
    plain = {name: made(config) if callable(made) else made for name, made in defaults.items()}
    return {name: config[name] for name in names if config[name] != plain[name]}


def _load(app: Sphinx, config: Config, given: dict[str, Any]) -> None:
    root = Path(app.srcdir)
    try:
        config["kursus_brand"] = brand_of(root, config.kursus_settings, given)
    except SettingsError as error:
        if error.file not in config.kursus_standins:
            raise UnusableError(str(error)) from None
        config["kursus_brand"] = PLAIN
    # Sphinx would look for them itself, and copy the files as they are.
    config["html_logo"] = config["html_favicon"] = None
    config["html_css_files"] = []
    for name in sorted(_IGNORED.keys() & given.keys()):
        if given[name] not in ("vaertskab", ["_static"]):
            logger.warning(
                _("{name} i conf.py bliver ikke brugt. {instead}").format(
                    name=name, instead=_(_IGNORED[name])
                ),
                location=f"{CONF}:{_line(root, name)}", type="kursus", subtype="udseende",
            )  # fmt: skip


def setup(app: Sphinx) -> None:
    """Read the look when the settings have been; a change in it rereads the course."""
    app.add_config_value("kursus_brand", PLAIN, "env", types=frozenset({Brand}))
    given = dict[str, Any]()
    # Before ours are put in their place; Sphinx's own ask later.
    app.connect("config-inited", lambda app, config: given.update(_given(config)), priority=10)
    app.connect("config-inited", partial(_load, given=given), priority=110)
