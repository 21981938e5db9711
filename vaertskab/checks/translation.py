"""Sphinx's, MyST's and docutils' own warnings in the course's language, with what to do about them.

Sphinx speaks to developers, in English or the language of the machine. An editor meets these sentences
instead, also in a course in English. The pattern is matched against the English message; its groups fill
ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import N_, _
from vaertskab.reading import vocabulary


def _unknown_directive(match: re.Match[str]) -> str:
    name = match["name"]
    return _("»{{{name}}}« findes ikke.{hint} Se, hvad du kan skrive, på siden »Ret en side«.").format(
        name=name, hint=did_you_mean(name, vocabulary.SHOWN_BLOCKS)
    )


def _unknown_role(match: re.Match[str]) -> str:
    name = match["name"]
    hint = did_you_mean(name, tuple(vocabulary.ROLES))
    return _("»{{{name}}}« foran `…` findes ikke.{hint}").format(name=name, hint=hint)


def _unknown_option(match: re.Match[str]) -> str:
    # That a picture may be a link is no help to who misspelt its text.
    allowed = [name for name in re.findall(r"'([^']+)'", match["allowed"] or "") if name != "target"]
    names = re.findall(r"'([^']+)'", match["names"])
    hint = did_you_mean(names[0] if names else "", tuple(allowed))
    told = ", ".join(f":{name}:" for name in names)
    known = ", ".join(f":{name}:" for name in sorted(allowed))
    said = _("{{{block}}} har ingen {told}.{hint} Ret linjen, eller slet den.")
    if known:
        said = _("{{{block}}} har ingen {told}.{hint} Der kan stå {known}. Ret linjen, eller slet den.")
    return said.format(block=match["directive"], told=told, hint=hint, known=known)


def _outside_its_place(match: re.Match[str]) -> str:
    return _("{{{block}}} skal stå inde i {{{outer}}}.").format(block=match[1], outer=match[2] or "grid")


_GLOSSARY = N_(
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
        N_("Det, der står efter :{1}: i {{{0}}}, kan ikke bruges. Ret det, eller slet linjen."),
    ),
    (
        r"(?:Directive )?'(.*?)': \d+ argument\(s\) required, 0 supplied",
        N_("{{{0}}} mangler noget efter navnet. Skriv det på samme linje som :::{{{0}}}."),
    ),
    (
        r"(?:Directive )?'(.*?)': maximum \d+ argument\(s\) allowed, \d+ supplied",
        N_("Der står for meget efter :::{{{0}}} på samme linje. Skriv resten på linjerne under."),
    ),
    (r"'(.*?)': [Hh]as content, but none permitted", N_("{{{0}}} skal være tom. Slet teksten mellem ::: og :::.")),
    (r"'(.*?)': Invalid options? (?:format|block|YAML).*", N_("Linjerne med : i {{{0}}} kan ikke læses. Skriv :navn: værdi.")),
    (r"'(.*?)': Directive options has # comments.*", N_("Efter : i {{{0}}} må der ikke stå #. Slet tegnet og det, der følger.")),
    (r'Content block expected for the "(.*?)" directive.*', N_("{{{0}}} er tom. Skriv teksten mellem ::: og :::.")),
    (
        r'Error parsing content block for the "list-table" directive.*',
        N_("{{list-table}} kan ikke læses. Hvert punkt på listen er en række, og alle rækker skal have lige mange felter."),
    ),
    (r'Error parsing content block for the "(.*?)" directive.*', N_("{{{0}}} skal have en tabel mellem ::: og :::, og ikke andet.")),
    (r"The parent of a '(.*?)' should be a '(?:grid-row|(.*?))'.*", _outside_its_place),
    (r"All children of a '(.*?)' should be '(.*?)'.*", N_("Inde i {{{0}}} må der kun stå {{{1}}}.")),
    (r"Invalid directive argument: .*", N_("Tallene efter blokkens navn kan ikke bruges. Skriv ét tal fra 1 til 12, fx 2.")),
    (r"glossary seems to be misformatted.*", _GLOSSARY),
    (r"glossary terms? must .*", _GLOSSARY),
    (
        r"Non-consecutive header level increase; H(\d) to H(\d).*",
        N_("Overskriften springer fra niveau {0} til niveau {1}. Brug ét # mere end overskriften over, ikke flere."),
    ),
    (r"'myst' cross-reference target not found: ''", N_("Linket er tomt. Skriv sidens adresse mellem ( og ).")),
    (
        r"'myst' cross-reference target not found: '(www\..*?|[\w.-]+\.(?:dk|com|org|net)(?:/.*)?)'",
        N_("Linket til »{0}« mangler https:// foran."),
    ),
    (
        r"'myst' cross-reference target not found: '(HTTPS?://.*?)'",
        N_("Linket til »{0}« kan ikke læses. Skriv https:// med små bogstaver."),
    ),
    (
        r"'myst' cross-reference target not found: '(?:mailto:)?([^@/\s]+@[^@/\s]+)'",
        N_("Linket til »{0}« mangler mailto: foran."),
    ),
    (
        r"local id not found in doc '(.*?)': '(.*?)'",
        N_(
            "Siden {0}.md har ingen overskrift, der passer til #{1}. Ret det, der står efter #, så det er overskriften "
            "med små bogstaver og bindestreger, eller slet det."
        ),
    ),
    (
        r"'myst' (?:cross-reference|reference) target not found: '(.*?)'.*",
        N_("Linket til »{0}« fører ingen steder hen. Ret adressen, så den passer med en side eller en overskrift."),
    ),
    (
        r"(?:Unknown source document|unknown document:?|undefined doc(?:ument)?:?) '?([^' \[]*)'?.*",
        N_("Siden »{0}« findes ikke. Ret linket."),
    ),
    (
        r"(?:undefined label:|'any' reference target not found:) '?(.*?)'?(?: \(.*)?$",
        N_("Linket til »{0}« fører ingen steder hen. Skriv det som [tekst](side.md)."),
    ),
    (r"Multiple matches for '(.*?)'.*", N_("Linket til »{0}« passer på flere steder. Skriv sidens filnavn med.")),
    (r"term not in glossary: '(.*?)'.*", N_("Ordet »{0}« står ikke i ordlisten. Ret det, eller sæt det ind i docs/ordliste.md.")),
    (r"duplicate term description of (.*?), other instance in (.*)", N_("Ordet »{0}« står to gange i ordlisten. Det andet sted er {1}.md. Slet det ene.")),
    (r"download file not readable: (.*)", N_("Filen »{0}« findes ikke. Ret linket.")),
    (
        r"toctree contains (?:reference to )?(?:nonexisting document|excluded document) '?(.*?)'?(?: \[.*)?$",
        N_("Listen nævner »{0}«, men siden findes ikke. Ret navnet, eller slet linjen."),
    ),
    (r"duplicated entry found in toctree: (.*)", N_("Listen nævner »{0}« to gange. Slet den ene linje.")),
    (r"Ignored unreadable document '(.*?)'.*", N_("Filen {0} kan ikke åbnes. Læg den ind igen, eller slet den.")),
    (r"self referenced toctree found.*", N_("Siden kan ikke stå på sin egen liste. Slet linjen.")),
    (r"circular toctree references detected.*", N_("To lister peger på hinanden i ring. Slet siden fra den ene.")),
    (r"Duplicate footnote definition.*?'(.*?)'.*", N_("Fodnoten »{0}« står to gange. Giv den ene et andet navn.")),
    (r'(?:Too many|No) autonumbered footnote.*|No footnotes? (?:definitions? )?found for.*|Unknown target name: ".*', N_("En fodnote mangler sin tekst. Skriv [^navn]: og teksten nederst på siden.")),
    (r"Footnote .* is not referenced.*", N_("Fodnoten bruges ikke. Henvis til den med dens navn, fx [^1], eller slet den.")),
    (
        r"Document(?: or section)? may not (?:begin|end) with a transition.*|At least one body element must separate.*",
        N_("En linje med --- må ikke stå først, sidst eller lige efter en anden. Slet den."),
    ),
    (r"toctree contains reference to document '(.*?)' that doesn't have a title.*", N_("Listen nævner »{0}«, men siden har ingen titel. Skriv en overskrift med ét # på den.")),
    (r"Duplicate reference definition: (.*)", N_("Linket [{0}] er forklaret to gange. Slet den ene.")),
    (r'Duplicate (?:explicit|implicit) target name: "(.*?)".*', N_("»{0}« bruges to gange som navn på samme side. Ret det ene.")),
    (r"Invalid '?(.*?)'? attribute value: '(.*?)'.*", N_("»{1}« kan ikke bruges som {0}. Ret det, eller slet krølleparentesen.")),
    (r"'(.*?)': (.*)", N_("{{{0}}} er ikke skrevet rigtigt. Sammenlign med eksemplet på siden »Ret en side«.")),
)  # fmt: skip

_COMPILED = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in TABLE)
TYPE_SUFFIX = re.compile(r"\s*\[[\w.-]+\]$")


def told_by_a_rule(message: str, line: int = 0) -> bool:
    """Tell whether a rule says the same of the page, and only once; `line` is where the message stands."""
    # Strokes on the first line were meant for the lines at the top.
    begins = line == 1 and message.startswith("Document or section may not begin with a transition")
    return begins or message.startswith("Document headings start at")


def told(message: str, kind: str = "") -> str:
    """Return a warning in the course's language; `kind` is its "type.subtype".

    A message that is not known is quoted, so that nobody is left without a clue.
    """
    plain = TYPE_SUFFIX.sub("", message.strip())
    for pattern, said in _COMPILED:
        if match := pattern.match(plain):
            return said(match) if callable(said) else _(said).format(*match.groups(""))
    first = plain.splitlines()[0] if plain else kind
    unknown = _("Noget her kan ikke læses. Se efter en slåfejl på linjen. (Programmet siger: {said})")
    return unknown.format(said=first)
