"""Names and mail addresses as people write them, made safe to write to. Everything else is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import idna

from vaertskab.kaffe.model import Person
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _

#: The most characters in a name or a workplace, and octets in an address (RFC 5321, 4.5.3.1).
NAME_MOST, LOCAL_MOST, ADDRESS_MOST = 200, 64, 254

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
#: Marks that turn the direction of text around or are not seen; a joiner inside an emoji or a name stays.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
#: Letters that were read as another encoding than they were written in: UTF-8, Mac and DOS as Windows.
_GARBLED = re.compile(
    "Ã[¦¸¥†˜…\u0085\u0086\u0098©¶¼]|\ufffd|[^\\W\\d_][¿¾®¯›†\u0081\u008f\u009d][^\\W\\d_]|[¿¾®¯›†][^\\W\\d_]{2}"
    r"|\w\?\w|&(?:#\d+|[A-Za-z]+);"
)
# Bounded, so that a long cell without an address is not searched from each of its characters.
_ADDRESS = r"(?<![^\s<>(){}\[\],;:\"|])[^\s<>(){}\[\],;:\"|]{1,128}@[^\s<>(){}\[\],;:\"|]{1,254}"
#: An address in a text; whether mail can be sent to it is for `clean_address` to say.
ANY_ADDRESS = re.compile(_ADDRESS)
_WRITTEN_ADDRESS = re.compile(
    rf"<\s*'?({_ADDRESS})\s*>|\(\s*({_ADDRESS})\s*\)|\[\s*({_ADDRESS})\s*\]|({_ADDRESS})"
)
#: What a semicolon or a new line ends; one between quotation marks ends nothing.
_PIECE = re.compile(r'(?:"[^"\n]*"|[^;\n\r])+')
#: What may stand between a name and an address.
_BETWEEN = " \t\xa0,.:–|-"
_LIKE_A_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:(?: |\xa0)[^\W\d_'’.(][^\d_,;:@<>|\t]*)?")
_CONJUNCTIONS = frozenset({"og", "eller", "samt", "and", "or"})
_HYPERLINK = re.compile(
    r'^\s*=hyperlink\(\s*"mailto:(?P<address>[^"?]*)[^"]*"\s*[;,]\s*"(?P<shown>[^"]*)"\s*\)\s*$',
    re.IGNORECASE,
)
_MAILTO = re.compile(r"(?:mailto|smtp|sip):\s*([^\s?>;,\"]*)(?:\?[^\s>;,\"]*)?", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\d{1,4}[.)]|[-–*•·])\s+")
_LEADING_FIELD = re.compile(
    r"^\s*(?:til|to|cc|bcc|kopi|modtagere|e-?mail|mail|mailadresse)\s*:", re.IGNORECASE
)
#: Words before a name that are no name, without their full stop.
_TITLES = frozenset({"hr", "fr", "fru", "frk", "dr", "prof", "mag", "cand", "mr", "mrs", "ms", "mx"})
#: The most characters of a name that are greeted.
GREETED_CHARS = 60


def clean_text(text: str, what: str) -> str:
    """Return `text` on one line, in Unicode's composed form (NFC), without unseen marks.

    `what` names it in Danish ("Navnet").

    :raises ValueError: control characters, garbled letters or too long; a sentence.
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = " ".join(text.split())
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError(_("{what} har et styretegn i sig. Skriv det igen.").format(what=what))
    if _GARBLED.search(text):
        raise ValueError(
            _("{what} »{text}« har ødelagte bogstaver. Gem listen igen som CSV UTF-8 eller XLSX.").format(
                what=what, text=text[:60]
            )
        )
    if len(text) > NAME_MOST:
        raise ValueError(
            _("{what} er på {number} tegn. Der må højst være {name_most}.").format(
                what=what, number=len(text), name_most=NAME_MOST
            )
        )
    return text


