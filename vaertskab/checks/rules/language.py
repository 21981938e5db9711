"""Rules about the language: readability, quotation marks and the official wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model import text
from vaertskab.model.language import current
from vaertskab.reading.fences import find_fences

#: ' about a word.
_STRAIGHT = r"'(?<![\w}]')(?=\w[^']*'(?!\w))"
#: Every quotation mark but the language's own: in Danish »…«, also those two the wrong way round; in
#: Norwegian «…», and ‘…’ inside it; in English ‘…’ and “…”. Each begins with its mark, so that Python looks
#: for the marks alone.
_MARKS = {
    "da": re.compile(rf"\"|“|”|„|‘|‚|«(?<!\w«)(?=\w)|»(?<=\w»)(?!\w)|{_STRAIGHT}"),
    "nb": re.compile(rf"\"|“|”|„|‚|»(?<!\w»)(?=\w)|«(?<=\w«)(?!\w)|{_STRAIGHT}"),
    "en": re.compile(rf"\"|„|‚|«|»|{_STRAIGHT}"),
}


@rule(
    "Siden har et lixtal på højst {most}.",
    "Siden har lixtal {lix}. Det er for svært at læse.",
    "Skriv kortere sætninger, og byt lange ord ud. Lixtallet må være {most}, og {advised} er bedre.",
    fills=lambda: {"most": current().max_lix, "advised": current().advised_lix},
)
def reads_easily(material: Material) -> Iterator[Place]:
    """A new colleague reads it between two citizens."""
    for page in material.course.pages():
        if (lix := page.lix) > current().max_lix:
            yield page.docname, 1, {"lix": f"{lix:.0f}"}


@rule(
    "Siden har helst et lixtal på højst {advised}.",
    "Siden har lixtal {lix}.",
    "Den bliver lettere at læse med kortere sætninger og kortere ord.",
    advice=True,
    fills=lambda: {"advised": current().advised_lix},
)
def reads_very_easily(material: Material) -> Iterator[Place]:
    """The course as delivered keeps to it."""
    for page in material.course.pages():
        if current().advised_lix < (lix := page.lix) <= current().max_lix:
            yield page.docname, 1, {"lix": f"{lix:.0f}"}


@rule(
    "Anførselstegn skrives »…«.",
    "Her står der andre anførselstegn ({mark}) end »…«.",
    "Skriv »…« i stedet.",
)
def quotation_marks_are_one_kind(material: Material) -> Iterator[Place]:
    """One kind everywhere, as in a printed book."""
    marks = _MARKS[current().code]
    for page, _source, written in material.pages():
        after = 1
        for paragraph in page.prose:
            if found := marks.search(re.sub(r"<[^>]*>", "", paragraph)):
                needles = (paragraph[max(0, found.start() - n) : found.end()] for n in (12, 4, 0))
                after = material.find(page.docname, needles, after)
                yield page.docname, after, {"mark": found[0][0]}
        head = material.heads.get(page.docname)
        described = head.values.get("beskrivelse") if head and head.values else None
        if head and isinstance(described, str) and (found := marks.search(described)):
            yield page.docname, head.line_of("beskrivelse"), {"mark": found[0][0]}
        verbatim = find_fences(written).verbatim
        for number, heading in enumerate(written.split("\n"), 1):
            if heading.startswith("#") and number not in verbatim and (found := marks.search(heading)):
                yield page.docname, number, {"mark": found[0][0]}


@rule(
    "Den officielle ordlyd hentes fra ordlyd.toml.",
    "Her er den officielle ordlyd »{words}« skrevet af.",
    "Hent den i stedet med {{ordlyd}}`{key}`, så den altid er rigtig.",
)
def official_wording_is_drawn(material: Material) -> Iterator[Place]:
    """The words stand in one place, letter for letter."""
    pieces = [
        (words, words.casefold(), f"{piece.key}.{number}" if len(piece.lines) > 1 else piece.key)
        for piece in material.wordings.pieces.values()
        for number, line in enumerate(piece.lines, 1)
        if len(text.words(line)) >= 4 and (words := line.rstrip(".?!…"))
    ]
    for page in material.course.pages():
        prose = [paragraph.casefold() for paragraph in page.prose]
        # On most pages none of them stands.
        whole = "\n".join(prose)
        here = [piece for piece in pieces if piece[1] in whole]
        for paragraph in prose:
            for words, folded, key in here:
                if folded in paragraph:
                    start = material.line(page.docname, " ".join(words.split()[:3]))
                    yield page.docname, start, {"words": words, "key": key}
