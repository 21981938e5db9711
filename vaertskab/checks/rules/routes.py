"""Rules about routes through the course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.hints import did_you_mean


@rule(
    "En rute har mindst to trin, hver side kun én gang, og et id, som ingen anden rute har.",
    "Ruten »{title}« {what}.",
    "{fix}",
)
def routes_lead_somewhere(material: Material) -> Iterator[Place]:
    """Each page tells which step it is and what comes next."""
    seen: dict[str, str] = {}
    for route in material.course.routes():
        told = {"title": route.title}
        place = route.docname, route.line
        pages = Counter(step.docname for step in route.steps)
        if len(route.steps) == 1:
            yield (
                *place,
                told | {"what": "har kun ét trin", "fix": "Tilføj et trin, eller skriv et link i stedet."},
            )
        for docname in (name for name, count in pages.items() if count > 1):
            what = f"kommer to gange til siden {docname}.md"
            yield *place, told | {"what": what, "fix": "Skriv det, man skal gøre der, i ét trin."}
        if route.id in seen:
            what = f"har det samme id som en rute på siden {seen[route.id]}.md: {route.id}"
            yield *place, told | {"what": what, "fix": "Skriv et andet efter :id:."}
        seen.setdefault(route.id, route.docname)


@rule(
    "{{begynd}} nævner en rute, der findes.",
    "Ruten »{name}« findes ikke.{hint}",
    "Skriv det, der står efter :id: i en {{rute}}.",
)
def buttons_begin_a_route(material: Material) -> Iterator[Place]:
    """The button would lead nowhere."""
    known = [route.id for route in material.course.routes()]
    for page in material.course.pages():
        for name, line in page.begins:
            if name not in known:
                yield page.docname, line, {"name": name[:40], "hint": did_you_mean(name, known)}
