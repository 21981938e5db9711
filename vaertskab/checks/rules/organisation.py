"""Rules about whose course it is."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule


@rule(
    "Siderne nævner den organisation, som kurset tilhører, og ikke den, som det kommer fra.",
    "Her står »{name}«, men kurset tilhører {ours}.",
    "Skriv {{kursus}}`organisation`, hvis det er jer selv. Er det dem, I har teksten fra, så lad den stå.",
    advice=True,
)
def pages_name_their_own_organisation(material: Material) -> Iterator[Place]:
    """A course that was taken over still speaks in the name of who made it."""
    others = material.wordings.organisations - {material.organisation}
    for docname, text in material.texts.items():
        lines = text.split("\n")
        for name in sorted(others):
            if number := next((at for at, line in enumerate(lines, 1) if name in line), 0):
                yield docname, number, {"name": name, "ours": material.organisation}
