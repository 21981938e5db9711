"""What the administrator sets, by environment or in `kaffe.toml`. A password is never shown.

Each setting is `KAFFE_NAVN` in the environment and `navn` in the file; the environment counts first.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import platformdirs
from sqlalchemy.engine import URL

from vaertskab.kaffe.address import parse_person
from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.microsoft365 import App
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.values import (
    Mailbox,
    SmtpTarget,
    default_database,
    parse_base_url,
    parse_database,
    parse_day,
    parse_id,
    parse_mailbox,
    parse_months,
    parse_number,
    parse_seconds,
    parse_smtp,
)

T = TypeVar("T")

FILE = "kaffe.toml"
COURSE = "_build/html/kursus.json"
#: Seconds that a claimed mail is kept for its sender: longer than all of SMTP's time-outs for one mail.
LEASE = 1200.0
#: Months after an order's last mail that names are kept, when nobody says otherwise.
KEEP_MONTHS = 3
#: Every setting: its name in the file, and what it is for, in Danish.
NAMES: Mapping[str, str] = {
    "database": "hvor ordrerne gemmes",
    "smtp": "mailserveren",
    "afsender": "den, mailene kommer fra",
    "kursus": "kursusfilen",
    "adresse": "kursets adresse på nettet",
    "pr-minut": "højst så mange mails i minuttet",
    "pr-doegn": "højst så mange mails i døgnet",
    "reservation": "sekunder, en mail er reserveret",
    "administrator": "den, der får en mail, når noget er galt",
    "slet-efter": "måneder efter ordrens sidste mail, til navnene slettes",
    "postkasse": "hvor »indbakke« læser svar og rapporter",
    "m365-tenant": "organisationens id i Microsoft 365",
    "m365-klient": "appens id i Microsoft 365",
    "m365-hemmelighed": "appens hemmelighed",
    "m365-udloeber": "den dag, hemmeligheden udløber",
    "m365-certifikat": "appens certifikat med nøgle, som PEM",
}
#: Those that may hold a password.
SECRETS = ("smtp", "database", "postkasse", "m365-hemmelighed")
#: Settings of earlier versions, and what to say of them: mail goes on all the same.
RETIRED: Mapping[str, str] = {
    "forbindelser": "»forbindelser« bruges ikke mere. Kør »send« flere gange på én gang i stedet."
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. `smtp` and `sender` are None when nobody has set them.

    `per_minute` and `per_day` are mails, 0 for no limit; `lease` is seconds; `places` says for each
    setting where it comes from, in Danish. `keep_months` is how long names are kept after an order's last
    mail. `mailbox` is where the sender's mail comes in, `app` what logs in to Microsoft 365; None for none.
    `notes` are Danish sentences about settings that do nothing any longer.
    """

    database: URL = field(repr=False)
    smtp: SmtpTarget | None
    sender: Person | None
    course: str
    base_url: str
    per_minute: int
    per_day: int
    lease: float
    places: Mapping[str, str] = field(repr=False)
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
        return _need(
            self.app, "Appen i Microsoft 365 mangler. Sæt m365-tenant, m365-klient og m365-hemmelighed."
        )

    def need_smtp(self) -> SmtpTarget:
        """Return the mail server; a KaffeError says that it is not set."""
        form = "smtp://bruger:kode@host:587?starttls=1"
        return _need(self.smtp, f"Mailserveren mangler. Sæt KAFFE_SMTP, fx {form}.")

    def need_sender(self) -> Person:
        """Return the sender; a KaffeError says that it is not set."""
        form = '"Kafferefleksion <kaffe@example.org>"'
        return _need(self.sender, f"Afsenderen mangler. Sæt KAFFE_AFSENDER, fx {form}.")


def _need(value: T | None, missing: str) -> T:
    if value is None:
        raise KaffeError(missing)
    return value


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
            raise KaffeError(f"Mappen {folder} kan ikke åbnes: {in_danish(error)}.") from None
    return None


