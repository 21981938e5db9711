"""Rules about what an editor writes for the search alone."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.language import _
from vaertskab.model.limits import SEARCH_WORD_MAX_CHARS, SEARCH_WORDS_MAX_CHARS
from vaertskab.reading.collect import listed


@rule(
    "Sidens søgeord er ord med komma imellem, højst {most} tegn.",
    "{what}",
    "Skriv, hvad andre ville søge efter: »søgeord: onboarding, første dag«. Ellers slet linjen.",
    fills=lambda: {"most": SEARCH_WORDS_MAX_CHARS},
)
def search_words_are_words(material: Material) -> Iterator[Place]:
    """Sentences would be weighed as much as titles, and a list of YAML's is not read."""
    for docname, head in material.heads.items():
        if "søgeord" not in (head.values or {}):
            continue
        given = (head.values or {})["søgeord"]
        place = docname, head.line_of("søgeord")
        words = listed(given) if isinstance(given, str) else ()
        if not words:
            yield *place, {"what": _("Sidens søgeord er ikke ord med komma imellem.")}
        elif len(str(given)) > SEARCH_WORDS_MAX_CHARS:
            yield *place, {"what": _("Sidens søgeord er på {count} tegn.").format(count=len(str(given)))}
        elif long := next((word for word in words if len(word) > SEARCH_WORD_MAX_CHARS), None):
            yield *place, {"what": _("Sidens søgeord er for lange ved »{word}«.").format(word=long[:40])}
