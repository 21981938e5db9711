"""Rules about the plans of meetings."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.components.meeting.screens import screens_of
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import N_, _
from vaertskab.model.meeting import Meeting, Showing, Shown, promised
from vaertskab.reading import english_names as names


def _meetings(material: Material) -> Iterator[Meeting]:
    for page in material.course.pages():
        yield from page.meetings


@rule(
    "En drejebog varer så længe, som overskriften lover.",
    "Trinnene i »{title}« varer {minutes} minutter, men overskriften lover {promise}.",
    "Ret minutterne i trinnene, eller ret overskriften.",
)
def meetings_last_as_promised(material: Material) -> Iterator[Place]:
    """Whoever has half an hour plans with it."""
    for meeting in _meetings(material):
        for said in (meeting.heading, meeting.title):
            span = promised(said)
            if span and not span[0] <= meeting.minutes <= span[1]:
                promise = str(span[0])
                if span[0] < span[1]:
                    promise = _("{fewest} til {most}").format(fewest=span[0], most=span[1])
                told = {"title": meeting.title, "minutes": meeting.minutes, "promise": promise}
                yield meeting.docname, meeting.line, told
                break


#: What a page must have for a step to show it.
_LACKS = {
    Showing.WORDING: N_("Trinnet »{step}« viser »{target}«, men siden har ingen officiel ordlyd."),
    Showing.QUESTION: N_("Trinnet »{step}« viser »{target}«, men siden har ingen spørgsmål."),
    Showing.DRAWING: N_("Trinnet »{step}« viser »{target}«, men siden har ingen tegning."),
    Showing.TASK: N_("Trinnet »{step}« viser »{target}«, men siden har ingen liste med tal."),
    Showing.CARDS: N_("Trinnet »{step}« viser »{target}«, men siden har ingen kort til at klippe."),
}
_EMPTY = N_("Trinnet »{step}« viser »{target}«, men siden er tom.")
_NOWHERE = N_("Trinnet »{step}« viser »{target}«, men det findes ikke.")


@rule(
    "Et trin i en drejebog viser kun noget, der findes.",
    "{what}{hint}",
    "Ret navnet efter :{option}:, eller slet linjen.",
)
def meetings_show_what_exists(material: Material) -> Iterator[Place]:
    """The room would see nothing."""
    pages = {page.docname: page for page in material.course.pages()}
    ids = [question.id for question in material.course.questions()]
    for meeting in _meetings(material):
        for step in meeting.steps:
            for shown in step.shown:
                for target in meeting.targets(shown):
                    if screens_of(Shown(shown.what, target), pages, material.wordings):
                        continue
                    page = target in pages
                    what = _(_LACKS.get(shown.what, _EMPTY) if page else _NOWHERE)
                    what = what.format(step=step.title, target=target)
                    told = {"what": what, "hint": "" if page else did_you_mean(target, ids)}
                    yield (
                        meeting.docname,
                        step.line,
                        told | {"option": names.shown(names.OPTIONS, [shown.what])},
                    )


@rule(
    "Hver drejebog har sit eget id.",
    "Id'et »{id}« bruges også af en anden drejebog.",
    "Skriv et andet efter :id:.",
)
def meeting_ids_are_unique(material: Material) -> Iterator[Place]:
    """The slides are named after it, and the screen finds it."""
    seen: set[str] = set()
    for meeting in _meetings(material):
        if meeting.id in seen:
            yield meeting.docname, meeting.line, {"id": meeting.id}
        seen.add(meeting.id)
