"""The search of the course that is delivered: what readers type leads to the page that answers."""

from __future__ import annotations

from browser.conftest import context, reader, site  # noqa: F401
from browser.site import Site
from browser.test_search import _type
from building import Built
from playwright.sync_api import Page

#: What is typed, and the page that must stand first: a title, inflected, in parts, mistyped, without æøå.
FIRST = {
    "venlighed": "modules/kaffe/04-venlighed",
    "god weekend": "modules/kaffe/03-god-weekend",
    "neutrale": "modules/kaffe/02-hvordan-neutral",
    "guldgruber": "modules/kaffe/10-guldgrube",
    "kollegiale undersøgelser": "modules/kaffe/12-kollegial-undersoegelse",
    "kommunikatoin": "modules/kaffe/08-kommunikation",
    "kafferefleksioner": "modules/kaffe/index",
    "hilse velkommen": "modules/principper/vi-hilser-velkommen",
    "dialogrute": "modules/principper/dialogruter",
    "nærværr": "modules/principper/tid-til-naervaer",
    "imødekomenhed": "modules/principper/imoedekommenhed",
    "domaenetrekant": "modules/referenceramme/domaenetrekanten",
    "gruppe arbejde": "exercises/gruppearbejde",
    "makkere": "exercises/ret-og-pligt-makker",
    "lokal tilgang": "exercises/lokale-tilgange",
    "tjekke ind": "exercises/tjek-ind",
    "noter slette": "docs/mine-noter",
    "optage film": "docs/optag",
    "privatlivet": "docs/privatliv",
    "mappen print": "docs/udskriv",
    "ledere bestille": "docs/for-ledere",
    "vaert": "docs/for-vaerten",
}
#: What is typed, and a page that must be among the first three.
ANSWERS = FIRST | {
    "ordlistens": "docs/ordliste",
    "principperne": "modules/principper/index",
    "dialogrutene": "modules/principper/dialogruter",
    "imodekommenhed": "modules/principper/imoedekommenhed",
    "imoedekommenhed": "modules/principper/imoedekommenhed",
    "naervaer tid": "modules/principper/tid-til-naervaer",
    "papirflyvre": "exercises/papirflyveren",
    "ret pligt makker": "exercises/ret-og-pligt-makker",
    "TJEK UD": "exercises/tjek-ud",
    "domænet": "exercises/hvilket-domaene",
    "kamera": "modules/principper/vi-hilser-velkommen",
    "refleksionsspørgsmaal": "docs/ordliste",
    "utålmodig borger": "modules/principper/vi-hilser-velkommen",
    "sæt dig ind i": "modules/kaffe/06-ikke-dine-tanker",
}


def test_the_best_page_stands_first(site: Site, reader: Page, course: Built) -> None:  # noqa: F811
    reader.goto(site.url("search"))
    results = reader.locator("#search-results a")
    missed = []
    for words, docname in ANSWERS.items():
        if docname not in course.pages:
            continue
        _type(reader, words)
        first = results.evaluate_all("all => all.slice(0, 3).map((a) => a.href.split('#')[0])")
        if site.url(docname) not in first[: 1 if words in FIRST else 3]:
            missed.append((words, docname))
    assert missed == []
