"""Rules about the files that pages show or let their readers fetch: where they lie, and what is in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.checks.rules.links import nearest
from vaertskab.checks.rules.writing import is_picture
from vaertskab.model.language import N_, _
from vaertskab.model.text import megabytes
from vaertskab.reading import drawings, files, pictures

_WORD = re.compile(r"[^\W_]+")
#: Faults that are the page's own, and told wherever a page has them; the others are the file's.
_OF_THE_PAGE = (files.OUTSIDE, files.SYMLINK)


def _refused(material: Material, *whys: str) -> Iterator[tuple[str, int, str, files.Fault]]:
    """Yield place, name and fault of each file that is not taken, for one of the reasons `whys`.

    A fault of the file itself is told once: on the page that uses it first, else at the file.
    """
    told: set[str] = set()
    for page, source, _text in material.pages():
        for one in source.refused_files:
            own = one.fault.why not in _OF_THE_PAGE
            if one.fault.why in whys and not (own and one.path in told):
                told.add(one.path)
                yield page.docname, one.line, one.uri, one.fault
    used = {one.path for _, source, _ in material.pages() for one in source.refused_files}
    for path, fault in material.faulty_files.items():
        if fault.why in whys and path not in used:
            yield path, 1, posixpath.basename(path), fault


def _is_photograph(uri: str, fault: files.Fault) -> bool:
    """Tell what a page shows, and is not drawn: a rule of its own says how large that may be."""
    return bool(fault.words.get("picture")) and not uri.lower().endswith(".svg")


@rule(
    "Billeder skrives med Markdown.",
    "{what}",
    "Hent billedet, læg det i _static/, og skriv ![Hvad billedet viser](/_static/navn.png).",
)
def pictures_are_no_html(material: Material) -> Iterator[Place]:
    """So does GitHub's editor write a picture that is dragged into it, and it keeps the picture itself."""
    for page, source, text in material.pages():
        lines = text.split("\n")
        for line in (line for line, written in source.refused("html") if is_picture(written)):
            what = _("Billedet her er skrevet som HTML, og det viser kurset ikke.")
            if "github" in lines[line - 1].lower():
                what = _("Billedet her er skrevet som HTML og ligger hos GitHub, og det viser kurset ikke.")
            yield page.docname, line, {"what": what}


@rule(
    "Det, som en side viser eller lader læseren hente, ligger i kursets egne mapper.",
    "»{uri}« ligger ikke blandt kursets filer, så siden kan ikke bruge den.",
    "Læg filen i _static/, og skriv dens navn, fx /_static/navn.pdf. Brug / mellem mapper og ikke \\.{hint}",
)
def files_are_in_the_course(material: Material) -> Iterator[Place]:
    """What else lies on the machine is nobody's to read."""
    for place, line, uri, _fault in _refused(material, files.OUTSIDE):
        yield place, line, {"uri": uri, "hint": nearest(material, place, uri)}


@rule(
    "Kursets filer er selve filerne og ikke genveje (symlinks).",
    "{what}",
    "Læg selve filen her i stedet.",
)
def files_are_no_symlinks(material: Material) -> Iterator[Place]:
    """A symlink may lead anywhere on the machine where the course is built."""
    for path in material.symlinks:
        what = _("Filen eller mappen er en genvej (symlink) til et andet sted og bliver ikke brugt.")
        yield path, 1, {"what": what}
    for page, source, _text in material.pages():
        for one in source.refused_files:
            told = any(f"{one.path}/".startswith(f"{path}/") for path in material.symlinks)
            if one.fault.why == files.SYMLINK and not told:
                what = _("»{uri}« er en genvej (symlink) til et andet sted og bliver ikke brugt.")
                yield page.docname, one.line, {"what": what.format(uri=one.uri)}


@rule(
    "Billeder er PNG, JPEG, GIF, WebP eller SVG.",
    "»{uri}« er ikke et billede, som kurset kan vise.",
    "Gem det som PNG, JPEG eller SVG, og skriv det nye navn.",
)
def pictures_can_be_shown(material: Material) -> Iterator[Place]:
    """Every browser and the printed binder can show them."""
    for place, line, uri, fault in _refused(material, files.KIND):
        if fault.words.get("picture"):
            yield place, line, {"uri": uri}


