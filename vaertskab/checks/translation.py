"""Sphinx's, MyST's and docutils' own warnings in Danish, with what to do about them.

Sphinx speaks to developers, in English or the language of the machine. An editor meets these sentences
instead. The pattern is matched against the English message; its groups fill the Danish one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vaertskab.model.hints import did_you_mean
from vaertskab.reading import vocabulary


def _unknown_directive(match: re.Match[str]) -> str:
    name = match["name"]
    return (
        f"»{{{name}}}« findes ikke.{did_you_mean(name, vocabulary.SHOWN_BLOCKS)} "
        "Se, hvad du kan skrive, på siden »Ret en side«."
    )


def _unknown_role(match: re.Match[str]) -> str:
    name = match["name"]
    return f"»{{{name}}}« foran `…` findes ikke.{did_you_mean(name, tuple(vocabulary.ROLES))}"


def _unknown_option(match: re.Match[str]) -> str:
    # That a picture may be a link is no help to who misspelt its text.
    allowed = [name for name in re.findall(r"'([^']+)'", match["allowed"] or "") if name != "target"]
    names = re.findall(r"'([^']+)'", match["names"])
    hint = did_you_mean(names[0] if names else "", tuple(allowed))
    known = f" Der kan stå {', '.join(f':{name}:' for name in sorted(allowed))}." if allowed else ""
    told = ", ".join(f":{name}:" for name in names)
    return f"{{{match['directive']}}} har ingen {told}.{hint}{known} Ret linjen, eller slet den."


_GLOSSARY = (
    "Ordlisten kan ikke læses her. Skriv ordet på en linje, forklaringen med to mellemrum foran på den næste, "
    "og en tom linje efter."
)

TABLE: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"Unknown directive type:? ['\"](?P<name>.*?)['\"]", _unknown_directive),
    (r'Unknown interpreted text role "(?P<name>.*?)"', _unknown_role),
    (
        r"'(?P<directive>.*?)': Unknown option keys?: (?P<names>.*?)(?: \(allowed: (?P<allowed>\[.*\])\))?$",
        _unknown_option,
    ),
    (
        r"'(.*?)': Invalid option value for '(.*?)'.*",
        "Det, der står efter :{1}: i {{{0}}}, kan ikke bruges. Ret det, eller slet linjen.",
    ),
    (
        r"(?:Directive )?'(.*?)': \d+ argument\(s\) required, 0 supplied",
        "{{{0}}} mangler noget efter navnet. Skriv det på samme linje som :::{{{0}}}.",
    ),
    (
        r"(?:Directive )?'(.*?)': maximum \d+ argument\(s\) allowed, \d+ supplied",
        "Der står for meget efter :::{{{0}}} på samme linje. Skriv resten på linjerne under.",
    ),
    (r"'(.*?)': [Hh]as content, but none permitted", "{{{0}}} skal være tom. Slet teksten mellem ::: og :::."),
    (r"'(.*?)': Invalid options? (?:format|block|YAML).*", "Linjerne med : i {{{0}}} kan ikke læses. Skriv :navn: værdi."),
    (r"'(.*?)': Directive options has # comments.*", "Efter : i {{{0}}} må der ikke stå #. Slet tegnet og det, der følger."),
    (r'Content block expected for the "(.*?)" directive.*', "{{{0}}} er tom. Skriv teksten mellem ::: og :::."),
    (
        r'Error parsing content block for the "list-table" directive.*',
        "{{list-table}} kan ikke læses. Hvert punkt på listen er en række, og alle rækker skal have lige mange felter.",
    ),
    (r'Error parsing content block for the "(.*?)" directive.*', "{{{0}}} skal have en tabel mellem ::: og :::, og ikke andet."),
    (r"The parent of a '(.*?)' should be a '(?:grid-row|(.*?))'.*", lambda m: f"{{{m[1]}}} skal stå inde i {{{m[2] or 'grid'}}}."),
    (r"All children of a '(.*?)' should be '(.*?)'.*", "Inde i {{{0}}} må der kun stå {{{1}}}."),
    (r"Invalid directive argument: .*", "Tallene efter blokkens navn kan ikke bruges. Skriv ét tal fra 1 til 12, fx 2."),
    (r"glossary seems to be misformatted.*", _GLOSSARY),
    (r"glossary terms? must .*", _GLOSSARY),
    (
        r"Non-consecutive header level increase; H(\d) to H(\d).*",
        "Overskriften springer fra niveau {0} til niveau {1}. Brug ét # mere end overskriften over, ikke flere.",
    ),
    (r"'myst' cross-reference target not found: ''", "Linket er tomt. Skriv sidens adresse mellem ( og )."),
    (
        r"'myst' cross-reference target not found: '(www\..*?|[\w.-]+\.(?:dk|com|org|net)(?:/.*)?)'",
        "Linket til »{0}« mangler https:// foran.",
    ),
    (
        r"'myst' cross-reference target not found: '(HTTPS?://.*?)'",
        "Linket til »{0}« kan ikke læses. Skriv https:// med små bogstaver.",
    ),
    (
        r"'myst' cross-reference target not found: '(?:mailto:)?([^@/\s]+@[^@/\s]+)'",
        "Linket til »{0}« mangler mailto: foran.",
    ),
    (
        r"local id not found in doc '(.*?)': '(.*?)'",
        "Siden {0}.md har ingen overskrift, der passer til #{1}. Ret det, der står efter #, så det er overskriften "
        "med små bogstaver og bindestreger, eller slet det.",
    ),
    (
        r"'myst' (?:cross-reference|reference) target not found: '(.*?)'.*",
        "Linket til »{0}« fører ingen steder hen. Ret adressen, så den passer med en side eller en overskrift.",
    ),
    (
        r"(?:Unknown source document|unknown document:?|undefined doc(?:ument)?:?) '?([^' \[]*)'?.*",
        "Siden »{0}« findes ikke. Ret linket.",
    ),
    (
        r"(?:undefined label:|'any' reference target not found:) '?(.*?)'?(?: \(.*)?$",
        "Linket til »{0}« fører ingen steder hen. Skriv det som [tekst](side.md).",
    ),
    (r"Multiple matches for '(.*?)'.*", "Linket til »{0}« passer på flere steder. Skriv sidens filnavn med."),
    (r"term not in glossary: '(.*?)'.*", "Ordet »{0}« står ikke i ordlisten. Ret det, eller sæt det ind i docs/ordliste.md."),
    (r"duplicate term description of (.*?), other instance in (.*)", "Ordet »{0}« står to gange i ordlisten. Det andet sted er {1}.md. Slet det ene."),
    (r"download file not readable: (.*)", "Filen »{0}« findes ikke. Ret linket."),
    (
        r"toctree contains (?:reference to )?(?:nonexisting document|excluded document) '?(.*?)'?(?: \[.*)?$",
        "Listen nævner »{0}«, men siden findes ikke. Ret navnet, eller slet linjen.",
    ),
    (r"duplicated entry found in toctree: (.*)", "Listen nævner »{0}« to gange. Slet den ene linje."),
    (r"Ignored unreadable document '(.*?)'.*", "Filen {0} kan ikke åbnes. Læg den ind igen, eller slet den."),
    (r"self referenced toctree found.*", "Siden kan ikke stå på sin egen liste. Slet linjen."),
    (r"circular toctree references detected.*", "To lister peger på hinanden i ring. Slet siden fra den ene."),
    (r"Duplicate footnote definition.*?'(.*?)'.*", "Fodnoten »{0}« står to gange. Giv den ene et andet navn."),
    (r'(?:Too many|No) autonumbered footnote.*|No footnotes? (?:definitions? )?found for.*|Unknown target name: ".*', "En fodnote mangler sin tekst. Skriv [^navn]: og teksten nederst på siden."),
    (r"Footnote .* is not referenced.*", "Fodnoten bruges ikke. Henvis til den med dens navn, fx [^1], eller slet den."),
    (
        r"Document(?: or section)? may not (?:begin|end) with a transition.*|At least one body element must separate.*",
        "En linje med --- må ikke stå først, sidst eller lige efter en anden. Slet den.",
    ),
    (r"toctree contains reference to document '(.*?)' that doesn't have a title.*", "Listen nævner »{0}«, men siden har ingen titel. Skriv en overskrift med ét # på den."),
    (r"Duplicate reference definition: (.*)", "Linket [{0}] er forklaret to gange. Slet den ene."),
    (r'Duplicate (?:explicit|implicit) target name: "(.*?)".*', "»{0}« bruges to gange som navn på samme side. Ret det ene."),
    (r"Invalid '?(.*?)'? attribute value: '(.*?)'.*", "»{1}« kan ikke bruges som {0}. Ret det, eller slet krølleparentesen."),
    (r"'(.*?)': (.*)", "{{{0}}} er ikke skrevet rigtigt. Sammenlign med eksemplet på siden »Ret en side«."),
)  # fmt: skip

_COMPILED = tuple((re.compile(pattern, re.DOTALL), danish) for pattern, danish in TABLE)
TYPE_SUFFIX = re.compile(r"\s*\[[\w.-]+\]$")


def told_by_a_rule(message: str, line: int = 0) -> bool:
    """Tell whether a rule says the same of the page, and only once; `line` is where the message stands."""
    # Strokes on the first line were meant for the lines at the top.
    begins = line == 1 and message.startswith("Document or section may not begin with a transition")
    return begins or message.startswith("Document headings start at")


def danish(message: str, kind: str = "") -> str:
    """Return a warning in Danish; `kind` is its "type.subtype".

    A message that is not known is quoted, so that nobody is left without a clue.
    """
    plain = TYPE_SUFFIX.sub("", message.strip())
    for pattern, told in _COMPILED:
        if match := pattern.match(plain):
            return told(match) if callable(told) else told.format(*match.groups(""))
    first = plain.splitlines()[0] if plain else kind
    return f"Noget her kan ikke læses. Se efter en slåfejl på linjen. (Programmet siger: {first})"
