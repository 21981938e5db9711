"""What can go wrong, told to whoever runs the command."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Sequence
from http.client import HTTPException
from urllib.error import HTTPError

from vaertskab.model.language import N_, _

#: What goes wrong with a connection, a file or a database, in plain words: by the kind of the error, else by
#: what the system, SQLite, libpq or PostgreSQL says; the first that fits counts.
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, N_("navnet findes ikke på nettet")),
    (ConnectionRefusedError, N_("der er ingen, der tager imod på den port")),
    (ConnectionError, N_("forbindelsen blev afbrudt")),
    (FileNotFoundError, N_("filen eller mappen findes ikke")),
    (PermissionError, N_("du har ikke adgang")),
    (IsADirectoryError, N_("det er en mappe")),
    (NotADirectoryError, N_("stien går gennem en fil")),
)
_WORDS = (
    (r"failed to resolve host|could not translate host name", N_("navnet findes ikke på nettet")),
    (r"Connection refused", N_("der er ingen, der tager imod på den port")),
    (r"No such file or directory", N_("der er ingen server på den plads")),
    (r"timeout expired|timed out", N_("der kom intet svar i tide")),
    (r"role \".*\" does not exist|password authentication failed|no password supplied|pg_hba\.conf",
     N_("brugeren eller adgangskoden er forkert")),
    (r"database \".*\" does not exist", N_("databasen findes ikke på serveren")),
    (r"permission denied", N_("brugeren har ikke lov til det")),
    (r"too many clients|connection slots", N_("serveren har ikke plads til flere forbindelser")),
    (r"server closed the connection|terminating connection|connection (?:is lost|is closed|not open)",
     N_("forbindelsen blev afbrudt")),
    (r"not a database", N_("filen er ikke en database")),
    (r"disk image is malformed", N_("filen er ødelagt; hent den seneste sikkerhedskopi")),
    (r"disk is full|No space left", N_("disken er fuld")),
    (r"disk I/O error", N_("disken svarer ikke, som den skal")),
    (r"readonly database|unable to open database", N_("du har ikke adgang til filen eller mappen")),
    (r"database is locked", N_("en anden kommando bruger den; prøv igen om lidt")),
)  # fmt: skip


def in_words(error: object) -> str:
    """Return what went wrong: in our words for a common fault, else the first line of what is said."""
    if isinstance(error, HTTPError):
        return _("serveren svarer {code}").format(code=error.code)
    if isinstance(error, HTTPException):
        return _("serverens svar kan ikke læses")
    error = getattr(error, "reason", error)  # urllib wraps what its socket says
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("certifikatet kan ikke godkendes ({why})").format(why=error.verify_message)
    said = str(getattr(error, "strerror", None) or error).strip()
    known = (words for kind, words in _KINDS if isinstance(error, kind))
    by_words = (words for pattern, words in _WORDS if re.search(pattern, said))
    if words := next(known, "") or next(by_words, ""):
        return _(words)
    return said.partition("\n")[0].rstrip(".") or _("ukendt fejl")


class KaffeError(Exception):
    """Something that the administrator can mend; `str` is whole sentences, without passwords."""


class ContendedError(KaffeError):
    """The database undid a transaction because another was in its way: nothing happened, try again."""


class ListError(KaffeError):
    """A list that cannot be used; `faults` holds a sentence for each faulty line, in order."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        """Keep the file's name and every fault, so that all can be mended at once."""
        self.name, self.faults = name, tuple(faults)
        super().__init__(
            "\n".join((_("{name} kan ikke bruges. Intet er gemt.").format(name=name), *self.faults))
        )