@rule(
    "En fil, som læseren kan hente, er et billede eller et dokument.",
    "»{uri}« er ikke en slags fil, som kurset giver videre.",
    "Gem den som PDF, og skriv det nye navn. Det kan være {kinds} og billeder.",
    fills=lambda: {"kinds": ", ".join(files.DOCUMENTS)},
)
def files_are_of_a_known_kind(material: Material) -> Iterator[Place]:
    """Nothing that a browser runs is handed on, also when it lies in _static/ and no page asks for it."""
    for place, line, uri, fault in _refused(material, files.KIND):
        if not fault.words.get("picture"):
            yield place, line, {"uri": uri}


@rule(
    "En fil er det, som dens navn siger.",
    "{what}",
    "Gem den igen fra det program, den er lavet i, og vælg, hvad den skal være.",
)
def files_are_what_they_say(material: Material) -> Iterator[Place]:
    """A telephone's picture is no JPEG because somebody calls it so."""
    for place, line, uri, fault in _refused(material, files.OTHER):
        wanted = fault.words.get("wanted") or str(fault.words.get("kind", "")).upper()
        what = _("»{uri}« er ikke {wanted}.")
        if actual := fault.words.get("is"):
            what = _("»{uri}« er ikke {wanted}, men {actual}.")
        yield place, line, {"what": what.format(uri=uri, wanted=wanted, actual=actual)}


@rule(
    "En fil fylder højst {largest}, og en tegning {largest_drawing}.",
    "»{uri}« fylder {size}, og det er for meget. Den må fylde {most}.",
    "Gør den mindre, fx ved at gemme billederne i den mindre, eller del den i flere.",
    fills=lambda: {
        "largest": megabytes(files.MOST_BYTES),
        "largest_drawing": megabytes(drawings.MOST_BYTES),
    },
)
def files_are_not_too_large(material: Material) -> Iterator[Place]:
    """A reader may be on a phone, and what is larger is never looked into."""
    for place, line, uri, fault in _refused(material, files.LARGE):
        if not _is_photograph(uri, fault):
            sizes = {name: megabytes(int(str(fault.words[name]))) for name in ("size", "most")}
            yield place, line, {"uri": uri, **sizes}


@rule(
    "Billeder er hele og kan læses.",
    "Billedet {uri} kan ikke læses. Det er måske ikke hentet helt.",
    "Gem det igen fra det program, det er lavet i, og læg det her.",
)
def pictures_are_whole(material: Material) -> Iterator[Place]:
    """A picture that was broken off on its way has a grey half, and stops the printing."""
    for place, line, uri, _fault in _refused(material, pictures.BROKEN, drawings.UNREADABLE):
        yield place, line, {"uri": uri}


@rule(
    "Et billede har højst 5.000 punkter på hver led (eller det, der står i kursus.toml).",
    "Billedet »{uri}« er på {width} × {height} punkter.",
    "Gør det mindre; det må være {most} på den længste led. 1.600 punkter i bredden er nok.",
)
def pictures_have_few_points(material: Material) -> Iterator[Place]:
    """A picture of a few kilobytes may fill all the memory there is when it is opened."""
    for place, line, uri, fault in _refused(material, pictures.POINTS):
        yield place, line, {"uri": uri, **fault.words}


