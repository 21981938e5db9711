"""A course of any size, the same every time: what the real one holds, in made-up Danish.

Eleven parts and a front page, so 12, 112 and 1,012 pages have 0, 100 and 1,000 modules: what a page
costs is then the difference and not the start of the program.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

PARTS = 11

_FIRST = (
    "samtale borger kollega bibliotek skranke hylde avis roman forfatter barn familie printer vagt "
    "ugens kaffe time dør vindue regn sommer vinter bog kort låner læse skrive spørge svare hilse "
    "lytte hjælpe søge finde gemme vente mødes takke øve byde skole"
)
_SECOND = (
    "rum tid plan glæde hjørne liste kultur vane ramme regel opgave prøve sti bord lyd ord billede "
    "aften morgen gruppe makker plads måde rutine indgang udstilling kasse pause stemning rytme "
    "historie erfaring aftale fejl løsning besked retning oversigt begyndelse afslutning"
)
_SENTENCES = (
    "Du ser {0} på afstand, før nogen har sagt noget.",
    "Så spørger du til {0}, og svaret handler om {1}.",
    "Det tager ikke lang tid, men {0} bliver lettere bagefter.",
    "En kollega fortæller, at {0} kan begynde med {1}.",
    "Har du travlt, så lad {0} vente, til {1} er på plads.",
    "Vi har en fælles aftale om {0}, og den gælder også for {1}.",
    "Måske kender du {0} fra din første uge.",
    "Hvad sker der, når {0} møder {1} midt på dagen?",
    "Læg mærke til {0}, og skriv en linje om {1}.",
    "Ingen venter, at du kan alt om {0} fra begyndelsen.",
    "Til sidst taler I om {0}, mens {1} stadig er i frisk minde.",
    "Den ene kender {0}, og den anden har lige hørt om {1}.",
)
_KINDS = ("invitation", "forundring", "selvrefleksion", "handling")


class _Writer:
    """Writes Danish-looking text from its own seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.words = (_FIRST.split(), _SECOND.split())

    def word(self) -> str:
        # The cube makes some words common and most rare, as in a real text.
        first, second = (words[int(len(words) * self.random.random() ** 3)] for words in self.words)
        return first if self.random.random() < 0.5 else first + second

    def sentence(self) -> str:
        return self.random.choice(_SENTENCES).format(self.word(), self.word())

    def paragraph(self, sentences: int = 7) -> str:
        return " ".join(self.sentence() for _ in range(sentences))


def _head(description: str, title: str) -> str:
    return f"---\nbeskrivelse: {description}\n---\n# {title}\n"


def _module(docname: str, number: int, near: str, far: str) -> str:
    """Return a module of about 3.5 KB: text, a list, something to try, links and a question."""
    write = _Writer(docname)
    name = write.word()
    blocks = [_head(write.sentence(), f"Om {name} og {write.word()}"), write.paragraph(3)]
    for _ in range(3):
        blocks += [f"## Når {write.word()} fylder", write.paragraph(), write.paragraph()]
    blocks += [
        "\n".join(f"- {write.sentence()}" for _ in range(3)),
        f":::{{prøv}}\n{write.paragraph(3)}\n:::",
        f"## Læs videre\n\nSe [{write.word()}]({near}) og [{write.word()}]({far}).",
        f":::{{refleksion}} Hvad betyder {name} for dig og for {write.word()} i scene {number}?\n"
        f":id: modul-{number}\n:slags: {_KINDS[number % 4]}\n\n{write.sentence()}\n:::",
    ]
    return "\n\n".join(blocks) + "\n"


def _list_page(docname: str, title: str, entries: list[str]) -> str:
    write = _Writer(docname)
    blocks = [_head(write.sentence(), title), write.paragraph(), "## Siderne", write.paragraph(2)]
    if entries:
        blocks.append(":::{indhold}\n" + "\n".join(entries) + "\n:::")
    return "\n\n".join(blocks) + "\n"


def course(pages: int) -> Iterator[tuple[str, str]]:
    """Yield docname and source of each page of a course of `pages` pages (12 or more)."""
    modules = pages - PARTS - 1
    parts = [f"modules/del-{number:02}" for number in range(1, PARTS + 1)]
    yield "index", _list_page("index", "Et kursus til måling", [f"{p}/index" for p in parts])
    names = [f"modul-{number:04}" for number in range(1, modules + 1)]
    for at, part in enumerate(parts):
        # The parts take turns: neighbours by number stand in different parts.
        own = names[at::PARTS]
        yield f"{part}/index", _list_page(f"{part}/index", f"Del {at + 1}", own)
        for place, name in enumerate(own):
            number = at + place * PARTS
            near = own[(place + 1) % len(own)] + ".md"
            other = (number * 7 + 1) % modules
            far = f"../del-{other % PARTS + 1:02}/{names[other]}.md"
            yield f"{part}/{name}", _module(f"{part}/{name}", number + 1, near, far)
