"""kursus.toml: what an organisation changes to make the course its own.

It is read once for a build, checked, and handed on as frozen data.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaertskab.model.brand_colours import CHOICES, refusals
from vaertskab.model.language import LANGUAGES, SOURCE, Language, _, current
from vaertskab.model.settings_keys import (
    COURSE_KEYS,
    DEFAULTS,
    LONGEST_ID,
    PERMISSIONS,
    REQUIRED,
    WHAT,
    fits,
)
from vaertskab.model.toml import SettingsError, line_of, read

FILE = "kursus.toml"
#: The table of what it looks like.
LOOK = "udseende"

_BLANK = {f"{table}.{key}": "" for table, keys in COURSE_KEYS.items() for key in keys}
#: What the lines at the top of a page may draw on, as running text does: {kursus}`organisation`.
_HEAD_NAMES = {"organisation": "organisation.navn", "titel": "kursus.titel", "title": "kursus.titel"}
_IN_HEADS = re.compile(rf"\{{(?:kursus|course)\}}`({'|'.join(_HEAD_NAMES)})`")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation says of itself in kursus.toml.

    `values` maps "table.key" to the text given; what is not given is "". `lines` maps it to where it stands.
    """

    values: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def __getitem__(self, key: str) -> str:
        """Return the value of "table.key"."""
        return self.values[key]

    def line(self, key: str) -> int:
        """Return the line of "table.key", else that of its table, else 1."""
        return self.lines.get(key) or self.lines.get(key.partition(".")[0], 1)

    @property
    def is_public(self) -> bool:
        """Whether the organisation is a public body, which the law asks more of."""
        return self["organisation.offentlig"] == "ja"

    @property
    def language(self) -> Language:
        """What the course speaks."""
        return LANGUAGES[self["kursus.sprog"]]

    @property
    def declaration(self) -> str:
        """The address of the declaration of accessibility: the course's own, or the intranet's; or ""."""
        return self["erklaeringer.tilgaengelighed"] or self["erklaeringer.tilgaengelighed-intranet"]

    @property
    def reviewed(self) -> dt.date | None:
        """When accessibility was last gone through."""
        day = self["erklaeringer.tilgaengelighed-dato"]
        return dt.date.fromisoformat(day) if day else None

    @property
    def base_url(self) -> str:
        """The course's address with a slash at its end, or ""."""
        url = self.values["websted.adresse"]
        return url if not url or url.endswith("/") else url + "/"

    @property
    def course_id(self) -> str:
        """What readers' browsers know the course by, so that two at one address keep their notes apart.

        It is made of the title where nobody has set one.
        """
        return self.values["kursus.id"] or _id_of(self.values["kursus.titel"])

    @property
    def colours(self) -> dict[str, str]:
        """The colours that the organisation has chosen, by name."""
        return {name: colour.lower() for name in CHOICES if (colour := self.values[f"{LOOK}.{name}"])}

    @property
    def most_points(self) -> int:
        """How many points a picture may have on a side."""
        return int(self.values["billeder.stoerste-side"])

    def filled(self, text: str) -> str:
        """Return a text from the top of a page with what the organisation and the course are called."""
        return _IN_HEADS.sub(lambda found: self[_HEAD_NAMES[found[1]]], text)

    def edit_url(self, source: str) -> str:
        """Return the address where the file `source` (POSIX path from the root) is edited, or ""."""
        repository = self.values["websted.depot"].rstrip("/")
        return f"{repository}/edit/{self.values['websted.gren']}/{source}" if repository else ""


