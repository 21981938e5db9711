"""What only the organisation itself can say, and has not said yet in kursus.toml."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaertskab.model.language import N_, SOURCE, _
from vaertskab.model.settings import Settings
from vaertskab.model.settings_keys import PERMISSIONS
from vaertskab.model.wordings import Wordings

#: Addresses that are kept free for examples (RFC 2606): nobody answers there.
_EXAMPLE = re.compile(r"(?:^|[@/.])example\.(?:org|com|net)\b")
#: How old a look at accessibility may be.
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class _Ask:
    """A value, what is missing while it is not set, and what to write; Danish until they are shown."""

    key: str
    missing: str
    example: str


_EVERYBODY = (
    _Ask(
        "kontakt.mail",
        N_("Læserne ved ikke, hvem de skal skrive til."),
        N_('mail = "kurset@jeres-domæne.dk"'),
    ),
)
_PUBLIC = (
    _Ask(
        "kontakt.telefon",
        N_("Den, der ikke kan bruge siderne, skal også kunne ringe."),
        N_('telefon = "+45 12 34 56 78"'),
    ),
    _Ask(
        "erklaeringer.tilgaengelighed",
        N_(
            "Der er ingen tilgængelighedserklæring. Lav den i Digitaliseringsstyrelsens WAS-Tool. "
            "Hører kurset under intranettets erklæring, så skriv i stedet tilgaengelighed-intranet."
        ),
        N_('tilgaengelighed = "https://was.digst.dk/jeres-adresse"'),
    ),
    _Ask(
        "erklaeringer.tilgaengelighed-dato",
        N_("Siden siger ikke, hvornår tilgængeligheden sidst er set efter."),
        N_('tilgaengelighed-dato = "2026-11-28"'),
    ),
)
_WEEKLY = (
    _Ask(
        "privatliv.dataansvarlig",
        N_("Siden om privatliv siger ikke, hvem der er dataansvarlig. Det er ofte kommunen."),
        N_('dataansvarlig = "Eksempelby Kommune"'),
    ),
    _Ask(
        "organisation.cvr",
        N_("Siden om privatliv nævner ikke den dataansvarliges CVR-nummer."),
        N_('cvr = "12345678"'),
    ),
    _Ask(
        "privatliv.dpo-mail",
        N_("Siden om privatliv siger ikke, hvordan man skriver til databeskyttelsesrådgiveren."),
        N_('dpo-mail = "dpo@jeres-domæne.dk"'),
    ),
    _Ask(
        "privatliv.retsgrundlag",
        N_(
            "Siden om privatliv siger ikke, hvad der giver jer lov til at gemme navnene. Spørg jeres jurist, "
            "og nævn også den danske lov, som det hviler på."
        ),
        N_('retsgrundlag = "Vi gemmer dem efter artikel … og § … i loven om …"'),
    ),
    _Ask(
        "privatliv.mail-udbyder",
        N_("Siden om privatliv siger ikke, hvem der sender mailene for jer (jeres databehandler)."),
        N_('mail-udbyder = "Eksempelby Kommunes it-afdeling"'),
    ),
    _Ask(
        "privatliv.tredjelande",
        N_(
            "Siden om privatliv siger ikke, om oplysningerne kommer uden for EU. "
            "Spørg den, der sender mailene."
        ),
        N_('tredjelande = "Oplysningerne bliver i EU."'),
    ),
    _Ask(
        "kontakt.bestilling-mail",
        N_("En leder ved ikke, hvor der bestilles."),
        N_('bestilling-mail = "kaffe@jeres-domæne.dk"'),
    ),
    _Ask(
        "erklaeringer.privatliv",
        N_("Siden om privatliv fører ikke til jeres egen privatlivspolitik."),
        N_('privatliv = "https://www.jeres-domæne.dk/privatliv"'),
    ),
)


def unanswered(
    settings: Settings, wordings: Wordings, *, weekly: bool, today: dt.date
) -> Iterator[tuple[int, str]]:
    """Yield what is missing, as a line of kursus.toml and a sentence with what to write there.

    `weekly` tells whether the course has something that goes week by week, for which names are kept.
    """
    for ask in (*_EVERYBODY, *(_PUBLIC if settings.is_public else ()), *(_WEEKLY if weekly else ())):
        value = settings[ask.key]
        if ask.key == "organisation.cvr" and settings.language.code != SOURCE:
            continue  # Only Danish organisations have one.
        if ask.key == "erklaeringer.tilgaengelighed":
            value = settings.declaration
        table = ask.key.partition(".")[0]
        if not value:
            said = _("{missing} Skriv under [{table}]: {example}")
            yield (
                settings.line(ask.key),
                said.format(missing=_(ask.missing), table=table, example=_(ask.example)),
            )
        elif _EXAMPLE.search(value):
            said = _("Her står et eksempel. {missing} Skriv fx: {example}")
            yield settings.line(ask.key), said.format(missing=_(ask.missing), example=_(ask.example))
    if settings["kontakt.redaktion-mail"] and _EXAMPLE.search(settings["kontakt.redaktion-mail"]):
        yield (
            settings.line("kontakt.redaktion-mail"),
            _('Her står et eksempel. Skriv redaktionens mail, eller "" for ingen.'),
        )
    if is_old(settings, today):
        yield (
            settings.line("erklaeringer.tilgaengelighed-dato"),
            _(
                "Det er over et år siden, at tilgængeligheden sidst er set efter. Gå siden og erklæringen "
                "igennem, og ret tilgaengelighed-dato."
            ),
        )
    for key, owner in wordings.owners.items():
        if not settings.values.get(f"{PERMISSIONS}.{key}"):
            yield (
                settings.line(f"{PERMISSIONS}.{key}"),
                _(
                    "Har {owner} givet lov til, at ordene bliver vist i kurset? Skriv svaret som en sætning "
                    'under [{table}]: {key} = "{owner} har givet lov den …"'
                ).format(owner=owner, table=PERMISSIONS, key=key),
            )


def is_old(settings: Settings, today: dt.date) -> bool:
    """Tell whether it is more than a year since accessibility was last gone through."""
    return settings.reviewed is not None and (today - settings.reviewed).days > YEAR_DAYS