def read_file(path: Path) -> dict[str, str]:
    """Return the settings in `path`; KaffeError: it cannot be read, or names a setting that there is not."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise KaffeError(f"Filen {path} findes ikke.") from None
    except UnicodeDecodeError:
        raise KaffeError(f"Filen {path} kan ikke læses. Gem den som UTF-8.") from None
    except OSError as error:
        raise KaffeError(f"Filen {path} kan ikke åbnes: {in_danish(error)}.") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"Linje {found[1]}" if found else "Slutningen"
        raise KaffeError(f'{path}: {where} kan ikke læses. Skriv navn = "værdi".') from None
    for name, value in data.items():
        if name not in NAMES and name not in RETIRED:
            raise KaffeError(f"{path}: »{name}« kendes ikke. Der kan stå {', '.join(NAMES)}.")
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise KaffeError(f"{path}: »{name}« skal være en tekst i anførselstegn eller et tal.")
    return {name: str(value) for name, value in data.items()}


def load_settings(given: str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Gather and check the settings; `given` is a settings file named on the command line.

    :raises KaffeError: something is wrong; the message has all that is wrong, and no password.
    """
    environment = os.environ if environment is None else environment
    file = find_file(given, environment)
    in_file = read_file(file) if file else dict[str, str]()
    given_in = {name: str(file) for name in in_file}
    given_in |= {name: variable(name) for name in NAMES if environment.get(variable(name))}
    texts = in_file | {name: environment[variable(name)] for name in NAMES if environment.get(variable(name))}
    faults = list[str]()

    def read(name: str, parse: Callable[[str], T], default: T) -> T:
        """Parse one setting; a fault is kept until all have been read."""
        if not texts.get(name, "").strip():
            return default
        try:
            return parse(texts[name])
        except ValueError as error:
            faults.append(f"{given_in[name]}{'' if given_in[name] != str(file) else f' ({name})'}: {error}")
            return default

    def folder(name: str) -> Path:
        """A path in the file is seen from the file's folder, one in the environment from here."""
        return file.parent.resolve() if file and given_in.get(name) == str(file) else Path().resolve()

    def parse_course(text: str) -> str:
        return text if "://" in text else str(folder("kursus") / Path(text).expanduser())

    def read_app() -> App | None:
        """The app in Microsoft 365, when any part of it is set; what is missing is a fault."""
        named = [name for name in NAMES if name.startswith("m365-") and texts.get(name, "").strip()]
        if not named:
            return None
        missing = [name for name in ("m365-tenant", "m365-klient") if name not in named]
        if ("m365-hemmelighed" in named) == ("m365-certifikat" in named):
            missing.append("enten m365-hemmelighed eller m365-certifikat")
        if missing:
            faults.append(f"Til Microsoft 365 mangler {', '.join(missing)}.")
        return App(
            read("m365-tenant", parse_id, ""), read("m365-klient", parse_id, ""),
            texts.get("m365-hemmelighed", "").strip(),
            read("m365-certifikat", lambda text: folder("m365-certifikat") / Path(text).expanduser(), None),
            read("m365-udloeber", parse_day, None),
        )  # fmt: skip

    settings = Settings(
        database=read(
            "database",
            lambda text: parse_database(text, folder("database")),
            URL.create("sqlite", database=str(default_database())),
        ),
        smtp=read("smtp", parse_smtp, None),
        sender=read("afsender", parse_person, None),
        course=read("kursus", parse_course, COURSE),
        base_url=read("adresse", parse_base_url, ""),
        per_minute=read("pr-minut", parse_number, 0),
        per_day=read("pr-doegn", parse_number, 0),
        lease=read("reservation", parse_seconds, LEASE),
        places=given_in,
        file=file,
        administrator=read("administrator", parse_person, None),
        keep_months=read("slet-efter", parse_months, KEEP_MONTHS),
        mailbox=read("postkasse", lambda text: parse_mailbox(text, folder("postkasse")), None),
        app=read_app(),
        notes=tuple(words for name, words in RETIRED.items() if name in in_file),
    )
    if faults:
        raise KaffeError("\n".join(faults))
    return settings
