"""What the administrator sets, by environment or in `kaffe.toml`. A password is never shown.

Each setting is `KAFFE_NAVN` in the environment and `navn` in the file; the environment counts first.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy.engine import URL

from vaertskab.kaffe.address import parse_person
from vaertskab.kaffe.errors import KaffeError, in_words
from vaertskab.kaffe.microsoft365 import App
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.values import (
    Mailbox,
    Server,
    default_database,
    parse_base_url,
    parse_course,
    parse_database,
    parse_day,
    parse_id,
    parse_mailbox,
    parse_months,
    parse_number,
    parse_path,
    parse_seconds,
    parse_server,
)
from vaertskab.model.language import LANGUAGES, N_, _

FILE = "kaffe.toml"
COURSE = "_build/html/kursus.json"
#: Seconds that a claimed mail is kept for its sender: longer than all of SMTP's time-outs for one mail.
LEASE = 1200.0
#: Months after an order's last mail that names are kept, when nobody says otherwise.
KEEP_MONTHS = 3
#: Those that may hold a password.
SECRETS = ("smtp", "database", "postkasse", "m365-hemmelighed")
#: Settings of earlier versions, and what to say of them: mail goes on all the same.
RETIRED: Mapping[str, str] = {
    "forbindelser": N_("»forbindelser« bruges ikke mere. Kør »send« flere gange på én gang i stedet.")
}
_APP_FIELDS = frozenset({"tenant", "client", "secret", "expires", "certificate"})


def _plain(parse: Callable[[str], Any]) -> Callable[[str, Path], Any]:
    """What reads a setting that no folder matters to."""
    return lambda text, _: parse(text)


#: Every setting: its name in the file → the field of `Settings` or `App`, and what reads its text and folder.
NAMES: Mapping[str, tuple[str, Callable[[str, Path], Any]]] = {
    "database": ("database", parse_database),
    "smtp": ("smtp", _plain(parse_server)),
    "afsender": ("sender", _plain(parse_person)),
    "kursus": ("course", parse_course),
    "adresse": ("base_url", _plain(parse_base_url)),
    "pr-minut": ("per_minute", _plain(parse_number)),
    "pr-doegn": ("per_day", _plain(parse_number)),
    "reservation": ("lease", _plain(parse_seconds)),
    "administrator": ("administrator", _plain(parse_person)),
    "slet-efter": ("keep_months", _plain(parse_months)),
    "postkasse": ("mailbox", parse_mailbox),
    "m365-tenant": ("tenant", _plain(parse_id)),
    "m365-klient": ("client", _plain(parse_id)),
    "m365-hemmelighed": ("secret", _plain(str.strip)),
    "m365-udloeber": ("expires", _plain(parse_day)),
    "m365-certifikat": ("certificate", parse_path),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. `smtp` and `sender` are None when nobody has set them.

    `per_minute` and `per_day` are mails, 0 for no limit; `lease` is seconds; `places` says for each
    setting where it comes from. `keep_months` is how long names are kept after an order's last
    mail. `mailbox` is where the sender's mail comes in, `app` what logs in to Microsoft 365; None for none.
    `notes` are sentences about settings that do nothing any longer.
    """

    database: URL = field(default_factory=default_database, repr=False)
    smtp: Server | None = None
    sender: Person | None = None
    course: str = COURSE
    base_url: str = ""
    per_minute: int = 0
    per_day: int = 0
    lease: float = LEASE
    places: Mapping[str, str] = field(default_factory=dict, repr=False)
    file: Path | None = None
    administrator: Person | None = None
    keep_months: int = KEEP_MONTHS
    mailbox: Mailbox | None = None
    app: App | None = None
    notes: tuple[str, ...] = ()

    @property
    def can_send(self) -> bool:
        """Whether there is a way to hand over mail: a mail server, or an app in Microsoft 365."""
        return self.smtp is not None or self.app is not None

    def need_app(self) -> App:
        """Return what logs in to Microsoft 365; a KaffeError says that it is not set."""
        if self.app is None:
            raise KaffeError(
                _("Appen i Microsoft 365 mangler. Sæt m365-tenant, m365-klient og m365-hemmelighed.")
            )
        return self.app

    def need_smtp(self) -> Server:
        """Return the mail server; a KaffeError says that it is not set."""
        if self.smtp is None:
            form = _("smtp://bruger:kode@host:587?starttls=1")
            raise KaffeError(_("Mailserveren mangler. Sæt KAFFE_SMTP, fx {form}.").format(form=form))
        return self.smtp

    def need_sender(self) -> Person:
        """Return the sender; a KaffeError says that it is not set."""
        if self.sender is None:
            form = '"Kafferefleksion <kaffe@example.org>"'
            raise KaffeError(_("Afsenderen mangler. Sæt KAFFE_AFSENDER, fx {form}.").format(form=form))
        return self.sender


