"""kursus.toml: what an organisation changes to make the course its own.

It is read once for a build, checked, and handed on as frozen data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vaertskab.model.addresses import web_parts
from vaertskab.model.toml import SettingsError, line_of, read

FILE = "kursus.toml"

#: What kursus.toml holds: table → key → what the value must be.
COURSE_KEYS: Mapping[str, Mapping[str, str]] = {
    "organisation": {"navn": "tekst"},
    "kursus": {"titel": "tekst", "id": "navn?"},
    "websted": {"adresse": "adresse?", "depot": "adresse?", "gren": "tekst"},
    "kontakt": {
        "navn": "tekst",
        "mail": "mail",
        "bestilling-mail": "mail",
        "redaktion-mail": "mail?",
    },
    "erklaeringer": {"tilgaengelighed": "adresse?", "privatliv": "adresse?"},
    "privatliv": {
        "dataansvarlig": "tekst?",
        "dpo-mail": "mail?",
        "retsgrundlag": "tekst?",
        "mail-udbyder": "tekst?",
    },
    "billeder": {"stoerste-side": "punkter"},
    "film": {"stemme": "fil?"},
}
#: What may be left out, and what it is then.
DEFAULTS = {
    "billeder.stoerste-side": "5000",
    "film.stemme": "",
    "kursus.id": "",
    "privatliv.dataansvarlig": "",
    "privatliv.dpo-mail": "",
    "privatliv.retsgrundlag": "",
    "privatliv.mail-udbyder": "",
}
#: The least and the most points that a picture may be allowed on a side.
POINTS = range(100, 20_001)

_LONGEST_ID = 40
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_WHAT = {
    "tekst": "en tekst i anførselstegn",
    "tekst?": 'en tekst i anførselstegn (eller "" for ingen)',
    "mail": 'en mailadresse, fx "navn@example.org"',
    "mail?": 'en mailadresse, fx "navn@example.org" (eller "" for ingen)',
    "punkter": "et helt tal fra 100 til 20000 uden anførselstegn",
    "navn?": 'højst 40 små bogstaver fra a til z, tal og bindestreger, fx "vaertskab" (eller "" for ingen)',
    "fil?": 'stien til en fil, der ender på .onnx (eller "" for ingen)',
    "adresse?": 'en adresse, der begynder med https:// (eller "" for ingen)',
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation says of itself in kursus.toml.

    `values` maps "table.key" to the text given; an address that is not given is "".
    """

    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the value of "table.key"."""
        return self.values[key]

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
    def most_points(self) -> int:
        """How many points a picture may have on a side."""
        return int(self.values["billeder.stoerste-side"])

    @property
    def missing_privacy(self) -> tuple[str, ...]:
        """The keys of [privatliv] that nobody has set: the page about privacy leaves their sentences out."""
        return tuple(key for key in COURSE_KEYS["privatliv"] if not self.values[f"privatliv.{key}"])

    def edit_url(self, source: str) -> str:
        """Return the address where the file `source` (POSIX path from the root) is edited, or ""."""
        repository = self.values["websted.depot"].rstrip("/")
        return f"{repository}/edit/{self.values['websted.gren']}/{source}" if repository else ""


def _id_of(title: str) -> str:
    """Return `title` in the letters that an id may have."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_DANISH))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:_LONGEST_ID].strip("-") or "kursus"


def _valid(kind: str, value: object) -> bool:
    if kind == "punkter":
        return type(value) is int and value in POINTS
    if not isinstance(value, str):
        return False
    if kind == "tekst?":
        return True
    if kind == "adresse?":
        return not value.strip() or web_parts(value.strip()) is not None
    if kind == "navn?":
        return not value or (len(value) <= _LONGEST_ID and _ID.fullmatch(value) is not None)
    if kind == "fil?":
        return not value.strip() or value.strip().endswith(".onnx")
    if kind in ("mail", "mail?"):
        if kind == "mail?" and not value.strip():
            return True
        return re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", value) is not None
    return bool(value.strip())


def load_settings(path: Path) -> Settings:
    """Read and check kursus.toml at `path`.

    :raises SettingsError: the file is missing, not TOML, or a key is missing, unknown or wrong.
    """
    data, text = read(path)
    values = dict(DEFAULTS)
    for table, keys in data.items():
        if table not in COURSE_KEYS or not isinstance(keys, dict):
            known = ", ".join(f"[{name}]" for name in COURSE_KEYS)
            line = line_of(text, rf"^\s*\[?{re.escape(table)}\b")
            raise SettingsError(path.name, line, f"»{table}« findes ikke. Afsnittene er {known}.")
        for key, value in keys.items():
            line = line_of(text, rf"^\s*{re.escape(key)}\s*=")
            if key not in COURSE_KEYS[table]:
                known = ", ".join(COURSE_KEYS[table])
                raise SettingsError(
                    path.name, line, f"»{key}« findes ikke under [{table}]. Der kan stå {known}."
                )
            kind = COURSE_KEYS[table][key]
            if not _valid(kind, value):
                raise SettingsError(path.name, line, f"»{key}« skal være {_WHAT[kind]}.")
            if not str(value).strip().isprintable():
                raise SettingsError(path.name, line, f"»{key}« skal stå på én linje, uden usynlige tegn.")
            values[f"{table}.{key}"] = str(value).strip()
    for table, names in COURSE_KEYS.items():
        for key in names:
            if f"{table}.{key}" not in values:
                line = line_of(text, rf"^\s*\[{re.escape(table)}\]")
                raise SettingsError(path.name, line, f"»{key}« mangler under [{table}].")
    # Somebody always answers for personal data.
    values["privatliv.dataansvarlig"] = values["privatliv.dataansvarlig"] or values["organisation.navn"]
    return Settings(values)


def stand_in() -> Settings:
    """Return settings without a fault, for reading the pages while kursus.toml cannot be read."""
    whole = {"tekst": "Kurset", "mail": "navn@example.org", "mail?": "navn@example.org", "adresse?": ""}
    made = {
        f"{table}.{key}": whole[kind]
        for table, keys in COURSE_KEYS.items()
        for key, kind in keys.items()
        if kind in whole
    }
    return Settings({**made, **DEFAULTS, "privatliv.dataansvarlig": whole["tekst"]})
