"""What each setting's text means. No message repeats an address that may hold a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError


@dataclass(frozen=True, slots=True)
class SmtpTarget:
    """Where mail is handed over. `implicit_tls` is smtps://, `starttls` demands TLS on a plain port.

    `ca_file` is the path of certificates to trust instead of the machine's own, "" for those.
    """

    host: str
    port: int
    implicit_tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""

    def __str__(self) -> str:
        """Return the address with the password hidden."""
        login = f"{self.user}:***@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        scheme = "smtps" if self.implicit_tls else "smtp"
        return f"{scheme}://{login}{host}:{self.port}{'?starttls=1' if self.starttls else ''}"


def parse_smtp(text: str) -> SmtpTarget:
    """Read smtp://user:pass@host:587?starttls=1 or smtps://…; the user and password percent-encoded.

    :raises ValueError: it cannot be read; a Danish sentence that does not repeat the address.
    """
    form = "Skriv fx smtp://bruger:kode@host:587?starttls=1 eller smtps://bruger:kode@host."
    try:
        parts: SplitResult = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"Adressen kan ikke læses. {form} Særlige tegn i koden skrives som %40.") from None
    if parts.scheme not in ("smtp", "smtps") or not host or parts.path not in ("", "/") or parts.fragment:
        raise ValueError(
            f"Adressen kan ikke læses. {form} Tegn som / # ? @ i koden skrives som %2F %23 %3F %40."
        )
    options = parse_qs(parts.query)
    if set(options) - {"starttls", "ca"}:
        raise ValueError("Efter ? kan der kun stå starttls=1 og ca=FIL.")
    starttls = options.get("starttls", ["0"])[-1] in ("1", "ja", "true")
    implicit = parts.scheme == "smtps"
    if implicit and starttls:
        raise ValueError("Vælg enten smtps:// eller starttls=1, ikke begge.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if any(ord(char) < 32 for char in user + password):
        raise ValueError("Bruger eller kode har et styretegn i sig.")
    default = 465 if implicit else 587 if starttls else 25
    ca_file = options.get("ca", [""])[-1]
    return SmtpTarget(host, port or default, implicit, starttls, user, password, ca_file)


def default_database() -> Path:
    """Return the file that orders are kept in when nobody says otherwise."""
    return Path(platformdirs.user_data_dir("vaertskab", appauthor=False)) / "kaffe.sqlite3"


def parse_database(text: str, folder: Path) -> URL:
    """Read a database URL, or the path of an SQLite file (seen from `folder`).

    :raises ValueError: it is neither SQLite nor PostgreSQL; a Danish sentence without the address.
    """
    form = "Skriv en sti til en SQLite-fil eller postgresql://bruger:kode@host/navn."
    if re.match(r"[a-z+]{2,}:(?!//)", text):
        raise ValueError(f"Der mangler // efter kolon. {form}")
    if "://" not in text:
        return URL.create("sqlite", database=str((folder / Path(text).expanduser()).resolve()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError(f"Adressen kan ikke læses. {form}") from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(f"»{kind}« kendes ikke. {form}")
    if not url.database or url.database == ":memory:":
        raise ValueError(f"En database i hukommelsen husker intet. {form}")
    return URL.create("sqlite", database=str((folder / url.database).resolve()))


def parse_number(text: str) -> int:
    """Read a limit.

    :raises ValueError: it is no whole number from 0; a Danish sentence.
    """
    if not text.strip().isascii() or not text.strip().isdigit():
        raise ValueError("Skriv et helt tal, 0 for ingen grænse.")
    return int(text)


def parse_months(text: str) -> int:
    """Read a number of months, 1 to 24.

    :raises ValueError: it is none; a Danish sentence.
    """
    if not text.strip().isascii() or not text.strip().isdigit() or not 1 <= int(text) <= 24:
        raise ValueError("Skriv et antal måneder fra 1 til 24.")
    return int(text)


def parse_seconds(text: str) -> float:
    """Read a number of seconds, more than 0 and at most a day.

    :raises ValueError: it is none; a Danish sentence.
    """
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise ValueError("Skriv et antal sekunder, fx 600.")
    return seconds


def parse_base_url(text: str) -> str:
    """Read the address of the course; it gets a slash at its end.

    :raises ValueError: it is no http(s) address; a Danish sentence.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Skriv hele adressen, fx https://kursus.example.org/vaertskab/.")
    return text.strip().rstrip("/") + "/"
