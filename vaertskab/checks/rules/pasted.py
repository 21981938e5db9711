"""Rules about text that was pasted from Word, a mail or a web page: what comes along unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.language import N_, _, ngettext
from vaertskab.reading.fences import find_fences

#: Marks at the start of a line that look like a list's, and are none. `o` and `§` are Word's before a tab.
_BULLET = re.compile("\\s*([•·∙▪▫◦‣⁃●○■□➢✓–—\uf0a7\uf0b7\uf0d8\uf0fc](?=\\s)|[o§](?=\t))")
#: Where a tab does no harm: after the mark of a list.
_LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\t")
#: Unseen marks by the names that their writers know; the others are told by number.
_NAMES = {
    "\u00ad": N_("blød bindestreg"),
    "\u00a0": N_("hårdt mellemrum"),
    "\u202f": N_("smalt, hårdt mellemrum"),
    "\u200b": N_("mellemrum uden bredde"),
    "\u2060": N_("ordsamler"),
    "\ufeff": N_("filmærke"),
    "\u2028": N_("linjeskift fra et andet program"),
    "\u2029": N_("afsnit fra et andet program"),
    "\ufffc": N_("plads til noget indsat"),
}
#: Unicode's categories of what nobody sees: control, format, private, line and paragraph, and odd spaces.
_UNSEEN = ("Cc", "Cf", "Co", "Zl", "Zp", "Zs")
_SEEN = " \t\n\r"
#: UTF-8 that was read as Windows' own marks: Ã¥ for å, â€œ for “.
_MISREAD = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[«»§°´ ]|â€.?")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    verbatim = find_fences(text).verbatim
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if number not in verbatim)


def _joins(line: str, at: int) -> bool:
    """Tell whether the mark at `at` joins or parts what stands around it, as emoji and other alphabets do.

    A family is three emoji with U+200D between them, a Persian word may have U+200C inside, and England's
    flag is a black one with its name in marks that nobody sees (Unicode's TR 51).
    """
    mark = line[at]
    before = line[:at].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    after = line[at + 1 : at + 2]
    if "\U000e0020" <= mark <= "\U000e007f":
        return re.search("\U0001f3f4[\U000e0020-\U000e007f]*$", line[:at]) is not None
    if mark not in "\u200c\u200d" or not before or not after:
        return False
    if unicodedata.category(before) == unicodedata.category(after) == "So":
        return mark == "\u200d"
    return unicodedata.category(before) in ("Lo", "Mn", "Mc") and unicodedata.category(after) in (
        "Lo",
        "Mn",
        "Mc",
    )


def _unseen(mark: str) -> bool:
    return mark not in _SEEN and (unicodedata.category(mark) in _UNSEEN or mark in _NAMES)


def holds_unseen(line: str) -> bool:
    """Tell whether a line has a mark that nobody sees."""
    return any(_unseen(mark) and not _joins(line, at) for at, mark in enumerate(line))


@rule(
    "Siden har ingen usynlige tegn.",
    "Her står et usynligt tegn ({name}) ved »{near}«.",
    "Slet det: gå hen på linjen, og skriv ordene omkring det igen.",
)
def no_unseen_characters(material: Material) -> Iterator[Place]:
    """They come along when text is copied, and break words for search and for who listens."""
    for docname, text in material.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            # Nearly every line is nothing but what Python prints as it is: that is told at once.
            if line.isprintable() and "\ufffc" not in line:
                continue
            unseen = (at for at, mark in enumerate(line) if _unseen(mark) and not _joins(line, at))
            at = next(unseen, None)
            if at is None or _BULLET.match(line):
                continue
            mark = line[at]
            name = f"{_(_NAMES[mark])}, U+{ord(mark):04X}" if mark in _NAMES else f"U+{ord(mark):04X}"
            gap = "" if unicodedata.category(mark) == "Cf" else " "
            words = "".join(
                letter for letter in f"{line[:at][-15:]}{gap}{line[at + 1 :][:15]}" if not _unseen(letter)
            )
            yield docname, number, {"name": name, "near": " ".join(words.split())}


@rule(
    "Hvert tegn kan trykkes.",
    "{what}",
    "Skriv det på en anden måde.",
)
def characters_can_be_printed(material: Material) -> Iterator[Place]:
    """The binder has faces for many languages and for emoji; a page with other marks could not be printed."""
    for docname, text in material.texts.items() if material.unprintable else ():
        for number, line in enumerate(text.split("\n"), 1):
            # Of letters in two marks another rule tells.
            if found := _listed(material, unicodedata.normalize("NFC", line)):
                what = ngettext(
                    "Tegnet »{marks}« findes ikke i mappens skrifter.",
                    "Tegnene »{marks}« findes ikke i mappens skrifter.",
                    len(found),
                )
                yield docname, number, {"what": what.format(marks=found)}
    for page, source, _text in material.pages():
        for picture in source.pictures:
            if found := _listed(material, material.drawn.get(picture.path, "")):
                what = ngettext(
                    "Tegnet »{marks}« i tegningen »{uri}« findes ikke i mappens skrifter.",
                    "Tegnene »{marks}« i tegningen »{uri}« findes ikke i mappens skrifter.",
                    len(found),
                )
                yield page.docname, picture.line, {"what": what.format(marks=found, uri=picture.uri)}


def _listed(material: Material, text: Iterable[str]) -> str:
    """Return the characters of `text` that cannot be printed, the first twenty; "" when all can."""
    # Of joined letters and of what nobody sees, other rules say how they are written.
    told = (mark for mark in dict.fromkeys(text) if not _JOINED.match(mark) and not _unseen(mark))
    return "".join(mark for mark in told if mark in material.unprintable)[:20]


@rule(
    "Hvert punkt på en liste begynder med en bindestreg og et mellemrum.",
    "Linjen begynder med »{mark}«, og det giver ikke en liste.",
    "Skriv »- « foran hvert punkt på sin egen linje, og en tom linje før det første.",
)
def lists_begin_with_hyphens(material: Material) -> Iterator[Place]:
    """Word's own marks make one long line of a list."""
    for page, _source, text in material.pages():
        before = 0
        for number, line in _lines(text):
            if found := _BULLET.match(line):
                if number != before + 1:
                    mark = "•" if unicodedata.category(found[1]) == "Co" else found[1]
                    yield page.docname, number, {"mark": mark}
                before = number


@rule(
    "Der er ingen tabulatorer i teksten.",
    "Her står en tabulator ved »{near}«.",
    "Skriv et mellemrum i stedet. En tabel skrives med | mellem felterne.",
)
def no_tabs_in_the_text(material: Material) -> Iterator[Place]:
    """What was set up with tabs falls together on a page."""
    for page, _source, text in material.pages():
        top = material.heads[page.docname].end if page.docname in material.heads else 0
        before = 0
        for number, line in _lines(text):
            if "\t" not in line or number <= top or _LISTED.match(line) or _BULLET.match(line):
                continue
            if number != before + 1:
                yield page.docname, number, {"near": " ".join(line.split())[:30]}
            before = number


@rule(
    "Bogstaver er læst, som de blev skrevet.",
    "Her står »{mark}«, som er et bogstav, der er læst forkert.",
    "Skriv bogstavet igen. Gem filen som UTF-8, hvis det sker flere steder.",
)
def letters_are_read_right(material: Material) -> Iterator[Place]:
    """A file that was saved in one encoding and opened in another holds Ã¥ for å."""
    for page, _source, text in material.pages():
        for number, line in enumerate(text.split("\n"), 1):
            if found := _MISREAD.search(line):
                yield page.docname, number, {"mark": found[0]}
                break


@rule(
    "Hvert bogstav er ét tegn.",
    "Bogstavet »{letter}« er skrevet som to tegn.",
    "Skriv det igen på tastaturet.",
)
def letters_are_one_mark(material: Material) -> Iterator[Place]:
    """An a with a ring beside it looks like å, and is not found when å is searched for."""
    for page, _source, text in material.pages():
        for number, line in enumerate(text.split("\n"), 1):
            if not line.isascii() and unicodedata.normalize("NFC", line) != line:
                letter = _first_other(line, unicodedata.normalize("NFC", line))
                yield page.docname, number, {"letter": letter}


def _first_other(line: str, joined: str) -> str:
    """Return the first letter, with what stands on it, at which `joined` says other than `line`."""
    at = next((at for at, (one, other) in enumerate(zip(line, joined, strict=False)) if one != other), 0)
    begins = at - (at > 0 and unicodedata.combining(joined[at]) > 0)
    return joined[begins : at + 1]


#: Letters that a PDF or an old typeface joins into one, and wide ones from East Asian keyboards.
_JOINED = re.compile("[\ufb00-\ufb06\uff01-\uff5e\u0132\u0133\u01c4-\u01cc\u2100-\u2101\u3000-\u3002]")


@rule(
    "Hvert tegn er det, som tastaturet giver.",
    "Her står »{mark}«, som er ét tegn, selv om det ligner {plain}.",
    "Skriv det igen på tastaturet. Det følger med, når tekst kopieres fra en pdf.",
)
def letters_are_not_joined(material: Material) -> Iterator[Place]:
    """A search for fire does not find it, and a voice stumbles over it."""
    for page, _source, text in material.pages():
        for number, line in _lines(text):
            if line.isascii() or line.lstrip().startswith("："):
                continue  # a line like :id: with wide colons is another rule's
            if found := _JOINED.search(line):
                plain = f"»{unicodedata.normalize('NFKC', found[0]).strip()}«"
                yield page.docname, number, {"mark": found[0], "plain": plain}


#: So many words, and a paragraph is no refrain.
MIN_WORDS_TWICE = 12


@rule(
    "Det samme afsnit står én gang på en side.",
    "Afsnittet »{text} …« står også på linje {other}.",
    "Slet det ene. To udgaver af siden er måske flettet sammen.",
)
def paragraphs_stand_once(material: Material) -> Iterator[Place]:
    """Two versions of a page were merged, and both kept what they had in common."""
    for page, _source, text in material.pages():
        seen: dict[str, int] = {}
        for number, line in _lines(text):
            words = line.split()
            if len(words) < MIN_WORDS_TWICE or words[0].startswith("|"):
                continue
            if other := seen.get(line.strip()):
                yield page.docname, number, {"text": " ".join(words[:5]), "other": other}
            seen.setdefault(line.strip(), number)


@rule(
    "Teksten begynder helt ude til venstre.",
    "Linjen er rykket ind, så teksten vises som kode.",
    "Slet mellemrummene foran.",
)
def text_is_not_indented(material: Material) -> Iterator[Place]:
    """Four spaces make code of a paragraph."""
    for page, source, _text in material.pages():
        for line in source.indented:
            yield page.docname, line, {}
