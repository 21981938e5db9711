"""The languages that a course may speak, and the words of the one that it does.

Every text of ours is written in Danish, in `_("…")`, and a course in Danish reads no catalogue. Those of
the others are `vaertskab/locale/<code>/LC_MESSAGES/vaertskab.po`; `make tekster` brings them up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

#: Where the catalogues lie, as gettext lays them out.
LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "vaertskab"


@dataclass(frozen=True, slots=True)
class Language:
    """What differs from language to language, beside the words.

    `code` is what stands in kursus.toml and in lang="…", `name` what the language calls itself, and `region`
    the country whose ways it follows, `zone` that country's time zone. `stemmer` is Snowball's name,
    `dictionary` Hunspell's, `decimal` the mark before decimals. `max_lix` is what no page may pass; from
    `advised_lix` on, it is worth a look.
    """

    code: str
    name: str
    region: str
    quotes: tuple[str, str]
    stemmer: str
    dictionary: str
    zone: str
    decimal: str = ","
    max_lix: int = 40
    advised_lix: int = 35

    @property
    def locale(self) -> str:
        """Language and country, as Open Graph and Babel write them."""
        return f"{self.code}_{self.region}"

    def quoted(self, text: str) -> str:
        """Return `text` in the language's quotation marks."""
        return text.join(self.quotes)


#: Each language by its code; the first is the one that texts are written in.
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.code: language
        for language in (
            Language("da", "Dansk", "DK", ("»", "«"), "danish", "da_DK", "Europe/Copenhagen"),
            Language("nb", "Norsk bokmål", "NO", ("«", "»"), "norwegian", "nb_NO", "Europe/Oslo"),
            # English words are shorter: the same text has a lower number.
            Language("en", "English", "GB", ("“", "”"), "english", "en_GB", "Europe/London", ".", 37, 32),
        )
    }
)
SOURCE = "da"
_Texts = Mapping[str, tuple[str, ...]]


@cache
def _catalogue(code: str) -> _Texts:
    """Return the translations by Danish text; one that depends on a number has two."""
    if code == SOURCE:
        return {}
    from babel.messages.pofile import read_po  # is not needed for Danish, and takes its time to import

    path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if key and said and all(said):
            texts[key] = said
    return texts


_spoken = LANGUAGES[SOURCE]


def use(code: str) -> None:
    """Speak the language `code` from now on, in this process and those that it starts by fork."""
    global _spoken
    _spoken = LANGUAGES[code]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak the language `code` for a while: a mail speaks its course's, whatever its sender does."""
    before = _spoken.code
    use(code)
    try:
        yield
    finally:
        use(before)


def current() -> Language:
    """Return the language that is spoken."""
    return _spoken


def _(text: str) -> str:
    """Return the Danish `text` in the language that is spoken."""
    said = _catalogue(_spoken.code).get(text)
    return said[0] if said else text


def ngettext(one: str, many: str, number: int) -> str:
    """Return `one` in the language that is spoken, or `many` of it where `number` is another than 1."""
    said = _catalogue(_spoken.code).get(one, (one, many))
    return said[0] if number == 1 else said[-1]


def N_(text: str) -> str:  # noqa: N802  gettext's name for it
    """Return `text` itself: it stands in a table, and is translated where it is shown."""
    return text


def texts_of(code: str) -> _Texts:
    """Return every translation into the language `code`, by Danish text: for what speaks it elsewhere."""
    return _catalogue(code)