def clean_address(text: str) -> str:
    """Return the address as it is written to: ASCII, the domain lower-case and internationalised (RFC 5891).

    :raises ValueError: it is no address that mail can be sent to; a sentence that says why.
    """
    text = _UNSEEN.sub("", text).strip().removeprefix("mailto:")
    shown = clean_text(text[:80], _("Adressen"))
    if not text:
        raise ValueError(_("Mailadressen mangler."))
    if text.count("@") != 1:
        missing = _("Mailadressen »{address}« har mere end ét @.")
        if "@" not in text:
            missing = _("Mailadressen »{address}« mangler et @.")
        raise ValueError(missing.format(address=shown))
    local, domain = text.split("@")
    if not local:
        raise ValueError(_("Mailadressen »{address}« mangler noget før @.").format(address=shown))
    if not domain:
        raise ValueError(_("Mailadressen »{address}« mangler noget efter @.").format(address=shown))
    if any(char.isspace() for char in text):
        raise ValueError(_("Mailadressen »{address}« har et mellemrum i sig.").format(address=shown))
    if len(local) > LOCAL_MOST:
        raise ValueError(_("Mailadressen »{address}« har for mange tegn før @.").format(address=shown))
    if not _LOCAL.fullmatch(local):
        raise ValueError(
            _("Mailadressen »{address}« har tegn, som ikke kan bruges før @.").format(address=shown)
        )
    try:
        ascii_domain = _ascii_domain(domain)
    except (idna.IDNAError, UnicodeError):
        raise ValueError(
            _("Mailadressen »{address}« har et domæne, som ikke findes (det efter @).").format(address=shown)
        ) from None
    labels = ascii_domain.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        raise ValueError(
            _("Mailadressen »{address}« mangler slutningen på domænet, fx .dk.").format(address=shown)
        )
    if len(address := f"{local}@{ascii_domain}") > ADDRESS_MOST:
        raise ValueError(
            _("Mailadressen er på {number} tegn. Der må højst være {address_most}.").format(
                number=len(address), address_most=ADDRESS_MOST
            )
        )
    return address


@lru_cache(1024)
def _ascii_domain(domain: str) -> str:
    return idna.encode(domain.rstrip("."), uts46=True).decode("ascii").lower()


def key_of(address: str) -> str:
    """Return what two spellings of one address have in common: servers take no notice of case."""
    return address.lower()


def shown(address: str) -> str:
    """Return `address` as a person reads it, an internationalised domain in its own letters."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}"
    except (idna.IDNAError, UnicodeError):
        return address


def named(person: Person) -> str:
    """Return a person as they are listed: "Navn <adresse>", or the address alone."""
    return f"{person.name} <{shown(person.address)}>" if person.name else shown(person.address)


def clean_name(text: str) -> str:
    """Return a person's name; "Ågård, Anne-Sofie" is turned around; ValueError: as `clean_text`."""
    name = clean_text(text, _("Navnet"))
    last, comma, first = name.partition(",")
    if comma and "," not in first and last.strip() and first.strip():
        first, bracket, more = first.partition("(")
        name = " ".join(f"{first} {last} {bracket}{more}".split())
    return name


def parse_person(text: str) -> Person:
    """Return who `text` names: "Navn <adresse>", or a bare address.

    :raises ValueError: there is no usable address in it, or several; a sentence that says why.
    """
    people = parse_people(text)
    if len(people) != 1:
        raise ValueError(_("Mailadressen »{address}« har mere end ét @.").format(address=one_line(text, 80)))
    return people[0]


def parse_people(text: str) -> list[Person]:
    """Return all whom `text` names, as Outlook writes them: "Navn <adresse>; Navn <adresse>".

    Between them stands a semicolon, a comma or a new line. A name may stand in front of an address without
    brackets too, or behind it.

    :raises ValueError: anything in it is neither; a sentence for each, a line break between.
    """
    people, faults = people_and_faults(text)
    if faults:
        raise ValueError("\n".join(faults))
    return people


