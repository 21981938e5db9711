"""What kursus.toml may hold, and what each value must be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from vaertskab.model.addresses import web_parts
from vaertskab.model.brand_colours import CHOICES
from vaertskab.model.colours import WRITTEN
from vaertskab.model.language import LANGUAGES, N_, SOURCE

#: What kursus.toml holds: table → key → what the value must be.
COURSE_KEYS: Mapping[str, Mapping[str, str]] = {
    "organisation": {"navn": "tekst", "cvr": "cvr?", "offentlig": "ja-nej"},
    "kursus": {"titel": "tekst", "id": "navn?", "sprog": "sprog"},
    "websted": {"adresse": "adresse?", "depot": "adresse?", "gren": "tekst"},
    "kontakt": {
        "navn": "tekst",
        "mail": "mail",
        "telefon": "telefon?",
        "bestilling-mail": "mail",
        "redaktion-mail": "mail?",
    },
    "erklaeringer": {
        "tilgaengelighed": "adresse?",
        "tilgaengelighed-intranet": "adresse?",
        "tilgaengelighed-dato": "dato?",
        "privatliv": "adresse?",
    },
    "privatliv": {
        "dataansvarlig": "tekst?",
        "dpo-mail": "mail?",
        "retsgrundlag": "tekst?",
        "mail-udbyder": "tekst?",
        "tredjelande": "tekst?",
        "slet-efter": "måneder",
    },
    "tilladelser": {},
    "billeder": {"stoerste-side": "punkter"},
    "film": {"stemme": "fil?"},
    "udseende": {
        "logo": "billede?",
        "favicon": "billede?",
        "forside": "tegning?",
        **dict.fromkeys(CHOICES, "farve?"),
        "skrift": "mappe?",
        "overskrift": "mappe?",
    },
}
#: What must be said; the rest may be left out.
REQUIRED = (
    "organisation.navn", "kursus.titel", "websted.adresse", "websted.depot", "websted.gren", "kontakt.navn",
    "kontakt.mail", "kontakt.bestilling-mail", "kontakt.redaktion-mail", "erklaeringer.tilgaengelighed",
    "erklaeringer.privatliv",
)  # fmt: skip
#: What is left out, and is then something.
DEFAULTS = {
    "organisation.offentlig": "ja",
    "kursus.sprog": SOURCE,
    "billeder.stoerste-side": "5000",
    "privatliv.slet-efter": "3",
}
#: A table whose keys are the owners of ordlyd.toml, and what each of them says yes to.
PERMISSIONS = "tilladelser"
#: The least and the most points that a picture may be allowed on a side.
POINTS = range(100, 20_001)
#: For how many months names may be kept.
MONTHS = range(1, 25)

LONGEST_ID = 40
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATTERNS = {
    "mail": r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+",
    "cvr": r"\d{8}",
    "telefon": r"\+?\d(?:[ -]?\d){3,14}",
    "dato": r"\d{4}-\d\d-\d\d",
    "farve": WRITTEN.pattern,
    # What lies where, `reading/brand.py` asks: here it need only be a path.
    "billede": r"\S.*\.(?:svg|png)",
    "tegning": r"\S.*\.svg",
    "mappe": r"\S.*",
}
#: What each kind is called where it is wrong, in Danish until it is shown.
WHAT = {
    "tekst": N_("en tekst i anførselstegn"),
    "tekst?": N_('en tekst i anførselstegn (eller "" for ingen)'),
    "mail": N_('en mailadresse, fx "navn@example.org"'),
    "mail?": N_('en mailadresse, fx "navn@example.org" (eller "" for ingen)'),
    "punkter": N_("et helt tal fra 100 til 20000 uden anførselstegn"),
    "måneder": N_("et helt tal fra 1 til 24 uden anførselstegn"),
    "ja-nej": N_("true eller false uden anførselstegn"),
    "cvr?": N_('otte tal, fx "12345678" (eller "" for ingen)'),
    "telefon?": N_('et telefonnummer, fx "+45 12 34 56 78" (eller "" for ingen)'),
    "dato?": N_('en dag, fx "2026-11-28" (eller "" for ingen)'),
    "navn?": N_(
        'højst 40 små bogstaver fra a til z, tal og bindestreger, fx "vaertskab" (eller "" for ingen)'
    ),
    "sprog": N_('"da" (dansk), "nb" (norsk bokmål) eller "en" (engelsk)'),
    "fil?": N_('stien til en fil, der ender på .onnx (eller "" for ingen)'),
    "farve?": N_('en farve som "#a3472c": # og seks tal eller bogstaver fra a til f (eller "" for ingen)'),
    "billede?": N_(
        'en fil i kurset, der ender på .svg eller .png, fx "_static/logo.svg" (eller "" for ingen)'
    ),
    "tegning?": N_('en tegning i kurset, der ender på .svg, fx "_static/forside.svg" (eller "" for ingen)'),
    "mappe?": N_('en mappe i kurset, fx "_static/skrifter/jeres-skrift" (eller "" for ingen)'),
    "adresse?": N_('en adresse, der begynder med https:// (eller "" for ingen)'),
}


def fits(kind: str, value: object) -> bool:
    """Tell whether `value` is of a `kind` that `COURSE_KEYS` names."""
    if kind == "punkter":
        return type(value) is int and value in POINTS
    if kind == "måneder":
        return type(value) is int and value in MONTHS
    if kind == "ja-nej":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if kind == "sprog":
        return value in LANGUAGES
    if kind == "adresse?":
        return not value.strip() or web_parts(value.strip()) is not None
    if kind == "navn?":
        return not value or (len(value) <= LONGEST_ID and _ID.fullmatch(value) is not None)
    if kind == "fil?":
        return not value.strip() or value.strip().endswith(".onnx")
    pattern = _PATTERNS.get(kind.removesuffix("?"))
    if pattern and (value.strip() or not kind.endswith("?")):
        return re.fullmatch(pattern, value) is not None and (kind != "dato?" or _is_day(value))
    return kind.endswith("?") or bool(value.strip())


def _is_day(value: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(value))
    except ValueError:
        return False
