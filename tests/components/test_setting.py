"""A value of kursus.toml in running text, and the sentence that goes when nobody has set it."""

from __future__ import annotations

from pathlib import Path

from building import build_whole
from small import SETTINGS, page, small_course

TEXT = (
    "Et *før*. {kursus}`dataansvarlig` er dataansvarlig. Du kan også skrive på {kursus}`dpo-mail`, *hvis* "
    "du vil. Mailene går via {kursus}`mail-udbyder`. Ring på {kursus}`kontakt-telefon`. Navnene bliver "
    "slettet efter {kursus}`slet-efter`. Læs {kursus}`vores politik <privatliv-erklaering>`, sidst set den "
    "{kursus}`tilgaengelighed-dato`. {kursus}`tilladelse-udbyder`\n\n{kursus}`retsgrundlag`\n\nTil sidst.\n\n"
)
SET = """
tilgaengelighed-dato = "2027-03-01"
[privatliv]
slet-efter = 1
dataansvarlig = "Eksempelby Kommune"
dpo-mail = "dpo@example.org"
retsgrundlag = "Loven siger det."
mail-udbyder = "vores mailserver"
[tilladelser]
udbyder = "Udbyderen har givet lov."
"""


def _said(root: Path, settings: str) -> str:
    """The paragraphs between, as they are read on a page of a course with these settings."""
    files = {"kursus.toml": settings, "docs/privatliv.md": page("Privatliv", TEXT, role="privatliv")}
    text = " ".join(build_whole(small_course(root, files)).tree("docs/privatliv").one("main").text().split())
    return text[text.index("Et før.") : text.index("Til sidst.")].strip()


def test_a_sentence_goes_with_the_value_that_it_lacks(tmp_path: Path) -> None:
    assert _said(tmp_path / "uden", SETTINGS) == "Et før. Navnene bliver slettet efter tre måneder."
    told = SETTINGS.replace('privatliv = ""', 'privatliv = "https://example.org/politik"' + SET)
    told = told.replace("[kontakt]", '[kontakt]\ntelefon = "12 34 56 78"')
    assert _said(tmp_path / "med", told) == (
        "Et før. Eksempelby Kommune er dataansvarlig. Du kan også skrive på dpo@example.org, hvis du vil. "
        "Mailene går via vores mailserver. Ring på 12 34 56 78. Navnene bliver slettet efter en måned. "
        "Læs vores politik, sidst set den 1. marts 2027. Udbyderen har givet lov. Loven siger det."
    )
