"""Rules about routes through the course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _


@rule(
    "En rute har mindst to trin, hver side kun én gang, og et id, som ingen anden rute har.",
    "{what}",
    "{fix}",
)
def routes_lead_somewhere(material: Material) -> Iterator[Place]:
    """Each page tells which step it is and what comes next."""
    seen: dict[str, str] = {}
    for route in material.course.routes():
        place = route.docname, route.line
        pages = Counter(step.docname for step in route.steps)
        if len(route.steps) == 1:
            what = _("Ruten »{title}« har kun ét trin.").format(title=route.title)
            yield *place, {"what": what, "fix": _("Tilføj et trin, eller skriv et link i stedet.")}
        for docname in (name for name, count in pages.items() if count > 1):
            what = _("Ruten »{title}« kommer to gange til siden {page}.md.")
            what = what.format(title=route.title, page=docname)
            yield *place, {"what": what, "fix": _("Skriv det, man skal gøre der, i ét trin.")}
        if route.id in seen:
            what = _("Ruten »{title}« har det samme id som en rute på siden {page}.md: {id}.")
            what = what.format(title=route.title, page=seen[route.id], id=route.id)
            yield *place, {"what": what, "fix": _("Skriv et andet efter :id:.")}
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
