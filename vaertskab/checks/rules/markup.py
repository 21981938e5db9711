"""Rules about marks: those that were not understood, those that are not seen, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.checks.rules.options import OPTIONS
from vaertskab.components import ROLES
from vaertskab.model.language import N_, _
from vaertskab.reading.fences import blocks as blocks_of
from vaertskab.reading.fences import find_fences

_COLONS = r":{2,}"
_ROLES = "|".join(ROLES)
#: The names of lines like :id: in blocks: other rules tell of those.
_NAMES_OF_OPTIONS = "|".join(sorted({name for names in OPTIONS.values() for name in names}))
#: Marks that stand in the running text only when they were not read → how they are written, for `format`.
_UNREAD = (
    (r"\]\(|\]\[", N_("Et link skrives [tekst](adresse.md), uden mellemrum i adressen.")),
    (_COLONS, N_("En blok begynder med tre koloner: :::{{prøv}}.")),
    (rf"\{{(?:{_ROLES})\}}`?", N_("Skriv ordet mellem to ` lige efter, fx {{begreb}}`vært`.")),
    (r"\{[\w-]+\}|\{[#.][\w-]+", N_("Krølleparenteser bruges kun om navnet på en blok.")),
    (
        r"\{\s*(?:width|bredde)\s*[=:][^{}]*\}",
        N_("Bredden skrives lige efter billedet: ![…](navn.png){{width=60%}}."),
    ),
    (r"^#+(?=[^\s#]|#)", N_("En overskrift skrives med to eller tre # og et mellemrum: ## Overskrift.")),
    (
        r"^\([\w -]+\)=$",
        N_("Et link fører til en overskrift af sig selv: [tekst](side.md#overskrift). Slet linjen."),
    ),
    (r"^\+\+\+", N_("En skillelinje skrives ---.")),
    (r"^\[[ xX]\] ", N_("En afkrydsning kan ikke vises. Skriv punktet uden klammer.")),
    (r"==(?=\S)[^=]+==", N_("Fremhævet tekst skrives **sådan**.")),
    (r"\[\[[^\]]+\]\]", N_("Et link skrives [tekst](adresse.md).")),
    (r"\[!\w+\]", N_("En boks skrives :::{{note}}.")),
    (r"\{\{.*?\}\}|\{%.*?%\}", N_("Dobbelte krølleparenteser bruges ikke. Skriv teksten selv.")),
    (
        rf":(?!(?:{_NAMES_OF_OPTIONS}):)(?<![\w:]:)[a-z][a-z_]+:(?![\w`])",
        N_("Sæt selve tegnet ind i stedet for dets navn."),
    ),
    (
        r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>",
        N_("En adresse mellem < og > begynder med https:// eller mailto:."),
    ),
    (r"~~", N_("Overstreget tekst kan ikke trykkes. Skriv teksten om.")),
    (r"\*\*|(?<!\w)__(?=\w)", N_("Fed skrift skrives **sådan**, uden mellemrum inden for stjernerne.")),
    (
        r"^\|[^|]*\|",
        N_("En tabel skal have lige mange felter i de to første rækker: | a | b | og |---|---|."),
    ),
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
#: The same for what is seen only in the page as it is written; without what stands in `…`.
_MISTYPED = (
    (r"\]\s+\((?=[^)\s]*[./#])", N_("Et link skrives [tekst](adresse.md), uden mellemrum mellem ] og (.")),
    (r"\(([^()\n]+)\)\[[^\]\n]*\.\w+\]", N_("Et link skrives [tekst](adresse.md), med teksten først.")),
    (
        r"!\s+\[(?=[^\]\n]*\]\()",
        N_("Et billede skrives ![hvad det viser](navn.png), uden mellemrum efter !."),
    ),
)
_ROLE = re.compile(rf"(?<![\w{{}}:-])({_ROLES})`[^`]+`")
#: Where none of these stands, none of the marks above does: most paragraphs are told by one look.
_ANY = re.compile(r"[\]{#~*_|+=<]|::|:[a-z_]+:")


@rule(
    "Tegn, der er skrevet til programmet, bliver læst af det.",
    "Tegnene »{mark}« står tilbage i teksten, fordi de ikke kunne læses. {how}",
    "Se, hvordan det skrives, på siden »Snydeark«.",
)
def marks_are_understood(material: Material) -> Iterator[Place]:
    """A reader meets words, and no marks that were meant for the program."""
    for page, _source, text in material.pages():
        found_fences = find_fences(text)
        start = 1
        for paragraph in filter(_ANY.search, page.prose):
            # Paragraphs come in order: of two that say the same, the second is further down.
            start = material.find(page.docname, (paragraph[:30],), start)
            for pattern, how in _UNREAD:
                if pattern == _COLONS and found_fences.broken:
                    continue  # the rules about blocks tell it better
                if found := re.search(pattern, paragraph):
                    mark = found[0][:30]
                    around = paragraph[max(0, found.start() - 6) : found.end()]
                    onwards = paragraph[found.start() : found.end() + 12]
                    line = material.find(page.docname, (onwards, around, mark, paragraph[:20]), start)
                    yield page.docname, line, {"mark": mark, "how": _(how).format()}
                    break
        for number, written in enumerate(text.split("\n"), 1):
            if number in found_fences.verbatim:
                continue
            if "`" in written and (role := _ROLE.search(written)):
                how = _("Skriv krølleparenteser om navnet: {{{name}}}`…`.").format(name=role[1])
                yield page.docname, number, {"mark": role[0][:30], "how": how}
            for pattern, how in _MISTYPED if "[" in written else ():
                if found := re.search(pattern, re.sub(r"`[^`]*`", "", written)):
                    yield page.docname, number, {"mark": found[0][:30], "how": _(how).format()}


@rule(
    "Alt, hvad du skriver, kan læseren se.",
    "Ordet »{word}« på linjen er væk fra siden.",
    "Linjen er læst som noget andet end tekst. Skriv den om, eller slet den.",
    last=True,
)
def everything_written_is_seen(material: Material) -> Iterator[Place]:
    """Markdown swallows some lines without a word: a comment, a cell too many, a list that is too deep."""
    for page, source, text in material.pages():
        head = material.heads.get(page.docname)
        if find_fences(text).broken or head is None or head.values is None:
            continue  # what is told of those tells it better
        blocks = blocks_of(text) if source.lost else []
        for line, word in source.lost:
            # A block with a fault is not shown; the fault is told.
            if not any(line in block and fault in block for block in blocks for fault in source.faults):
                yield page.docname, line, {"word": word}


@rule(
    "Tegn skrives, som de ser ud.",
    "Her står koden {mark} i stedet for et tegn.",
    "Skriv tegnet selv; for &nbsp; er det et almindeligt mellemrum.",
)
def no_entities(material: Material) -> Iterator[Place]:
    """Codes from HTML are hard to read and easy to break."""
    for page, _source, text in material.pages():
        verbatim = find_fences(text).verbatim
        for number, line in enumerate(text.split("\n") if "&" in text else (), 1):
            if number not in verbatim and (found := _ENTITY.search(re.sub(r"`[^`]*`", "", line))):
                yield page.docname, number, {"mark": found[0]}


@rule(
    "Der er ingen rester af en sammenfletning.",
    "Her står der rester af to udgaver (»{mark}«), som ikke er flettet sammen.",
    "Vælg den tekst, der skal stå, og slet linjerne med <<<<<<<, ======= og >>>>>>>.",
)
def no_conflict_marks(material: Material) -> Iterator[Place]:
    """Two people changed the same lines, and somebody has to choose."""
    for docname, text in material.texts.items():
        begun = False
        for number, line in enumerate(text.split("\n"), 1):
            if not (found := re.match(r"(<{7}|>{7})(\s|$)", line)):
                continue
            # One conflict, one finding: at its start, or at an end whose start somebody has deleted.
            if found[1][0] == "<" or not begun:
                yield docname, number, {"mark": found[1]}
            begun = found[1][0] == "<"


_TODO = re.compile(r"\b(?:TODO|FIXME|XXX|TBD)\b|\b(?i:lorem ipsum)\b")


@rule(
    "Siden er skrevet færdig.",
    "Her står der »{found}«.",
    "Skriv teksten færdig, eller slet ordet.",
)
def nothing_is_left_to_do(material: Material) -> Iterator[Place]:
    """A reader meets no scaffolding."""
    for page, _source, text in material.pages():
        for number, line in enumerate(text.split("\n") if _TODO.search(text) else (), 1):
            if found := _TODO.search(line):
                yield page.docname, number, {"found": found[0]}


@cache
def _scaffolding() -> frozenset[str]:
    """Return the lines of the templates, in every language, that an editor is meant to write over."""
    templates = (Path(__file__).parents[2] / "commands" / "templates").glob("*/*.md")
    lines = {line.strip() for template in templates for line in template.read_text("utf-8").splitlines()}
    asks = re.compile(r"(\w+: |\d\. |- [»«“])?(Skriv|Begynd med|Begynn med|Write|Begin with)\b")
    return frozenset(line for line in lines if asks.match(line))


@rule(
    "Skabelonens hjælpetekst er skrevet over.",
    "Her står stadig skabelonens hjælpetekst »{text}«.",
    "Skriv din egen tekst i stedet.",
)
def templates_are_written_over(material: Material) -> Iterator[Place]:
    """What tells an editor what to write is not for the reader."""
    for page, _source, text in material.pages():
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() in _scaffolding():
                yield page.docname, number, {"text": line.strip()}
