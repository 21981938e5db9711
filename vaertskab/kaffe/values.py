"""What each setting's text means. What cannot be read is a ValueError that repeats no password."""

from __future__ import annotations

import datetime as dt
import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from vaertskab.model.language import N_, _

#: How the address of a server is written, and the ports: plain, with TLS from the beginning, with STARTTLS.
_SCHEMES = {
    "smtp": (N_("smtp://bruger:kode@host:587?starttls=1 eller smtps://bruger:kode@host"), 25, 465, 587),
    "imap": (N_("imaps://bruger:kode@host/INBOX, m365 eller en sti"), 143, 993, 143),
}
#: What `postkasse` says for the mailbox of the sender in Microsoft 365.
MICROSOFT_365 = "m365"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server or a mailbox, and how to log in; `oauth` is with a token instead of a password.

    `implicit_tls` is smtps:// or imaps://, `starttls` demands TLS on a plain port; `ca_file` is the path of
    certificates to trust beside the machine's own. `folder` is that of a mailbox, else "".
    """

    host: str
    port: int
    implicit_tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    oauth: bool = False
    folder: str = ""

    def xoauth2(self, token: str) -> str:
        """Return what the user logs in with by a token (SASL XOAUTH2)."""
        return f"user={self.user}\1auth=Bearer {token}\1\1"

    def __str__(self) -> str:
        """Return the address with the password hidden."""
        scheme = ("imap" if self.folder else "smtp") + "s" * self.implicit_tls
        login = f"{self.user}:***@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = f"/{self.folder}" if self.folder else "?starttls=1" * self.starttls
        return f"{scheme}://{login}{host}:{self.port}{path}"


def tls_context(ca_file: str = "") -> ssl.SSLContext:
    """Return how a server's certificate is checked: `ca_file` counts beside the machine's own."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


Mailbox: TypeAlias = Server | Path | str


def parse_server(text: str, scheme: str = "smtp") -> Server:
    """Read smtp://user:pass@host:587?starttls=1, smtps://…, or (`scheme` "imap") imaps://…/INBOX.

    User, password and folder are percent-encoded.
    """
    form, plain_port, tls_port, starttls_port = _SCHEMES[scheme]
    wrong = _(
        "Adressen kan ikke læses. Skriv fx {form}. Tegn som / # ? @ i koden skrives som %2F %23 %3F %40."
    ).format(form=_(form))
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(wrong) from None
    folder = unquote(parts.path.strip("/"))
    if parts.scheme not in (scheme, f"{scheme}s") or not host or parts.fragment:
        raise ValueError(wrong)
    if scheme == "imap":
        folder = folder or "INBOX"
    if folder and (scheme == "smtp" or not re.fullmatch(r"[\w .&/+-]{1,200}", folder, re.ASCII)):
        raise ValueError(wrong)
    options = parse_qs(parts.query)
    if set(options) - {"starttls", "ca", "oauth"}:
        raise ValueError(_("Efter ? kan der kun stå starttls=1, oauth=1 og ca=FIL."))
    starttls, oauth = (options.get(name, ["0"])[-1] in ("1", "ja", "true") for name in ("starttls", "oauth"))
    implicit = parts.scheme == f"{scheme}s"
    if implicit and starttls:
        raise ValueError(_("Vælg enten {scheme}s:// eller starttls=1, ikke begge.").format(scheme=scheme))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if any(ord(char) < 32 for char in user + password):
        raise ValueError(_("Bruger eller kode har et styretegn i sig."))
    if oauth and (not user or password or not (implicit or starttls)):
        raise ValueError(
            _("Med oauth=1 skal der stå en bruger uden kode, og forbindelsen skal være krypteret.")
        )
    port = port or (tls_port if implicit else starttls_port if starttls else plain_port)
    return Server(host, port, implicit, starttls, user, password, options.get("ca", [""])[-1], oauth, folder)


def parse_mailbox(text: str, folder: Path) -> Mailbox:
    """Read where the sender's mailbox is: imaps://user:pass@host/INBOX, "m365", or a path (from `folder`)."""
    if text.strip().lower() == MICROSOFT_365:
        return MICROSOFT_365
    return parse_server(text, "imap") if "://" in text else parse_path(text, folder).resolve()


def parse_path(text: str, folder: Path) -> Path:
    """Read a path, seen from `folder`."""
    return folder / Path(text.strip()).expanduser()


def parse_course(text: str, folder: Path) -> str:
    """Read where the course file is: an address, or a path (from `folder`)."""
    return text if "://" in text else str(parse_path(text, folder))


def default_database() -> URL:
    """Return the file that orders are kept in when nobody says otherwise."""
    folder = Path(platformdirs.user_data_dir("vaertskab", appauthor=False))
    return URL.create("sqlite", database=str(folder / "kaffe.sqlite3"))


def parse_database(text: str, folder: Path) -> URL:
    """Read a database URL, or the path of an SQLite file (seen from `folder`)."""
    form = _("Skriv en sti til en SQLite-fil eller postgresql://bruger:kode@host/navn.")
    if re.match(r"[a-z+]{2,}:(?!//)", text):
        raise ValueError(_("Der mangler // efter kolon. {form}").format(form=form))
    if "://" not in text:
        return URL.create("sqlite", database=str(parse_path(text, folder).resolve()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError(_("Adressen kan ikke læses. {form}").format(form=form)) from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError(_("»{kind}« kendes ikke. {form}").format(kind=kind, form=form))
    if not url.database or url.database == ":memory:":
        raise ValueError(_("En database i hukommelsen husker intet. {form}").format(form=form))
    return URL.create("sqlite", database=str((folder / url.database).resolve()))


def parse_id(text: str) -> str:
    """Read the id of a tenant (or its domain) or an app in Microsoft 365."""
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,100}", text.strip()):
        raise ValueError(_("Skriv id'et, som det står i Entra, fx 00000000-0000-0000-0000-000000000000."))
    return text.strip()


def parse_day(text: str) -> dt.date:
    """Read a date."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(_("Skriv en dato sådan: 2027-06-01.")) from None


def parse_number(text: str) -> int:
    """Read a limit, 0 for none."""
    if not text.strip().isascii() or not text.strip().isdigit():
        raise ValueError(_("Skriv et helt tal, 0 for ingen grænse."))
    return int(text)


def parse_months(text: str) -> int:
    """Read a number of months, 1 to 24."""
    if text.strip() not in map(str, range(1, 25)):
        raise ValueError(_("Skriv et antal måneder fra 1 til 24."))
    return int(text)


def parse_seconds(text: str) -> float:
    """Read a number of seconds, more than 0 and at most a day."""
    if not re.fullmatch(r"\d{1,5}([.,]\d+)?", text.strip(), re.ASCII):
        raise ValueError(_("Skriv et antal sekunder, fx 600."))
    if not 0 < (seconds := float(text.replace(",", "."))) <= 86_400:
        raise ValueError(_("Skriv et antal sekunder, fx 600."))
    return seconds


def parse_base_url(text: str) -> str:
    """Read the address of the course; it gets a slash at its end."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(_("Skriv hele adressen, fx https://kursus.example.org/vaertskab/."))
    return text.strip().rstrip("/") + "/"
