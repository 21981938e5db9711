"""The rule about addresses that a page had before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.course import COURSE_FOLDERS
from vaertskab.model.language import _
from vaertskab.reading.collect import former_addresses

_NAME = re.compile(rf"(?:{'|'.join(COURSE_FOLDERS)})(?:/[a-z0-9-]+)+")
_ANCHOR = re.compile(r"[\w-]+")


@rule(
    "En sides tidligere adresser er ledige og står kun ét sted.",
    "{what}",
    "Skriv adressen, som den var, uden .html, fx »tidligere: docs/gammel-side«, eller slet den.",
)
def former_addresses_are_free(material: Material) -> Iterator[Place]:
    """A link that somebody keeps would lead to another page, or nowhere."""
    seen: dict[str, str] = {}
    for docname, head in material.heads.items():
        for name in former_addresses(head.values or {}):
            page, anchored, anchor = name.partition("#")
            if anchored and page != docname:
                what = _(
                    "Under »tidligere« står »{name}«, men et sted på en side skal begynde med sidens egen "
                    "adresse, {page}#."
                )
            elif not (_ANCHOR.fullmatch(anchor) if anchored else _NAME.fullmatch(page)):
                what = _("Under »tidligere« står »{name}«, men sådan ser en adresse i kurset ikke ud.")
            elif not anchored and name in material.texts:
                what = _("Under »tidligere« står »{name}«, men der ligger en side.")
            elif name in seen:
                what = _("Under »tidligere« står »{name}«, men det gør det også på siden {other}.md.")
            else:
                seen[name] = docname
                continue
            what = what.format(name=name[:60], page=docname, other=seen.get(name))
            yield docname, head.line_of("tidligere"), {"what": what}
