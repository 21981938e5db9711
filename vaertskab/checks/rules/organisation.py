"""Rules about whose course it is, and what the law asks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model import unanswered
from vaertskab.model.roles import Purpose
from vaertskab.model.settings import FILE
from vaertskab.reading import english_names


@rule(
    "Siderne nævner den organisation, som kurset tilhører, og ikke den, som det kommer fra.",
    "Her står »{name}«, men kurset tilhører {ours}.",
    "Skriv {{kursus}}`organisation`, hvis det er jer selv. Er det dem, I har teksten fra, så lad den stå.",
    advice=True,
)
def pages_name_their_own_organisation(material: Material) -> Iterator[Place]:
    """A course that was taken over still speaks in the name of who made it."""
    ours = material.settings["organisation.navn"]
    others = material.wordings.organisations - {ours}
    for docname, text in material.texts.items():
        lines = text.split("\n")
        for name in sorted(others):
            if number := next((at for at, line in enumerate(lines, 1) if name in line), 0):
                yield docname, number, {"name": name, "ours": ours}


@rule(
    "En offentlig organisations kursus har sider om privatliv og tilgængelighed, eller links til jeres egne.",
    "Kurset tilhører en offentlig organisation, men mangler en side om {what}.",
    "Skriv en side med »rolle: {what}« øverst, eller skriv adressen på jeres egen i {file} under "
    "[erklaeringer]. Er I ikke en offentlig organisation, så skriv offentlig = false under [organisation].",
)
def public_bodies_have_what_they_must(material: Material) -> Iterator[Place]:
    """The law on web accessibility and that on personal data ask for it."""
    if not material.settings.is_public:
        return
    elsewhere = {
        Purpose.PRIVACY: material.settings["erklaeringer.privatliv"],
        Purpose.ACCESSIBILITY: material.settings.declaration,
    }
    for purpose, address in elsewhere.items():
        if not address and material.course.page_for(purpose) is None:
            line = material.settings.line("organisation.offentlig")
            yield FILE, line, {"what": english_names.shown(english_names.WORDS, (purpose,)), "file": FILE}


@rule(
    "Tilgængeligheden er set efter inden for et år.",
    "Det er over et år siden, at tilgængeligheden sidst er set efter.",
    "Gå siden og erklæringen igennem, og ret tilgaengelighed-dato.",
    advice=True,
)
def accessibility_is_gone_through_once_a_year(material: Material) -> Iterator[Place]:
    """What was true a year ago may not be so now."""
    if unanswered.is_old(material.settings, dt.date.today()):
        yield FILE, material.settings.line("erklaeringer.tilgaengelighed-dato"), {}