def variable(name: str) -> str:
    """Return the environment's name for a setting."""
    return "KAFFE_" + name.replace("-", "_").upper()


def find_file(given: str | None, environment: Mapping[str, str]) -> Path | None:
    """Return the settings file: the one named, else kaffe.toml here, else in the user's config folder."""
    if named := given or environment.get("KAFFE_INDSTILLINGER"):
        return Path(named).expanduser()
    for folder in (Path(), Path(platformdirs.user_config_dir("vaertskab", appauthor=False))):
        try:
            if (folder / FILE).is_file():
                return (folder / FILE).resolve()
        except OSError as error:
            raise KaffeError(
                _("Mappen {folder} kan ikke åbnes: {why}.").format(folder=folder, why=in_words(error))
            ) from None
    return None


def read_file(path: Path) -> dict[str, str]:
    """Return the settings in `path`; KaffeError: it cannot be read, or names a setting that there is not."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise KaffeError(_("Filen {path} kan ikke læses. Gem den som UTF-8.").format(path=path)) from None
    except OSError as error:
        raise KaffeError(
            _("Filen {path} kan ikke åbnes: {why}.").format(path=path, why=in_words(error))
        ) from None
    except tomllib.TOMLDecodeError as error:
        told = _('{path}: Slutningen kan ikke læses. Skriv navn = "værdi".')
        if found := re.search(r"line (\d+)", str(error)):
            told = _('{path}: Linje {line} kan ikke læses. Skriv navn = "værdi".')
        raise KaffeError(told.format(path=path, line=found and found[1])) from None
    for name, value in data.items():
        if name not in NAMES and name not in RETIRED:
            raise KaffeError(
                _("{path}: »{name}« kendes ikke. Der kan stå {names}.").format(
                    path=path, name=name, names=", ".join(NAMES)
                )
            )
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise KaffeError(
                _("{path}: »{name}« skal være en tekst i anførselstegn eller et tal.").format(
                    path=path, name=name
                )
            )
    return {name: str(value) for name, value in data.items()}


def spoken(given: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Return the language of the course that the settings name; "" where it cannot be read here.

    A course at an address is not fetched for it: each command would have to wait.
    """
    environment = os.environ if environment is None else environment
    try:
        file = find_file(given, environment)
        name = environment.get(variable("kursus")) or (read_file(file).get("kursus") if file else "")
        is_in_file = file is not None and not environment.get(variable("kursus"))
        folder = file.parent if file is not None and is_in_file and name else Path()
        course = parse_course(name or COURSE, folder)
        return "" if "://" in course else spoken_by(Path(course).read_text("utf-8"))
    except (KaffeError, OSError, ValueError):
        return ""


def spoken_by(course: str) -> str:
    """Return the language that the text of a course file says; "" where it says none that we know."""
    try:
        said = json.loads(course)["language"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return said if isinstance(said, str) and said in LANGUAGES else ""


def load_settings(given: str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Gather and check the settings; `given` is a settings file named on the command line.

    :raises KaffeError: something is wrong; the message has all that is wrong, and no password.
    """
    environment = os.environ if environment is None else environment
    file = find_file(given, environment)
    in_file = read_file(file) if file else dict[str, str]()
    in_environment = {name: environment[variable(name)] for name in NAMES if environment.get(variable(name))}
    places = dict.fromkeys(in_file, str(file)) | {name: variable(name) for name in in_environment}
    values, faults = dict[str, Any](), list[str]()
    for name, text in (in_file | in_environment).items():
        if name in RETIRED or not text.strip():
            continue
        # A path in the file is seen from the file's folder, one in the environment from here.
        is_in_file = file is not None and name not in in_environment
        folder = file.parent.resolve() if file and is_in_file else Path().resolve()
        field_name, parse = NAMES[name]
        try:
            values[field_name] = parse(text, folder)
        except ValueError as error:
            faults.append(f"{places[name]}{f' ({name})' if is_in_file else ''}: {error}")
    app = {name: values.pop(name) for name in list(values) if name in _APP_FIELDS}
    if app and not faults:
        missing = [name for name in ("m365-tenant", "m365-klient") if NAMES[name][0] not in app]
        if ("secret" in app) == ("certificate" in app):
            missing.append(_("enten m365-hemmelighed eller m365-certifikat"))
        if missing:
            faults.append(_("Til Microsoft 365 mangler {names}.").format(names=", ".join(missing)))
        else:
            values["app"] = App(**app)
    if faults:
        raise KaffeError("\n".join(faults))
    notes = tuple(_(words) for name, words in RETIRED.items() if name in in_file)
    return Settings(**values, places=places, file=file, notes=notes)