def people_and_faults(text: str) -> tuple[list[Person], list[str]]:
    """Return whom `text` names, as `parse_people` does, and a sentence for each fault."""
    text = _HYPERLINK.sub(r"\g<shown> <\g<address>>", _UNSEEN.sub("", text))
    text = _LEADING_FIELD.sub("", _MAILTO.sub(r"\1", text))
    pieces = [piece for piece in _PIECE.findall(text) if piece.strip()] or [""]
    people, faults = list[Person](), list[str]()
    for piece in pieces:
        try:
            people += _in_piece(_NUMBERED.sub("", piece), len(pieces) > 1)
        except ValueError as error:
            faults.append(str(error))
    return people, faults


def _in_piece(piece: str, is_one_of_several: bool) -> Iterator[Person]:
    """Give the people of a piece without semicolons."""
    matches = list(_WRITTEN_ADDRESS.finditer(piece))
    if not matches and "@" not in piece and is_one_of_several:
        raise ValueError(_("»{piece}« har ingen mailadresse.").format(piece=one_line(piece, 80)))
    if not matches or (piece.count("@") == 1 and not _is_clear(piece, matches[0])):
        address = clean_address(piece)
        yield Person("", address)
        return
    end, last = 0, ""
    for number, match in enumerate(matches):
        name = piece[end : match.start()].strip(_BETWEEN)
        address = next(filter(None, match.groups())).strip("'")
        behind = piece[match.end() :].strip(_BETWEEN) if number == len(matches) - 1 else ""
        end = match.end()
        if address == last and not name:  # "bo@example.org <bo@example.org>"
            continue
        if behind and name:
            raise ValueError(
                _("Der står mere end en mailadresse: »{piece}«.").format(piece=one_line(piece, 80))
            )
        is_bracketed = match.group(0)[0] in "<(["
        is_name = _LIKE_A_NAME.fullmatch(name or behind) and (name or behind).lower() not in _CONJUNCTIONS
        if (name or behind) and not is_bracketed and not is_name:
            raise ValueError(
                _("Der står mere end en mailadresse: »{piece}«.").format(piece=one_line(piece, 80))
            )
        last = address
        yield Person(clean_name(_unquoted(name or behind)), clean_address(address))


def _is_clear(piece: str, match: re.Match[str]) -> bool:
    """Whether an address is all of `piece`, or stands beside a name; "bo@exa mple.org" is neither."""
    rest = (piece[: match.start()] + piece[match.end() :]).strip(_BETWEEN)
    return not rest or match.group(0)[0] in "<([" or bool(_LIKE_A_NAME.fullmatch(rest))


def _unquoted(name: str) -> str:
    """A name without the quotes around it; an address that stands for a name is none."""
    while len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].replace('\\"', '"').strip()
    return "" if "@" in name and " " not in name else name


def first_name(person: Person) -> str:
    """Return what to call `person`: "Anne-Sofie" for "Anne-Sofie Ågård"; "" when unknown."""
    name = one_line(person.name, 200)
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first} {last}"
    words = re.sub(r"[(\[].*?[)\]]", " ", name).split()
    said = [word for word in words if word.lower().removesuffix(".") not in _TITLES]
    bare = [word.strip("\"'»«”“.;:<>") for word in said]
    first = next((word for word in bare if any(map(str.isalpha, word))), "")
    if "@" in first or not first:
        return ""
    if len(first) == 1:  # an initial, which nobody is called by
        first = " ".join(said)
    elif first.islower() or (first.isupper() and len(first) > 2):
        first = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), first)
    return one_line(first, GREETED_CHARS)


def greeting(person: Person) -> str:
    """Return "Hej Anne-Sofie", or "Hej" to somebody without a name."""
    name = first_name(person)
    return _("Hej {name}").format(name=name) if name else _("Hej")
