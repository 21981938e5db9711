"""Rules about links and pictures."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

from vaertskab.checks.rules.base import PICTURES, Material, Place, rule
from vaertskab.model import hints
from vaertskab.model.addresses import web_parts
from vaertskab.model.language import _
from vaertskab.reading.allowed import is_inside
from vaertskab.reading.fences import find_fences
from vaertskab.reading.source import Address


@rule(
    "Hvert modul og hver øvelse har et link videre i kurset.",
    "Siden har ikke noget link til et princip, en teori, en kafferefleksion eller en øvelse.",
    "Skriv et: [imødekommenhed](../principper/imoedekommenhed.md).",
)
def leads_onwards(material: Material) -> Iterator[Place]:
    """A reader is never left at a dead end."""
    learning = {page.docname for page, _, _ in material.teaching_pages()}
    learning |= {part.index.docname for part in material.course.parts if part.role.teaches}
    for page, _source, text in material.teaching_pages():
        if not any(link.target in learning for link in page.links):
            yield page.docname, max(1, len(text.splitlines())), {}


_BARE = re.compile(r"(?:https?://|\bwww\.)[^\s»«,;)]*[^\s»«,;).]", re.IGNORECASE)
#: A text that is only the name of a file or of a site.
_NAME = re.compile(
    r"[\w/-]+(?:\.[\w-]+)*\.(?:md|html?|pdf|docx?|dk|no|uk|com|org|net|eu)(?:/\S*)?", re.IGNORECASE
)
_PICTURES = tuple(f".{kind}" for kind in PICTURES)
#: A picture by its place on the editor's own disk: C:\\…
_ON_A_DISK = re.compile(r"[a-z]:", re.IGNORECASE)
_EMPTY_TEXTS = {
    "her", "læs mere", "læs her", "link", "dette link", "klik her", "tryk her", "se her", "mere", "siden",
    "denne side", "se mere", "læs mere her", "læs videre her", "se mere her", "klik", "linket", "link her",
    "dette", "denne", "det her", "denne artikel", "på dette link", "via dette link", "følg linket",
    # Norwegian and English: a link that says nothing in one language says no more in another.
    "les mer", "les her", "lenke", "denne lenken", "klikk her", "trykk her", "mer", "denne siden", "se mer",
    "les mer her", "les videre her", "se mer her", "klikk", "lenken", "lenke her", "denne artikkelen",
    "here", "read more", "read here", "this link", "click here", "press here", "see here", "more", "the page",
    "this page", "see more", "read more here", "click", "the link", "link here", "this", "this article",
    "follow the link", "learn more", "find out more",
}  # fmt: skip
_EMPTY_ALTERNATIVES = {
    "billede",
    "billedet",
    "et billede",
    "foto",
    "image",
    "picture",
    "figur",
    "alt",
    "logo",
    "bilde",
    "bildet",
    "et bilde",
    "a picture",
    "an image",
    "photo",
    "figure",
}


def _is_name(link: Address) -> bool:
    """Tell a text that is only a file's name; a role shows its target, and is told of elsewhere."""
    return link.text != link.target and _NAME.fullmatch(link.text.strip()) is not None


@rule(
    "Et links tekst siger, hvor det fører hen.",
    "Linkets tekst »{text}« siger ikke, hvor det fører hen.",
    "Skriv, hvad der er på den anden side, fx [de fire principper](../principper/index.md).",
)
def links_say_where(material: Material) -> Iterator[Place]:
    """Who hears the page jumps from link to link."""
    for page, source, _text in material.pages():
        for link in source.links:
            text = link.text.strip().rstrip(".…!:").casefold()
            if unwrapped(link.text) is not None:
                continue
            if text in _EMPTY_TEXTS or _BARE.match(text) or _is_name(link) or not text:
                yield page.docname, link.line, {"text": link.text}
        linked = {link.text for link in source.links}
        for paragraph in page.prose:
            for found in _BARE.findall(paragraph):
                if unwrapped(found) is None and not any(found in text for text in linked):
                    yield page.docname, material.line(page.docname, found), {"text": found}


#: Who puts itself between a link and where it leads → the part of its address that holds the real one.
_WRAPPERS = (
    (r"safelinks\.protection\.(?:outlook\.com|office365\.us)|statics\.teams\.cdn\.office\.net", ("url",)),
    (r"(?:www\.)?google\.\w+$", ("q", "url")),
    (r"l\.(?:facebook|instagram|messenger)\.com|lm\.facebook\.com", ("u",)),
    (r"linkprotect\.cudasvc\.com", ("a",)),
)
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"]+")


def unwrapped(address: str) -> str | None:
    """Return where a link leads that goes through a mail program's or a search engine's own address.

    It is "" when that cannot be told, and None when the link leads straight there.
    """
    parts = web_parts(html.unescape(address.strip()))
    if parts is None or not parts.hostname:
        return None
    if re.search(r"(?:^|\.)urldefense(?:\.proofpoint)?\.com$", parts.hostname):
        found = re.match(r"/v3/__(https?:/+.+?)__;", parts.path + ";")
        return re.sub(r"^(https?:)/+", r"\1//", found[1]) if found else ""
    for host, names in _WRAPPERS:
        if re.search(rf"(?:^|\.)(?:{host})", parts.hostname):
            if "google" in host and parts.path != "/url":
                return None
            query = parse_qs(parts.query)
            meant = next((query[name][0] for name in names if name in query), "")
            return meant if meant.startswith(("http://", "https://")) and "@" not in meant else ""
    return None


