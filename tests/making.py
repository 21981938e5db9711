"""Films made for a test as an editor makes them, of a course with two short manuscripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import av
from building import BUILD_ENVIRONMENT
from small import MANUSCRIPT, SMALL, listing, page, small_course

ONE, TWO = "01-hvad", "02-hvordan"
#: Long sentences, so that two minutes take few pictures.
PLAIN = """\
Forestil dig, at der en tirsdag formiddag står en mand ved skranken med en taske fuld af bøger og et
brev, som han ikke forstår et ord af.

Du kan se på ham, at han har gået længe rundt om huset i regnen, før han tog sig sammen til at gå ind og
spørge en, han ikke kender. Hvad gør du nu, hvor der både står tre andre i kø, og telefonen ringer for
anden gang på under fem minutter?

Du lægger det, du har i hænderne, og ser op, for det første, han får at vide om huset, får han at vide
af den måde, du ser på ham. Så spørger du ham, hvad han helst vil have hjælp til først, og du venter,
til han selv har fundet de ord, som han leder efter.

Bagefter går han ud ad døren med tasken på skulderen, og du står tilbage og tænker på, hvor lidt der
egentlig skulle til den her gang. Det er ikke altid så enkelt, men en rolig begyndelse giver jer begge
to lidt mere at gøre godt med, når det bliver svært.

Prøv at huske en gang, hvor du selv stod med et papir, som du ikke forstod, og hvor der sad en på den
anden side, som havde set det hundrede gange før. Måske sagde hun ikke andet, end at det papir driller
mange, og alligevel faldt dine skuldre på plads, så du kunne høre, hvad der kom bagefter. Det tog hende
under et halvt minut, og du kan stadig huske det nu, så mange år efter at du har glemt, hvad der stod på
papiret.
"""
#: A word that no line holds, an emoji, a list, a quotation, a sentence for two pictures, and signs of HTML.
HARD_WORD = "speciallægepraksisplanlægningsstabiliseringsperiodeforlængelsesansøgningsskemavejledning"
HARD = f"""\
Borgeren spørger efter en {HARD_WORD} og ser på dig, som om det er noget, I har liggende på hylden lige
bag skranken.

> »Jeg er blevet sendt herhen af tre forskellige kontorer i dag, og nu vil jeg altså godt snart have et
svar, som jeg kan bruge til noget.«

Tre ting kan du gøre uden at love noget, du ikke kan holde:

1. Du kan sige højt, hvad du har forstået, og spørge, om det er rigtigt, før du rejser dig og leder
efter noget som helst. 😀
2. Du kan finde den side frem, hvor 2 < 3 & 5 > 4 står forklaret, så også en, der er træt, kan følge med
i det hele vejen.
3. Du kan lade være med at svare med det samme, og det er det sværeste af de tre, når køen vokser og
alle ser den samme vej.

Når du har valgt en af dem, så hold fast i den lidt længere, end du plejer, for de fleste af os skifter
spor, lige før det begynder at virke.

Det kan godt være, at der ikke findes nogen, der kan svare på det spørgsmål i dag, men du kan følge
hende hen til den kollega, som ved mest om det, og du kan blive stående, til de to har fået øje på
hinanden, for så har hun ikke oplevet at blive sendt videre en gang til, og I er begge to lidt klogere på,
hvem der ved hvad her i huset. Hvad betyder det mon for hende?
"""


def spoken(text: str) -> str:
    """Return a manuscript as an editor writes it."""
    return f":::{{manuskript}}\n{text}:::\n"


def film_course(root: Path) -> Path:
    """Write a small course whose two films take little time, with a cinema, and return its folder."""
    pages = {f"modules/kaffe/{name}.md": SMALL[f"modules/kaffe/{name}.md"] for name in (ONE, TWO)}
    for (name, text), manuscript in zip(pages.items(), (PLAIN, HARD), strict=True):
        pages[name] = text.replace(MANUSCRIPT, spoken(manuscript))
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", "biograf")
    pages["docs/biograf.md"] = page("Biograf", ":::{biograf}\n:::\n")
    return small_course(root, pages)


@dataclass(frozen=True)
class Made:
    """Films that have been made: the course's folder, what was printed, and how it ended."""

    source: Path
    output: str
    status: int

    @property
    def folder(self) -> Path:
        """Where the films are."""
        return self.source / "_build" / "film"

    def path(self, name: str, suffix: str = ".mp4") -> Path:
        """A film's file."""
        return self.folder / f"{name}{suffix}"

    def told(self, name: str) -> dict[str, Any]:
        """What is said of a film."""
        found: dict[str, Any] = json.loads(self.path(name, ".json").read_text("utf-8"))
        return found

    @cached_property
    def stamps(self) -> dict[str, int]:
        """When each file had been written."""
        return {path.name: path.stat().st_mtime_ns for path in sorted(self.folder.iterdir())}


def command(source: Path) -> list[str]:
    """Return the words that make the films of a course."""
    return [sys.executable, "-m", "vaertskab", "film", str(source)]


def make_films(source: Path) -> Made:
    """Make the films of the course in `source` that are missing or old."""
    done = subprocess.run(
        command(source), capture_output=True, text=True, timeout=240, check=False,
        env=os.environ | BUILD_ENVIRONMENT, cwd=source,
    )  # fmt: skip
    made = Made(source, done.stdout + done.stderr, done.returncode)
    _ = made.stamps if made.folder.is_dir() else None
    return made


def decoded_seconds(path: Path) -> float:
    """Decode a whole film, picture by picture, and return when the last picture ends."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        last = 0.0
        for frame in film.decode(stream):
            assert frame.time >= last
            last = frame.time
        return last + 1 / 20
