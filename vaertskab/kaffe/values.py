"""What each setting's text means. What cannot be read is a ValueError in Danish that repeats no password."""

from __future__ import annotations

import datetime as dt
import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError


@dataclass(frozen=True, slots=True)
class ServerTarget:
    """A server and how to log in; `oauth` is with a token from Microsoft 365 instead of a password.

    `implicit_tls` is smtps:// or imaps://, `starttls` demands TLS on a plain port; `ca_file` is the path of
    certificates to trust beside the machine's own, "" for none.
    """

    host: str
    port: int
    implicit_tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    oauth: bool = False

    def xoauth2(self, token: str) -> str:
        """Return what the user logs in with by a token (SASL XOAUTH2)."""
        return f"user={self.user}\1auth=Bearer {token}\1\1"


@dataclass(frozen=True, slots=True)
class SmtpTarget(ServerTarget):
    """Where mail is handed over."""

    def __str__(self) -> str:
        """Return the address with the password hidden."""
        login = f"{self.user}:***@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        scheme = "smtps" if self.implicit_tls else "smtp"
        return f"{scheme}://{login}{host}:{self.port}{'?starttls=1' if self.starttls else ''}"


@dataclass(frozen=True, slots=True)
class ImapTarget(ServerTarget):
    """A mailbox that is read over IMAP."""

    folder: str = "INBOX"

    def __str__(self) -> str:
        """Return the address without the password."""
        return f"imap{'s' if self.implicit_tls else ''}://{self.user}@{self.host}:{self.port}/{self.folder}"


def tls_context(ca_file: str = "") -> ssl.SSLContext:
    """Return how a server's certificate is checked: `ca_file` counts beside the machine's own."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def parse_smtp(text: str) -> SmtpTarget:
    """Read smtp://user:pass@host:587?starttls=1 or smtps://…; the user and password percent-encoded."""
    form = "Skriv fx smtp://bruger:kode@host:587?starttls=1 eller smtps://bruger:kode@host."
    server, _ = _parse_server(text, "smtp", form)
    default = 465 if server["implicit_tls"] else 587 if server["starttls"] else 25
    return SmtpTarget(**server | {"port": server["port"] or default})


def _parse_server(text: str, scheme: str, form: str) -> tuple[dict[str, Any], str]:
    """Read scheme://user:pass@host:port/path?starttls=1 as what a target is made of, and the path.

    The scheme may have an s behind it; the port is 0 where none stands."""
    wrong = f"Adressen kan ikke læses. {form} Tegn som / # ? @ i koden skrives som %2F %23 %3F %40."
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if (
        parts.scheme not in (scheme, f"{scheme}s")
        or not host
        or parts.fragment
        or (scheme == "smtp" and parts.path not in ("", "/"))
    ):
        raise ValueError(wrong)
    options = parse_qs(parts.query)
    if set(options) - {"starttls", "ca", "oauth"}:
        raise ValueError("Efter ? kan der kun stå starttls=1, oauth=1 og ca=FIL.")
    starttls, oauth = (options.get(name, ["0"])[-1] in ("1", "ja", "true") for name in ("starttls", "oauth"))
    implicit = parts.scheme == f"{scheme}s"
    if implicit and starttls:
        raise ValueError(f"Vælg enten {scheme}s:// eller starttls=1, ikke begge.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if any(ord(char) < 32 for char in user + password):
        raise ValueError("Bruger eller kode har et styretegn i sig.")
    if oauth and (not user or password or not (implicit or starttls)):
        raise ValueError("Med oauth=1 skal der stå en bruger uden kode, og forbindelsen skal være krypteret.")
    ca_file = options.get("ca", [""])[-1]
    server = {
        "host": host, "port": port or 0, "implicit_tls": implicit, "starttls": starttls, "user": user,
        "password": password, "ca_file": ca_file, "oauth": oauth,
    }  # fmt: skip
    return server, parts.path


#: What `postkasse` says for the mailbox of the sender in Microsoft 365.
MICROSOFT_365 = "m365"
Mailbox: TypeAlias = ImapTarget | Path | str


def parse_mailbox(text: str, folder: Path) -> Mailbox:
    """Read where the sender's mailbox is: imaps://user:pass@host/INBOX, "m365", or a path (from `folder`)."""
    if text.strip().lower() == MICROSOFT_365:
        return MICROSOFT_365
    if "://" not in text:
        return (folder / Path(text.strip()).expanduser()).resolve()
    form = "Skriv fx imaps://bruger:kode@host/INBOX, m365 eller en sti."
    server, path = _parse_server(text, "imap", form)
    name = unquote(path.strip("/")) or "INBOX"
    if not re.fullmatch(r"[\w .&/+-]{1,200}", name, re.ASCII):
        raise ValueError(f"Mappens navn kan ikke bruges. {form}")
    port = server["port"] or (993 if server["implicit_tls"] else 143)
    return ImapTarget(**server | {"port": port, "folder": name})


def default_database() -> Path:
    """Return the file that orders are kept in when nobody says otherwise."""
    return Path(platformdirs.user_data_dir("vaertskab", appauthor=False)) / "kaffe.sqlite3"


def parse_database(text: str, folder: Path) -> URL:
    """Read a database URL, or the path of an SQLite file (seen from `folder`)."""
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


def parse_id(text: str) -> str:
    """Read the id of a tenant (or its domain) or an app in Microsoft 365."""
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,100}", text.strip()):
        raise ValueError("Skriv id'et, som det står i Entra, fx 00000000-0000-0000-0000-000000000000.")
    return text.strip()


def parse_day(text: str) -> dt.date:
    """Read a date."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("Skriv en dato sådan: 2027-06-01.") from None


def parse_number(text: str) -> int:
    """Read a limit, 0 for none."""
    if not text.strip().isascii() or not text.strip().isdigit():
        raise ValueError("Skriv et helt tal, 0 for ingen grænse.")
    return int(text)


def parse_months(text: str) -> int:
    """Read a number of months, 1 to 24."""
    if text.strip() not in map(str, range(1, 25)):
        raise ValueError("Skriv et antal måneder fra 1 til 24.")
    return int(text)


def parse_seconds(text: str) -> float:
    """Read a number of seconds, more than 0 and at most a day."""
    if not re.fullmatch(r"\d{1,5}([.,]\d+)?", text.strip(), re.ASCII):
        raise ValueError("Skriv et antal sekunder, fx 600.")
    if not 0 < (seconds := float(text.replace(",", "."))) <= 86_400:
        raise ValueError("Skriv et antal sekunder, fx 600.")
    return seconds


def parse_base_url(text: str) -> str:
    """Read the address of the course; it gets a slash at its end."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Skriv hele adressen, fx https://kursus.example.org/vaertskab/.")
    return text.strip().rstrip("/") + "/"