@rule(
    "Kursets billeder har tilsammen højst {most} millioner punkter.",
    "Med billedet »{uri}« har kursets billeder tilsammen {millions} millioner punkter.",
    "De må have {most}. Gør de største mindre: 1.600 i bredden er nok.",
    fills=lambda: {"most": pictures.MOST_TOGETHER // 1_000_000},
)
def pictures_have_few_points_together(material: Material) -> Iterator[Place]:
    """The binder holds them all at once, in the memory of an ordinary machine."""
    counted: set[str] = set()
    together = 0
    for page, source, _text in material.pages():
        for picture in source.pictures:
            before = together
            together += 0 if picture.path in counted else material.points.get(picture.path, 0)
            counted.add(picture.path)
            if before <= pictures.MOST_TOGETHER < together:
                yield page.docname, picture.line, {"uri": picture.uri, "millions": together // 1_000_000}


@rule(
    "Billeder står stille.",
    "Billedet »{uri}« bevæger sig.",
    "Gem ét billede af det. Det, der bevæger sig, forstyrrer den, der læser, og kan ikke trykkes.",
)
def pictures_stand_still(material: Material) -> Iterator[Place]:
    """What moves by itself must be stopped by who reads (WCAG 2.2.2), and paper shows one picture."""
    for place, line, uri, _fault in _refused(material, pictures.MOVING):
        yield place, line, {"uri": uri}


@rule(
    "Billeder har farver til skærm (RGB).",
    "Billedet »{uri}« har farver til trykkerier (CMYK).",
    "Gem det igen med farver til skærm (RGB).",
)
def pictures_have_colours_for_screens(material: Material) -> Iterator[Place]:
    """Browsers and printers show the colours of a press each in their own way."""
    for place, line, uri, _fault in _refused(material, pictures.CMYK):
        yield place, line, {"uri": uri}


_WHAT = {
    drawings.ELEMENT: N_("Tegningen »{uri}« har <{name}>, og det viser kurset ikke."),
    drawings.HANDLER: N_("Tegningen »{uri}« har kode ({name}), og det viser kurset ikke."),
    drawings.ADDRESS: N_("Tegningen »{uri}« har en adresse ({address}), og det viser kurset ikke."),
    drawings.STYLE: N_(
        "Tegningen »{uri}« har en stil, der kan hente noget ({what}), og det viser kurset ikke."
    ),
    drawings.TOO_LARGE: N_(
        "Tegningen »{uri}« har for mange dele, eller dele der gentager sig selv, og det viser kurset ikke."
    ),
}


@rule(
    "En tegning (SVG) er kun streger, flader og tekst.",
    "{what}",
    "Gem den igen som enkel SVG (i Inkscape: »Almindelig SVG«) uden den del, eller gem den som PNG.",
)
def drawings_only_draw(material: Material) -> Iterator[Place]:
    """A drawing is a program to a browser: it can run, and fetch from others."""
    for place, line, uri, fault in _refused(material, *_WHAT):
        yield place, line, {"what": _(_WHAT[fault.why]).format(uri=uri, **fault.words)}


@rule(
    "Hvert ord i en tegning står også i dens beskrivelse.",
    "Tegningen »{uri}« har ord, som ikke står i dens beskrivelse: {words}.",
    "Skriv dem efter :alt:, så den, der hører siden, får det samme at vide.",
)
def words_in_drawings_are_heard(material: Material) -> Iterator[Place]:
    """What a page says of a drawing is all that is heard of it, on the site, in print and in the e-book."""
    for page, source, _text in material.pages():
        for picture in source.pictures:
            heard = set(_WORD.findall(picture.alt.casefold()))
            seen = dict.fromkeys(_WORD.findall(material.drawn.get(picture.path, "")))
            missing = [word for word in seen if word.casefold() not in heard]
            if missing and picture.alt:
                yield page.docname, picture.line, {"uri": picture.uri, "words": ", ".join(missing)}


@rule(
    "Et billede fylder højst 300 KB.",
    "Billedet »{uri}« fylder {size} KB.",
    "Gør det mindre; det må fylde 300 KB. 1.600 punkter i bredden er nok.",
)
def pictures_are_small(material: Material) -> Iterator[Place]:
    """A page opens at once, also on a phone."""
    for page, source, _text in material.pages():
        for picture in source.pictures:
            size = material.sizes.get(picture.path, 0)
            if size > 300_000:
                yield page.docname, picture.line, {"uri": picture.uri, "size": size // 1000}
    for place, line, uri, fault in _refused(material, files.LARGE):
        if _is_photograph(uri, fault):
            yield place, line, {"uri": uri, "size": int(str(fault.words["size"])) // 1000}
