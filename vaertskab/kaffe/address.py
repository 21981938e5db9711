"""Names and mail addresses as people write them, made safe to write to. Everything else is refused."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parseaddr

import idna

from vaertskab.kaffe.model import Person

#: The most characters in a name or a workplace, and octets in an address (RFC 5321, 4.5.3.1).
NAME_MOST, LOCAL_MOST, ADDRESS_MOST = 200, 64, 254

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
#: Marks that turn the direction of text around or are not seen; a joiner inside an emoji or a name stays.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_GARBLED = re.compile("Ã[¦¸¥†˜…\u0085\u0086\u0098©¶¼]|\ufffd")


def clean_text(text: str, what: str) -> str:
    """Return `text` on one line, in Unicode's composed form (NFC), without unseen marks.

    `what` names it in Danish ("Navnet").

    :raises ValueError: control characters, garbled letters or too long; a Danish sentence.
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = " ".join(text.split())
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError(f"{what} har et styretegn i sig. Skriv det igen.")
    if _GARBLED.search(text):
        raise ValueError(
            f"{what} »{text[:60]}« har ødelagte bogstaver. Gem listen igen som CSV UTF-8 eller XLSX."
        )
    if len(text) > NAME_MOST:
        raise ValueError(f"{what} er på {len(text)} tegn. Der må højst være {NAME_MOST}.")
    return text


def clean_address(text: str) -> str:
    """Return the address as it is written to: ASCII, the domain lower-case and internationalised (RFC 5891).

    :raises ValueError: it is no address that mail can be sent to; a Danish sentence that says why.
    """
    text = _UNSEEN.sub("", text).strip().removeprefix("mailto:")
    shown = f"»{clean_text(text[:80], 'Adressen')}«"
    if not text:
        raise ValueError("Mailadressen mangler.")
    if text.count("@") != 1:
        missing = "mangler et @" if "@" not in text else "har mere end ét @"
        raise ValueError(f"Mailadressen {shown} {missing}.")
    local, domain = text.split("@")
    if not local or not domain:
        raise ValueError(f"Mailadressen {shown} mangler noget {'før' if not local else 'efter'} @.")
    if any(char.isspace() for char in text):
        raise ValueError(f"Mailadressen {shown} har et mellemrum i sig.")
    if not _LOCAL.fullmatch(local) or len(local) > LOCAL_MOST:
        why = "tegn, som ikke kan bruges" if len(local) <= LOCAL_MOST else "for mange tegn"
        raise ValueError(f"Mailadressen {shown} har {why} før @.")
    try:
        ascii_domain = idna.encode(domain.rstrip("."), uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise ValueError(f"Mailadressen {shown} har et domæne, som ikke findes (det efter @).") from None
    labels = ascii_domain.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        raise ValueError(f"Mailadressen {shown} mangler slutningen på domænet, fx .dk.")
    if len(address := f"{local}@{ascii_domain}") > ADDRESS_MOST:
        raise ValueError(f"Mailadressen er på {len(address)} tegn. Der må højst være {ADDRESS_MOST}.")
    return address


def key_of(address: str) -> str:
    """Return what two spellings of one address have in common: servers take no notice of case."""
    lowered = address.lower()
    # The same object where it can be: in a list of 400,000 that is 30 MB.
    return address if lowered == address else lowered


def shown(address: str) -> str:
    """Return `address` as a person reads it, an internationalised domain in its own letters."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}"
    except (idna.IDNAError, UnicodeError):
        return address


def clean_name(text: str) -> str:
    """Return a person's name; "Ågård, Anne-Sofie" is turned around.

    :raises ValueError: as `clean_text`.
    """
    name = clean_text(text, "Navnet")
    last, comma, first = name.partition(",")
    if comma and "," not in first and last.strip() and first.strip():
        name = f"{first.strip()} {last.strip()}"
    return name


def parse_person(text: str) -> Person:
    """Return who `text` names: "Navn <adresse>", or a bare address.

    :raises ValueError: there is no usable address in it; a Danish sentence that says why.
    """
    found = re.fullmatch(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*", text, re.DOTALL)
    if not found:
        return Person("", clean_address(text))
    name = found["name"].strip()
    if name[:1] == name[-1:] == '"':
        name = parseaddr(f"{name} <x@example.org>")[0] or name.strip('"')
    return Person(clean_name(name), clean_address(found["address"]))