def _id_of(title: str) -> str:
    """Return `title` in the letters that an id may have."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_DANISH))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST_ID].strip("-") or "kursus"


def load_settings(path: Path) -> Settings:
    """Read and check kursus.toml at `path`.

    :raises SettingsError: the file is missing, not TOML, or a key is missing, unknown or wrong.
    """
    data, text = read(path)
    values, lines = {**_BLANK, **DEFAULTS}, dict[str, int]()
    for table, keys in data.items():
        line = line_of(text, rf"^\s*\[?{re.escape(table)}\b")
        if table not in COURSE_KEYS or not isinstance(keys, dict):
            known = ", ".join(f"[{name}]" for name in COURSE_KEYS)
            said = _("»{table}« findes ikke. Afsnittene er {known}.").format(table=table, known=known)
            raise SettingsError(path.name, line, said)
        lines[table] = line
        for key, value in keys.items():
            line = _line_in(text, table, key)
            if (kind := _kind(table, key)) is None:
                known = ", ".join(COURSE_KEYS[table])
                said = _("»{key}« findes ikke under [{table}]. Der kan stå {known}.")
                raise SettingsError(path.name, line, said.format(key=key, table=table, known=known))
            if not fits(kind, value):
                said = _("»{key}« skal være {what}.").format(key=key, what=_(WHAT[kind]))
                raise SettingsError(path.name, line, said)
            if not str(value).strip().isprintable():
                said = _("»{key}« skal stå på én linje, uden usynlige tegn.").format(key=key)
                raise SettingsError(path.name, line, said)
            told = str(value).strip() if not isinstance(value, bool) else "ja" * value
            values[f"{table}.{key}"], lines[f"{table}.{key}"] = told, line
    for name in REQUIRED:
        table, _dot, key = name.partition(".")
        if name not in lines:
            said = _("»{key}« mangler under [{table}].").format(key=key, table=table)
            raise SettingsError(path.name, lines.get(table, 1), said)
    _agree(path.name, Settings(values, lines))
    return Settings(values, lines)


def spoken_in(path: Path) -> str:
    """Return the language that kursus.toml at `path` states, also where it cannot be used; else Danish."""
    try:
        said = read(path)[0]["kursus"]["sprog"]
    except (SettingsError, OSError, KeyError, TypeError):
        return SOURCE
    return said if isinstance(said, str) and said in LANGUAGES else SOURCE


def _kind(table: str, key: str) -> str | None:
    """Return what the value of a key must be, or None where there is no such key."""
    return "tekst?" if table == PERMISSIONS else COURSE_KEYS[table].get(key)


def _line_in(text: str, table: str, key: str) -> int:
    """Return the line of `key` in its table: another one may have a key of the same name."""
    start = max(0, line_of(text, rf"^\s*\[{re.escape(table)}\]") - 1)
    below = "\n".join(text.split("\n")[start:])
    return start + line_of(below, rf"^\s*{re.escape(key)}\s*=")


def _agree(file: str, settings: Settings) -> None:
    """Refuse what cannot both be true.

    :raises SettingsError: there are two declarations, or a colour is not read well enough.
    """
    own, other = "erklaeringer.tilgaengelighed", "erklaeringer.tilgaengelighed-intranet"
    if settings[own] and settings[other]:
        raise SettingsError(
            file, settings.line(other),
            _(
                "Kurset har enten sin egen tilgængelighedserklæring eller hører under intranettets. "
                'Skriv "" ved den ene.'
            ),
        )  # fmt: skip
    for name, found, wanted, mend in refusals(settings.colours):
        raise SettingsError(file, settings.line(f"{LOOK}.{name}"), unreadable(name, found, wanted, mend))


def unreadable(name: str, found: float, wanted: float, mend: str) -> str:
    """Return what is said of a colour that is not read well enough: its contrast, and the nearest one."""
    return _(
        "»{name}« er svær at læse: Kontrasten er {found}:1, og den skal være mindst {wanted}:1. Den nærmeste "
        'farve, I kan bruge, er "{mend}".'
    ).format(name=name, found=_number(found), wanted=_number(wanted), mend=mend)


def _number(ratio: float) -> str:
    """Return a contrast as it is written, rounded down: one that falls short is never told as enough."""
    return f"{int(ratio * 10) / 10:g}".replace(".", current().decimal)


def stand_in() -> Settings:
    """Return settings without a fault, for reading the pages while kursus.toml cannot be read."""
    whole = {"tekst": "Kurset", "mail": "navn@example.org", "mail?": "navn@example.org", "adresse?": ""}
    made = {
        f"{table}.{key}": whole[kind]
        for table, keys in COURSE_KEYS.items()
        for key, kind in keys.items()
        if kind in whole
    }
    # Whether the organisation is a public body cannot be read either: no law is held against it meanwhile.
    return Settings({**_BLANK, **made, **DEFAULTS, "organisation.offentlig": "nej"})
