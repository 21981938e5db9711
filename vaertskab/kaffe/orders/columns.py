"""Which columns of a list hold addresses and names: by what stands in them, and by what they are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vaertskab.kaffe.address import ANY_ADDRESS, parse_people
from vaertskab.kaffe.orders.headers import (
    FIRST,
    FULL,
    LAST,
    LOGIN,
    MAYBE_FULL,
    MIDDLE,
    NO_MAIL,
    OTHER,
    PLAIN,
    letter,
    mail_rank,
    name_kind,
    title,
)
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _

#: The part of the lines that has an address (or a name) in a column that is chosen by what it holds.
SHARE = 0.8
_LIKE_A_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,5}(?:, [^\W\d_][\w'’. -]*)?")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are, from 0. `names` are joined with a space; `full` where they are empty.

    `doubts` are sentences about a choice that was not plain.
    """

    mail: int
    names: tuple[int, ...] = ()
    full: tuple[int, ...] = ()
    doubts: tuple[str, ...] = field(default=())


def cell(row: Sequence[str], column: int) -> str:
    """Return what stands in a column of a row, "" where the row is shorter."""
    return row[column].strip() if column < len(row) else ""


def has_address(text: str) -> bool:
    """Return whether a cell holds people that mail can be sent to."""
    if "@" not in text:
        return False
    try:
        return bool(parse_people(text))
    except ValueError:
        return False


def choose(header: Sequence[str], rows: Sequence[Sequence[str]], hidden: frozenset[int]) -> Columns | None:
    """Choose the columns of a table with `rows` under `header` (empty for none); None without addresses.

    :raises ValueError: two columns may be the right one; a sentence with what stands in them.
    """
    width = max((len(row) for row in [header, *rows]), default=0)
    mail, doubts = _mail_column(header, rows, hidden, width)
    if mail is None:
        return None
    kinds: dict[str, list[int]] = {}
    for column in range(width):
        kind = name_kind(cell(header, column))
        if column != mail and kind and not _share(rows, column) >= 0.5:
            kinds.setdefault(kind, []).append(column)
    parts = [kinds[kind][0] for kind in (FIRST, MIDDLE, LAST) if kinds.get(kind)]
    full = kinds.get(FULL) or kinds.get(MAYBE_FULL) or []
    filled = [column for column in full if any(cell(row, column) for row in rows)]
    if len(filled) > 1 and not _same(rows, filled) and not (FIRST in kinds or _merged(header, filled)):
        raise ValueError(_both(header, rows, filled, _("kolonnen med navne")))
    full = filled if _merged(header, filled) else filled[:1]
    names, spare = parts, full
    if LAST in kinds and full and FIRST not in kinds:  # »Navn« may be the first name, or the whole
        names, spare = [*full, kinds[LAST][0]], []
    elif FIRST in kinds and LAST not in kinds and full:  # what somebody is called, beside the whole name
        names, spare = [kinds[FIRST][0], *full], []
    elif not parts or (full and FIRST not in kinds):
        names, spare = full or _guessed_names(header, rows, mail, width), []
        if names and not full and any(header):
            doubts.append(
                _("Navnene er taget fra {title}, som ser ud til at have dem.").format(
                    title=title(names[0], header)
                )
            )
    return Columns(mail, tuple(names), tuple(spare), tuple(doubts))


def _share(rows: Sequence[Sequence[str]], column: int) -> float:
    """The part of the lines that has an address in a column."""
    return sum(has_address(cell(row, column)) for row in rows) / len(rows) if rows else 0.0