@rule(
    "Links går lige derhen, hvor de fører hen.",
    "Linket går gennem en tjeneste, der skriver ned, hvem der følger det, og måske hvem der fik det.",
    "Skriv adressen selv{meant}.",
)
def links_go_straight(material: Material) -> Iterator[Place]:
    """Outlook's Safelinks hold the mail address of who copied the link: it is not told again here."""
    for page, _source, text in material.pages():
        verbatim = find_fences(text).verbatim
        for number, line in enumerate(text.split("\n") if "://" in text else (), 1):
            for address in _ADDRESS.findall(line) if number not in verbatim else ():
                if (meant := unwrapped(address)) is not None:
                    yield page.docname, number, {"meant": f": {meant}" if meant else ""}
                    break


@rule(
    "Ordlisten har ord.",
    "Ordlisten er væk, så ordene med {{begreb}} fører ingen steder hen.",
    "Hent den forrige udgave af docs/ordliste.md igen.",
)
def glossary_has_words(material: Material) -> Iterator[Place]:
    """Told once, and not at each word."""
    using = [docname for docname, text in material.texts.items() if "{begreb}`" in text]
    if using and not material.glossary:
        yield ("docs/ordliste" if "docs/ordliste" in material.texts else using[0]), 1, {}


@rule(
    "Links begynder med https:// eller mailto:, når de fører ud af kurset.",
    "{what}",
    "{how}",
)
def links_can_be_followed(material: Material) -> Iterator[Place]:
    """Browsers no longer open the others, some of them run, and a mail needs somebody to go to."""
    useless = _("Linket {address} virker ikke hos læseren.")
    how = _("Skriv en adresse, der begynder med https://, eller mailto: og en hel mailadresse.")
    for docname, source in material.sources.items():
        for line, address in source.refused("link"):
            what, mend = useless.format(address=address), how
            if phone := re.match(r"(?:tel|sms|callto):(.*)", address, re.IGNORECASE):
                what = _("»{number}« kan ikke være et link.").format(number=phone[1])
                mend = _("Skriv telefonnummeret som almindelig tekst.")
            elif is_inside(address) or re.match(r"(?:path|project|inv|myst|file):", address, re.IGNORECASE):
                mend = _("Skriv et link til en side sådan: [tekst](side.md).")
            yield docname, line, {"what": what, "how": mend}
        for link in source.links:
            if re.match(r"mailto:(?![^@\s]+@[^@\s]+\.\w)", link.target, re.IGNORECASE):
                yield (
                    docname,
                    link.line,
                    {"what": useless.format(address=link.target), "how": how},
                )


@rule(
    "Links bruger https://.",
    "Linket {url} bruger http://, som ikke er sikkert.",
    "Skriv https:// i stedet.",
)
def links_are_secure(material: Material) -> Iterator[Place]:
    """What a reader sends and gets cannot be read on the way."""
    for page, source, _text in material.pages():
        for link in source.links:
            if link.target.startswith("http://"):
                yield page.docname, link.line, {"url": link.target}


@rule(
    "Hvert billede har en tekst til dem, der ikke ser det.",
    "Billedet »{uri}« har ingen alternativ tekst.",
    "Skriv den: ![Hvad billedet viser]({uri}), eller med :alt: i {{figure}}.",
)
def pictures_have_alternatives(material: Material) -> Iterator[Place]:
    """Who hears the page hears the picture too."""
    for page, source, _text in material.pages():
        for picture in source.pictures:
            if not picture.alt:
                yield page.docname, picture.line, {"uri": picture.uri}


@rule(
    "Et billedes tekst siger, hvad det viser.",
    "Billedets tekst »{alt}« siger ikke, hvad det viser.",
    "Skriv i én sætning, hvad der er at se.",
)
def alternatives_say_something(material: Material) -> Iterator[Place]:
    """A file's name, or only that it is a picture, tells nobody what they miss."""
    for page, source, _text in material.pages():
        for picture in source.pictures:
            alt = picture.alt.rstrip(".").casefold()
            if alt in _EMPTY_ALTERNATIVES or alt.endswith(_PICTURES):
                yield page.docname, picture.line, {"alt": picture.alt}


@rule(
    "Hvert billede findes.",
    "Billedet »{uri}« findes ikke.",
    "Læg det i _static/, og ret navnet.{hint}",
)
def pictures_exist(material: Material) -> Iterator[Place]:
    """A picture that is missing leaves a hole in the page."""
    for page, source, _text in material.pages():
        for picture in source.pictures:
            if picture.path not in material.sizes:
                uri = unquote(picture.uri)
                yield page.docname, picture.line, {"uri": uri, "hint": nearest(material, page.docname, uri)}
        for line, uri in source.refused("picture"):
            if _ON_A_DISK.match(uri):
                yield page.docname, line, {"uri": unquote(uri), "hint": ""}


@rule(
    "Billeder ligger i kurset.",
    "Billedet {uri} ligger ikke i kurset.",
    "Læg det i _static/, og skriv dets navn. Husk, at I skal have lov til at bruge det.",
)
def pictures_are_ours(material: Material) -> Iterator[Place]:
    """Nothing is fetched from a third party when a page is read."""
    for docname, source in material.sources.items():
        for line, uri in source.refused("picture"):
            if not _ON_A_DISK.match(uri):
                yield docname, line, {"uri": uri}


def nearest(material: Material, docname: str, uri: str) -> str:
    """Return " Mente du »…«?" for the picture whose name looks most like the one that is asked for, or ""."""
    near = {file.rpartition("/")[2]: file for file in material.files if file.endswith(_PICTURES)}
    close = hints.nearest(uri.rpartition("/")[2], near)
    folder = posixpath.dirname(docname) or "."
    return hints.suggestion(posixpath.relpath(near[close], folder)) if close else ""
