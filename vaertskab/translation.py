"""Sphinx's, MyST's and docutils' own warnings in Danish, with what to do about them.

Sphinx speaks to developers, in English or the language of the machine. An editor meets these sentences
instead. The pattern is matched against the English message; its groups fill the Danish one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

#: What an editor may write; names that the hints "mente du" draw on.
DIRECTIVE_NAMES = (
    "refleksion", "spørgsmål", "spoergsmaal", "ordlyd", "manuskript", "prøv", "proev", "skrivelinjer",
    "film", "indhold", "noter", "runde", "ordliste", "admonition", "note", "tip", "warning", "figure", "image", "table",
    "list-table", "dropdown", "card", "grid", "grid-item", "grid-item-card", "tab-set", "tab-item",
    "button-link", "button-ref", "div", "code-block",
)  # fmt: skip
ROLE_NAMES = ("ordlyd", "kursus", "begreb", "spørgsmål", "spoergsmaal", "engelsk")
OPTION_NAMES = ("id", "slags", "ordlyd", "linjer", "alt", "width", "class", "name")


def did_you_mean(name: str, known: tuple[str, ...]) -> str:
    """Return " Mente du »…«?" for the known name that looks most like `name`, or ""."""
    close = difflib.get_close_matches(name.lower(), known, 1, 0.5)
    return f" Mente du »{close[0]}«?" if close else ""


def _unknown_directive(match: re.Match[str]) -> str:
    name = match["name"]
    return (
        f"»{{{name}}}« findes ikke.{did_you_mean(name, DIRECTIVE_NAMES)} "
        "Se, hvad du kan skrive, på siden »Ret en side«."
    )


def _unknown_role(match: re.Match[str]) -> str:
    name = match["name"]
    return f"»{{{name}}}« foran `…` findes ikke.{did_you_mean(name, ROLE_NAMES)}"


def _unknown_option(match: re.Match[str]) -> str:
    allowed = re.findall(r"'([^']+)'", match["allowed"] or "")
    names = re.findall(r"'([^']+)'", match["names"])
    hint = did_you_mean(names[0] if names else "", tuple(allowed))
    known = f" Der kan stå {', '.join(f':{name}:' for name in sorted(allowed))}." if allowed else ""
    told = ", ".join(f":{name}:" for name in names)
    return f"{{{match['directive']}}} har ingen {told}.{hint}{known} Ret linjen, eller slet den."


_TABLE: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"Unknown directive type: '(?P<name>.*?)'", _unknown_directive),
    (r'Unknown interpreted text role "(?P<name>.*?)"', _unknown_role),
    (r'No role entry for "(?P<name>.*?)"', _unknown_role),
    (
        r"'(?P<directive>.*?)': Unknown option keys?: (?P<names>\[.*?\])(?: \(allowed: (?P<allowed>\[.*\])\))?",
        _unknown_option,
    ),
    (
        r"'(.*?)': Invalid option value for '(.*?)'.*",
        "Det, der står efter :{1}: i {{{0}}}, kan ikke bruges. Ret det, eller slet linjen.",
    ),
    (
        r"'(.*?)': \d+ argument\(s\) required, 0 supplied",
        "{{{0}}} mangler noget efter navnet. Skriv det på samme linje som :::{{{0}}}.",
    ),
    (
        r"'(.*?)': maximum \d+ argument\(s\) allowed, \d+ supplied",
        "Der står for meget efter :::{{{0}}} på samme linje. Skriv resten på linjerne under.",
    ),
    (r"'(.*?)': [Hh]as content, but none permitted", "{{{0}}} skal være tom. Slet teksten mellem ::: og :::."),
    (r"'(.*?)': Invalid options? (?:format|block|YAML).*", "Linjerne med : i {{{0}}} kan ikke læses. Skriv :navn: værdi."),
    (r"Malformed YAML.*", "Linjerne mellem --- øverst kan ikke læses. Skriv »navn: værdi«, og sæt \"…\" om en tekst med kolon."),
    (r"YAML is not a dict.*", "Linjerne mellem --- øverst skal se sådan ud: »navn: værdi«."),
    (r"Front matter field '(.*?)' .*", "»{0}« øverst på siden kan ikke læses. Skriv en almindelig tekst efter kolon."),
    (
        r"Non-consecutive header level increase; H(\d) to H(\d).*",
        "Overskriften springer fra niveau {0} til niveau {1}. Brug ét # mere end overskriften over, ikke flere.",
    ),
    (r"Document headings start at H(\d), not H1.*", "Siden skal begynde med en overskrift med ét #."),
    (
        r"'myst' (?:cross-reference|reference) target not found: '(.*?)'.*",
        "Linket til »{0}« fører ingen steder hen. Ret adressen, så den passer med en side eller en overskrift.",
    ),
    (
        r"local id not found in doc '(.*?)': '(.*?)'.*",
        "Siden »{0}« har ingen overskrift, der hedder »#{1}«. Ret linket.",
    ),
    (r"local id not found: '(.*?)'.*", "Siden har ingen overskrift, der hedder »#{0}«. Ret linket."),
    (
        r"(?:Unknown source document|unknown document:?|undefined doc(?:ument)?:?) '?([^' \[]*)'?.*",
        "Siden »{0}« findes ikke. Ret linket.",
    ),
    (r"Multiple matches for '(.*?)'.*", "Linket til »{0}« passer på flere steder. Skriv sidens filnavn med."),
    (r"term not in glossary: '(.*?)'.*", "Ordet »{0}« står ikke i ordlisten. Ret det, eller sæt det ind i docs/ordliste.md."),
    (r"duplicate term description of (.*?), other instance in (.*)", "Ordet »{0}« står to gange i ordlisten. Slet det ene."),
    (r"image file not readable: (.*)", "Billedet »{0}« findes ikke eller kan ikke læses. Læg det i _static/, og ret adressen."),
    (r"a suitable image for \S+ builder not found: (.*)", "Billedet »{0}« har en form, som kurset ikke kan vise. Brug PNG, JPEG eller SVG."),
    (r"download file not readable: (.*)", "Filen »{0}« findes ikke. Ret linket."),
    (
        r"toctree contains (?:reference to )?(?:nonexisting document|excluded document) '?(.*?)'?(?: \[.*)?$",
        "Listen nævner »{0}«, men siden findes ikke. Ret navnet, eller slet linjen.",
    ),
    (r"duplicated entry found in toctree: (.*)", "Listen nævner »{0}« to gange. Slet den ene linje."),
    (
        r"document isn't included in any toctree.*",
        "Ingen liste fører til siden. Skriv dens navn i listen {{indhold}} på delens forside (index.md).",
    ),
    (r"document is referenced in multiple toctrees.*", "Siden står på mere end én liste. Behold den ene."),
    (r"self referenced toctree found.*", "Siden kan ikke stå på sin egen liste. Slet linjen."),
    (r"circular toctree references detected.*", "To lister peger på hinanden i ring. Slet siden fra den ene."),
    (r"undecodable source characters.*", "Filen er ikke gemt som UTF-8. Åbn den, og gem den igen som UTF-8."),
    (r"multiple files found for the document \"(.*?)\".*", "Der er to filer til siden »{0}«. Slet den ene."),
    (r"Duplicate footnote definition.*?'(.*?)'.*", "Fodnoten »{0}« står to gange. Giv den ene et andet navn."),
    (r"(?:Too many|No) autonumbered footnote.*|No footnotes? (?:definitions? )?found for.*", "En fodnote mangler sin tekst. Skriv [^navn]: og teksten nederst på siden."),
    (r"Footnote \[?(.*?)\]? is not referenced.*", "Fodnoten »{0}« bruges ikke. Henvis til den med [^{0}], eller slet den."),
    (r"Duplicate reference definition: (.*)", "Linket [{0}] er forklaret to gange. Slet den ene."),
    (r'Duplicate (?:explicit|implicit) target name: "(.*?)".*', "»{0}« bruges to gange som navn på samme side. Ret det ene."),
    (r'(?:Pygments lexer name|Lexing literal_block).*', "Efter ``` skal der stå et kendt sprog eller ingenting, fx ```markdown."),
    (r"Could not lex literal_block.*", "Teksten mellem ``` passer ikke med sproget efter ```. Slet sprogets navn."),
    (r"Strikethrough is currently.*", "Overstreget tekst (~~…~~) kan ikke trykkes. Skriv teksten om."),
    (r"Invalid '?(.*?)'? attribute value: '(.*?)'.*", "»{1}« kan ikke bruges som {0}. Ret det, eller slet krølleparentesen."),
    (r"Error in \"(.*?)\" directive.*", "{{{0}}} er ikke skrevet rigtigt. Sammenlign med eksemplet på siden »Ret en side«."),
    (r"'(.*?)': (.*)", "{{{0}}} er ikke skrevet rigtigt. Sammenlign med eksemplet på siden »Ret en side«."),
)  # fmt: skip

_COMPILED = tuple((re.compile(pattern, re.DOTALL), danish) for pattern, danish in _TABLE)
_TYPE_SUFFIX = re.compile(r"\s*\[[\w.-]+\]$")


def danish(message: str, kind: str = "") -> str:
    """Return a warning in Danish; `kind` is its "type.subtype".

    A message that is not known is quoted, so that nobody is left without a clue.
    """
    plain = _TYPE_SUFFIX.sub("", message.strip())
    for pattern, told in _COMPILED:
        if match := pattern.match(plain):
            return told(match) if callable(told) else told.format(*match.groups(""))
    first = plain.splitlines()[0] if plain else kind
    return f"Noget her kan ikke læses. Se efter en slåfejl på linjen. (Programmet siger: {first})"
