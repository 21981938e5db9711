"""Rules about talks: every reply leads on, nothing is out of reach, and every way has an end."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.language import _, ngettext
from vaertskab.model.talk import Scene, Talk

#: How many replies the reader has to choose between.
REPLIES = (3, 4)
#: How many scenes every way has at the least, and how many endings a talk has.
LEAST_STEPS, LEAST_ENDINGS = 3, 2


def _talks(material: Material) -> Iterator[tuple[str, Talk]]:
    for page in material.course.pages():
        for talk in page.talks:
            yield page.docname, talk


def _scenes(material: Material) -> Iterator[tuple[str, Talk, Scene]]:
    for docname, talk in _talks(material):
        for scene in talk.scenes:
            yield docname, talk, scene


@rule(
    "Hvert svar i en samtale fører til et trin, der findes.",
    "Svaret fører til trin {number}, som ikke findes.",
    "Skriv tallet på et af trinnene: {known}.",
)
def replies_lead_on(material: Material) -> Iterator[Place]:
    """The reader would stand still."""
    for docname, talk, scene in _scenes(material):
        for reply in scene.replies:
            if reply.leads_to and reply.leads_to not in talk.numbers:
                known = ", ".join(map(str, sorted(talk.numbers)))
                yield docname, reply.line, {"number": reply.leads_to, "known": known}


@rule(
    "Læseren har {least} eller {most} svar at vælge mellem på hvert trin i en samtale.",
    "{what}",
    "{fix}",
    fills=lambda: dict(zip(("least", "most"), REPLIES, strict=True)),
)
def scenes_have_replies(material: Material) -> Iterator[Place]:
    """A scene without replies is an ending, and says so."""
    for docname, _talk, scene in _scenes(material):
        count = len(scene.replies)
        if scene.ends and count:
            what = _("Trin {number} har både svar og »Slut«.")
            fix = _("Slet »Slut«, eller slet svarene.")
        elif not scene.ends and not count:
            what = _("Trin {number} har ingen svar.")
            fix = _("Skriv dem til sidst som en liste, eller skriv »Slut« efter tallet.")
        elif not scene.ends and not REPLIES[0] <= count <= REPLIES[1]:
            what = ngettext("Trin {number} har {count} svar.", "Trin {number} har {count} svar.", count)
            fix = _("Skriv {least} eller {most}.").format(least=REPLIES[0], most=REPLIES[1])
        else:
            continue
        yield docname, scene.line, {"what": what.format(number=scene.number, count=count), "fix": fix}


@rule(
    "Hvert trin i en samtale kan nås fra det første.",
    "Ingen svar fører til trin {number}.",
    "Lad et svar gå til det, eller slet trinnet.",
)
def scenes_can_be_reached(material: Material) -> Iterator[Place]:
    """Nobody would ever see it."""
    for docname, talk in _talks(material):
        reached = talk.steps_to()
        for scene in talk.scenes:
            if scene.number not in reached:
                yield docname, scene.line, {"number": scene.number}


@rule(
    "Fra hvert trin i en samtale kan læseren nå en slutning.",
    "Fra trin {number} går samtalen i ring.",
    "Lad et af svarene føre mod en slutning.",
)
def talks_can_end(material: Material) -> Iterator[Place]:
    """Only the first of a ring's scenes is told of: a way out of it is a way out of all."""
    for docname, talk in _talks(material):
        numbers, ways_out = talk.numbers, talk.ways_out()
        for scene in talk.scenes:
            known = all(reply.leads_to in numbers for reply in scene.replies)
            if known and scene.replies and scene.number not in ways_out:
                yield docname, scene.line, {"number": scene.number}
                break


@rule(
    "En samtale har mindst {endings} slutninger, og ingen af dem kommer før tredje trin.",
    "{what}",
    "{fix}",
    fills=lambda: {"endings": LEAST_ENDINGS},
)
def talks_have_room(material: Material) -> Iterator[Place]:
    """Where the first reply decides, there is nothing to try."""
    for docname, talk in _talks(material):
        endings = [scene for scene in talk.scenes if scene.ends]
        if len(endings) < LEAST_ENDINGS:
            what = _("Samtalen har 1 slutning.") if endings else _("Samtalen har ingen slutninger.")
            fix = _("Skriv mindst {endings}, hver med »Slut« efter tallet.").format(endings=LEAST_ENDINGS)
            yield docname, talk.line, {"what": what, "fix": fix}
        steps = talk.steps_to()
        for scene in endings:
            if steps.get(scene.number, LEAST_STEPS) < LEAST_STEPS:
                replies = steps[scene.number] - 1
                what = ngettext(
                    "Samtalen slutter i trin {number} allerede efter {count} svar.",
                    "Samtalen slutter i trin {number} allerede efter {count} svar.",
                    replies,
                ).format(number=scene.number, count=replies)
                yield docname, scene.line, {"what": what, "fix": _("Lad der komme et trin til imellem.")}


@rule(
    "Efter hvert svar i en samtale spørger siden, hvad borgeren hørte.",
    "Trin {number} spørger ikke, hvad borgeren hørte.",
    "Skriv en linje som: Hvad hørte hun?",
)
def scenes_ask_what_was_heard(material: Material) -> Iterator[Place]:
    """What was said is one thing, what was heard another."""
    for docname, talk, scene in _scenes(material):
        if scene is not talk.scenes[0] and not scene.asks:
            yield docname, scene.line, {"number": scene.number}
