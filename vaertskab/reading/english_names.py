"""The English names of all that an editor may write, for courses in another language than Danish.

A page is read as if the Danish name stood there, so nothing else knows of them. In a Danish course they are
no names at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaertskab.model.language import SOURCE, current
from vaertskab.model.question_kinds import Kind

#: Blocks: Danish name → English.
BLOCKS: Mapping[str, str] = {
    "refleksion": "reflection", "ordlyd": "wording", "manuskript": "script", "prøv": "try",
    "undertitel": "subtitle", "samtale": "conversation", "vælg": "choose", "skrivelinjer": "writing-lines",
    "klipkort": "cut-cards", "biograf": "cinema", "indhold": "contents", "rute": "route", "begynd": "begin",
    "udskrifter": "prints", "ordliste": "glossary", "noter": "notes", "runde": "round",
    "kalender": "calendar", "spørgsmål": "questions", "spørgsmål-igen": "questions-again",
    "spørgsmålsliste": "question-list", "kortbunke": "deck", "drejebog": "agenda", "trin": "step",
    "før-og-efter": "before-and-after", "regler": "rules", "slags": "kinds",
}  # fmt: skip
#: Roles in running text.
ROLES: Mapping[str, str] = {
    "ordlyd": "wording", "begreb": "term", "spørgsmål": "question", "kursus": "course", "engelsk": "english",
}  # fmt: skip
#: Lines like :id: at the top of a block.
OPTIONS: Mapping[str, str] = {
    "slags": "kind", "ordlyd": "wording", "kort": "card", "svar": "answer", "mellem": "between",
    "linjer": "lines", "knap": "button", "emne": "subject", "vælg": "choose", "minutter": "minutes",
    "materialer": "materials", "kan-udelades": "optional", "side": "page", "spørgsmål": "question",
    "tegning": "drawing", "opgave": "task", "tekst": "text",
}  # fmt: skip
#: The keys at the top of a page.
KEYS: Mapping[str, str] = {
    "beskrivelse": "description", "kort-titel": "short-title", "søgeord": "search-words", "rolle": "role",
    "næste": "next", "uge": "week", "minutter": "minutes", "tryk": "print",
    "leder-spørgsmål": "leader-question", "leder-bemærk": "leader-note", "tidligere": "formerly",
}  # fmt: skip
#: What `kursus` is followed by.
SETTINGS: Mapping[str, str] = {
    "titel": "title", "kontakt-navn": "contact-name", "kontakt-mail": "contact-mail",
    "kontakt-telefon": "contact-phone", "bestilling-mail": "order-mail", "redaktion-mail": "editors-mail",
    "tilgaengelighed-erklaering": "accessibility-statement",
    "tilgaengelighed-intranet": "accessibility-intranet", "tilgaengelighed-dato": "accessibility-date",
    "privatliv-erklaering": "privacy-statement", "dataansvarlig": "data-controller",
    "retsgrundlag": "legal-basis", "mail-udbyder": "mail-provider", "tredjelande": "third-countries",
    "slet-efter": "delete-after",
}  # fmt: skip
#: Words that mean something after a key, an option or the name of a block.
WORDS: Mapping[str, str] = {
    "ja": "yes", "nej": "no", "valgt": "chosen", "ark": "sheet", "plakat": "poster",
    **{str(kind): kind.traits.english for kind in Kind if kind.traits.english},
    "stor-skrift": "large-print", "vejledning": "guidance", "principper": "principles", "teori": "theory",
    "øvelser": "exercises", "ugeforløb": "weekly", "værter": "hosts", "bag kurset": "behind the course",
    "privatliv": "privacy", "tilgængelighed": "accessibility", "beskrivelse": "description",
    "optagelse": "recording", "værktøj": "tool",
}  # fmt: skip
#: The keys and options that such a word may follow: any of them, or one that says which page.
_FOLLOWED_BY_WORDS = frozenset({"rolle", "tryk", "næste", "slags", "kan-udelades", "pause", "kort"})
_FOLLOWED_BY_PAGES = frozenset({"side", "ordlyd", "spørgsmål", "tegning", "opgave", "kort"})
_CHOSEN = "chosen"
_DANISH = {
    id(table): {english: danish for danish, english in table.items()}
    for table in (BLOCKS, ROLES, OPTIONS, KEYS, SETTINGS, WORDS)
}


def spoken() -> bool:
    """Tell whether the course's editors may write English names."""
    return current().code != SOURCE


def danish(table: Mapping[str, str], name: str) -> str:
    """Return the Danish name of an English one in `table`; any other as it is, and all in a Danish course."""
    return _DANISH[id(table)].get(name, name) if spoken() else name


def value(key: str, written: str) -> str:
    """Return what stands after a key or an option; a word that means something, in Danish."""
    if key in _FOLLOWED_BY_PAGES and spoken():
        names = [name.strip() for name in written.split(",")]
        if _CHOSEN in names:
            return ", ".join(danish(WORDS, name) if name == _CHOSEN else name for name in names)
    return danish(WORDS, written.strip()) if key in _FOLLOWED_BY_WORDS else written


def yaml_value(key: str, read: object) -> object:
    """Return what YAML read after a key: to it, »yes« and »no« are no words."""
    if isinstance(read, bool) and key in _FOLLOWED_BY_WORDS and spoken():
        return "ja" if read else "nej"
    return value(key, read) if isinstance(read, str) else read


def shown(table: Mapping[str, str], names: Iterable[str]) -> str:
    """Return names as a list in a message has them: in English where that is spoken."""
    return ", ".join(table.get(name, name) if current().code == "en" else name for name in names)