def _merged(header: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether these are neighbours under one name, as a name over two merged cells."""
    near = all(after - before == 1 for before, after in pairwise(columns))
    return len(columns) > 1 and near and len({cell(header, column) for column in columns}) == 1


def _same(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    """Whether some columns say the same, or have the same address, wherever they say anything."""

    def said(text: str) -> str:
        address = ANY_ADDRESS.search(text)
        return (address[0] if address else text).lower()

    return all(len({said(text) for column in columns if (text := cell(row, column))}) <= 1 for row in rows)


def _both(header: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int], what: str) -> str:
    """Say that two columns may be `what`, and what stands in them."""
    titles = [title(column, header) for column in columns]
    examples = [
        _("{letter} har fx »{text}«").format(letter=letter(column), text=one_line(text, 60))
        for column in columns
        if (text := next((cell(row, column) for row in rows if cell(row, column)), ""))
    ]
    both = _("{names} og {last}").format(names=", ".join(titles[:-1]), last=titles[-1])
    return _("Både {both} kan være {what}. Omdøb eller fjern den ene. Kolonne {names}.").format(
        both=both, what=what, names=", ".join(examples)
    )


def _mail_column(
    header: Sequence[str], rows: Sequence[Sequence[str]], hidden: frozenset[int], width: int
) -> tuple[int | None, list[str]]:
    """The column to write to, and doubts about it; ValueError: as `choose`."""
    ranks = {column: mail_rank(cell(header, column)) for column in range(width)}
    shares = {column: _share(rows, column) for column in range(width)}
    by_content = [column for column in range(width) if shares[column] >= SHARE]
    by_name = [column for column in range(width) if ranks[column] >= PLAIN and shares[column] > 0]
    candidates = by_name or by_content or [column for column in range(width) if shares[column] > 0]
    if not candidates:
        # Nothing in it is an address: each line under a name that is for mail is told by itself.
        named = [column for column in range(width) if ranks[column] != NO_MAIL]
        return (max(named, key=lambda column: ranks[column]) if named else None), []
    if any(header) and min(candidates) >= len(header):
        raise ValueError(
            _(
                "Adresserne står i kolonne {letter}, som ikke har noget navn. Se, om der er et "
                "skilletegn for meget i linjerne, fx et komma i et navn."
            ).format(letter=letter(candidates[0]))
        )
    candidates = [column for column in candidates if column not in hidden] or candidates
    best = max(ranks[column] for column in candidates)
    chosen = [column for column in candidates if ranks[column] == best]
    if len(chosen) > 1 and not _same(rows, chosen):
        full = [column for column in chosen if shares[column] >= SHARE]
        if len(full) != 1:
            raise ValueError(_both(header, rows, chosen, _("den rigtige kolonne")))
        chosen = full
    mail = max(chosen, key=lambda column: shares[column])
    doubted = (
        (mail in hidden, _("Adresserne er taget fra {title}, som er en skjult kolonne.")),
        (best == LOGIN, _("Adresserne er taget fra {title}, som er brugernavne. Se, om de kan få mail.")),
        (best == OTHER, _("Adresserne er taget fra {title}. Se, om det er dem, der skal skrives til.")),
    )
    return mail, [told.format(title=title(mail, header)) for is_so, told in doubted if is_so]


def _guessed_names(header: Sequence[str], rows: Sequence[Sequence[str]], mail: int, width: int) -> list[int]:
    """The columns that hold names, judged by what stands in them; [] when nothing or too much is like it."""
    found: dict[int, float] = {}
    if not rows:
        return []
    for column in range(width):
        texts = [text for row in rows if (text := cell(row, column))]
        if len(rows) > 1 and len(set(texts)) == 1:
            continue
        if (
            column == mail
            or len(texts) < SHARE * len(rows)
            or (len(rows) > 2 and len(set(texts)) * 2 < len(rows))
        ):
            continue
        if sum(bool(_LIKE_A_NAME.fullmatch(text)) for text in texts) >= SHARE * len(texts):
            found[column] = sum(_named_in(cell(row, column), cell(row, mail)) for row in rows) / len(rows)
    columns = list(found)
    if len(columns) <= 1:
        return columns
    matching = [column for column in columns if found[column] >= 0.5]
    if len(matching) == 2 and matching[1] - matching[0] == 1 and not any(header):
        return matching
    return matching if len(matching) == 1 else []


def _named_in(name: str, mail: str) -> bool:
    """Whether an address is made from a name, as bjoern.aeroe@ is from "Bjørn Ærø"."""
    local = mail.rpartition("<")[2].partition("@")[0].lower()
    local = re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", local))
    folded = unicodedata.normalize("NFD", name.lower().translate(_FOLDED))
    words = re.findall(r"[a-z]{2,}", re.sub(r"[\u0300-\u036f]", "", folded))
    return any(word[:4] in local for word in words)
