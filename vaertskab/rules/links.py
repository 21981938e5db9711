"""Rules about links and pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from vaertskab.rules.base import Material, Place, rule
from vaertskab.translation import did_you_mean


@rule(
    "Hvert modul og hver øvelse har et link videre i kurset.",
    "Siden har ikke noget link til et princip, en teori, en kafferefleksion eller en øvelse.",
    "Skriv et: [imødekommenhed](../principper/imoedekommenhed.md).",
)
def leads_onwards(material: Material) -> Iterator[Place]:
    """A reader is never left at a dead end."""
    folders = ("modules/", "exercises/")
    for page, _, text in material.learning():
        if not any(link.target.startswith(folders) for link in page.links):
            yield page.docname, max(1, len(text.splitlines())), {}


_BARE = re.compile(r"(?:https?://|\bwww\.)[^\s»«,;)]+", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_EMPTY_TEXTS = {
    "her", "læs mere", "læs her", "link", "dette link", "klik her", "tryk her", "se her", "mere", "siden",
    "denne side", "se mere",
}  # fmt: skip


@rule(
    "Et links tekst siger, hvor det fører hen.",
    "Linkets tekst »{text}« siger ikke, hvor det fører hen.",
    "Skriv, hvad der er på den anden side, fx [de fire principper](../principper/index.md).",
)
def links_say_where(material: Material) -> Iterator[Place]:
    """Who hears the page jumps from link to link."""
    for page, source, _ in material.pages():
        for link in source.links:
            text = link.text.strip().rstrip(".…").casefold()
            if text in _EMPTY_TEXTS or _BARE.match(text) or not text:
                yield page.docname, link.line, {"text": link.text}
        linked = {link.text for link in source.links}
        for paragraph in page.prose:
            for found in _BARE.findall(paragraph):
                if not any(found in text for text in linked):
                    yield page.docname, material.line(page.docname, found), {"text": found}


@rule(
    "Links bruger https://.",
    "Linket {url} bruger http://, som ikke er sikkert.",
    "Skriv https:// i stedet.",
)
def links_are_secure(material: Material) -> Iterator[Place]:
    """What a reader sends and gets cannot be read on the way."""
    for page, source, _ in material.pages():
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
    for page, source, _ in material.pages():
        for picture in source.pictures:
            if not picture.alt:
                yield page.docname, picture.line, {"uri": picture.uri}


@rule(
    "Hvert billede findes.",
    "Billedet »{uri}« findes ikke.",
    "Læg det i _static/, og ret navnet.{hint}",
)
def pictures_exist(material: Material) -> Iterator[Place]:
    """A picture that is missing leaves a hole in the page."""
    for page, source, _ in material.pages():
        for picture in source.pictures:
            outside = "://" in picture.path or picture.path.startswith("data:")
            if not outside and picture.path not in material.sizes:
                folder = posixpath.dirname(page.docname) or "."
                near = (
                    posixpath.relpath(file, folder) for file in material.files if file.endswith(_PICTURES)
                )
                hint = did_you_mean(picture.uri, tuple(near))
                yield page.docname, picture.line, {"uri": picture.uri, "hint": hint}


@rule(
    "Billeder ligger i kurset.",
    "Billedet {uri} ligger ikke i kurset.",
    "Læg det i _static/, og skriv dets navn. Husk, at I skal have lov til at bruge det.",
)
def pictures_are_ours(material: Material) -> Iterator[Place]:
    """Nothing is fetched from a third party when a page is read."""
    for page, source, _ in material.pages():
        for picture in source.pictures:
            if "://" in picture.uri or picture.uri.startswith("data:"):
                yield page.docname, picture.line, {"uri": picture.uri[:60]}


@rule(
    "Billeder er PNG, JPEG, GIF, WebP eller SVG.",
    "»{uri}« er ikke et billede, som kurset kan vise.",
    "Gem det som PNG, JPEG eller SVG, og skriv det nye navn.",
)
def pictures_can_be_shown(material: Material) -> Iterator[Place]:
    """Every browser and the printed binder can show them."""
    for page, source, _ in material.pages():
        for picture in source.pictures:
            if picture.path in material.sizes and not picture.path.lower().endswith(_PICTURES):
                yield page.docname, picture.line, {"uri": picture.uri}


@rule(
    "Et billede fylder højst 300 KB.",
    "Billedet »{uri}« fylder {size} KB.",
    "Gør det mindre; det må fylde 300 KB. 1.600 punkter i bredden er nok.",
)
def pictures_are_small(material: Material) -> Iterator[Place]:
    """A page opens at once, also on a phone."""
    for page, source, _ in material.pages():
        for picture in source.pictures:
            size = material.sizes.get(picture.path, 0)
            if size > 300_000:
                yield page.docname, picture.line, {"uri": picture.uri, "size": size // 1000}
