"""What a column's name says that it holds: addresses, and how well; or which part of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _, current

#: The longest text that may be a column's name.
MAX_HEADER_CHARS = 60
#: The most words of a column's name that stands alone in its line.
MAX_LONE_WORDS = 3

#: How well a column's name says that mail to a person at work goes there; `NO_MAIL` is none at all.
WORK, PLAIN, LOGIN, OTHER, NO_MAIL = 3, 2, 1, 0, -1
_LOGINS = ("principal", "upn")
_OTHER_MAIL = re.compile(
    r"privat|personal|altern|sekund|second|recovery|hjem|home|anden|annen|andre|other|leder|chef|sjef|manager"
    r"|supervisor|kontakt|contact|pårørende|afsender|bestiller|assistent|assistant|[2-9]"
)
_NOT_MAIL = re.compile(
    r"type|visning|display|label|etiket|status|liste|sendt|sent|dato|telefon|phone|licens|godkend|format"
)
_WORK_MAIL = re.compile(r"arbejd|tjenst|tjenest|job|work|business|kommun")

FIRST, MIDDLE, LAST, FULL, MAYBE_FULL = "first", "middle", "last", "full", "maybe full"
_NAMES = {
    FIRST: {
        "fornavn", "fornavne", "firstname", "givenname", "kaldenavn", "kallenavn", "forename",
        "preferredname",
    },
    MIDDLE: {"mellemnavn", "mellemnavne", "middlename", "additionalname", "mellomnavn"},
    LAST: {"efternavn", "efternavne", "lastname", "surname", "familyname", "sn", "etternavn"},
    FULL: {
        "navn", "navne", "fuldenavn", "fuldtnavn", "name", "fullname", "displayname", "visningsnavn",
        "deltager", "deltagere", "medarbejder", "medarbejdere", "medarbejdernavn", "ansat", "ansatte",
        "kollega", "fulltnavn", "deltaker", "deltakere", "medarbeider", "medarbeidere", "medarbeidernavn",
        "participant", "participants", "employee", "employees", "employeename", "staff", "colleague",
    },
}  # fmt: skip
_NOT_NAME = re.compile(
    r"afdeling|bruger|user|login|sted|leder|chef|manager|firma|compan|organi|enhed|gruppe|group|fil\b|file"
    r"|avdeling|bruker|sjef|bedrift|enhet|course|kurs\b|kursus|konto|account|domain|domæne|nick|phonetic|yomi|fonetisk|sam\b|assist|spouse|partner|barn|børn|gade"
    r"|vej|\bby\b|principal|type|department|office|kontor|suffix|prefix|tillæg|mail|ægtefælle|arbejdsplads|team"
)


def _words(header: str) -> str:
    """A column's name as lower-case words: "userPrincipalName" is "user principal name"."""
    header = unicodedata.normalize("NFC", header).strip()
    header = re.sub(r"\[required\]", "", header, flags=re.IGNORECASE)
    header = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", header)
    return " ".join(re.findall(r"[a-zæøå0-9]+", header.lower()))


@lru_cache(4096)
def mail_rank(header: str) -> int:
    """Return how well a column's name says that it holds addresses."""
    words = _words(header)
    plain = words.replace(" ", "")
    if not plain or len(header) > MAX_HEADER_CHARS or "@" in header or _NOT_MAIL.search(plain):
        return NO_MAIL
    if not any(part in plain for part in ("mail", "epost", "smtp")):
        return LOGIN if any(login in words.split() for login in _LOGINS) else NO_MAIL
    if _OTHER_MAIL.search(plain):
        return OTHER
    return WORK if _WORK_MAIL.search(plain) else PLAIN


@lru_cache(4096)
def name_kind(header: str) -> str:
    """Return which part of a name a column's name says that it holds, "" for none."""
    words = _words(header)
    plain = words.replace(" ", "")
    if len(header) > MAX_HEADER_CHARS or "@" in header:
        return ""
    for kind, known in _NAMES.items():
        if plain in known:
            return kind
    if _NOT_NAME.search(words) or ("nav" not in plain and "name" not in plain):
        return ""
    first, last = (
        "fornavn" in plain or "first" in plain,
        any(part in plain for part in ("efternavn", "etternavn", "last", "surname")),
    )
    if (first and last) or re.search(r"\bfor(?: og)? e[ft]ternavn", words):
        return FULL
    return FIRST if first else LAST if last else MAYBE_FULL if re.search("navn|name", plain) else ""


def known_headers(cells: Sequence[str]) -> int:
    """Return how many cells are names of columns that we know."""
    return sum(mail_rank(cell) != NO_MAIL or bool(name_kind(cell)) for cell in cells)


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row names the columns: one is for mail, and no cell has an address."""
    written = [cell for cell in cells if cell.strip()]
    if len(written) == 1 and len(written[0].split()) > MAX_LONE_WORDS:
        return False  # a line of text that speaks of mail
    return any(mail_rank(cell) != NO_MAIL for cell in written) and not any("@" in cell for cell in written)


def letter(column: int) -> str:
    """Return a column as a spreadsheet calls it: A, B … AA."""
    from openpyxl.utils import get_column_letter  # slow to import, and `send` has no use for it

    return str(get_column_letter(column + 1))


def title(column: int, header: Sequence[str]) -> str:
    """Return what to call a column when speaking of it."""
    text = one_line(header[column]) if column < len(header) else ""
    return (
        current().quoted(text)
        if text and len(text) <= MAX_HEADER_CHARS
        else _("kolonne {letter}").format(letter=letter(column))
    )
