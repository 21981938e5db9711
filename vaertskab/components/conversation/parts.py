"""What a talk consists of, as nodes: scenes, and in each what is said, heard, and may be replied."""

from __future__ import annotations

from docutils import nodes

from vaertskab.model.language import N_
from vaertskab.model.talk import Reply, Scene, Talk
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

#: What every talk asks in the end.
ENDING_QUESTION = N_(
    "Hvilket svar ligger nærmest dit eget? Hvor talte du fra: personlig logik, refleksion eller beslutningen?"
)


class conversation(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A talk: its scenes, and `talk_id`."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the talk."""
        scenes = tuple(
            Scene(one["number"], line_of(one), _replies(one), one["ends"], any(one.findall(heard)))
            for one in self.children
            if isinstance(one, scene)
        )
        return {"talks": (Talk(self["talk_id"], scenes, line_of(self)),)}


class scene(nodes.General, nodes.Element):  # noqa: N801
    """A scene: `number`, and whether it `ends` the talk; its id is what replies lead to.

    `before` is the id of the scene that leads here, where there is one only.
    """


class scene_number(nodes.inline):  # noqa: N801
    """The number of a scene, for paper; an ending says so."""


class said(nodes.General, nodes.Element):  # noqa: N801
    """What the citizen does and says."""


class heard(nodes.General, nodes.Element):  # noqa: N801
    """What the citizen heard: a question, and a suggestion where there is one."""


class suggestion(nodes.paragraph):  # noqa: N801
    """What the citizen may have heard."""


class replies(nodes.bullet_list):  # noqa: N801
    """What may be said: of each item, a `reply`."""


class reply(nodes.reference):  # noqa: N801
    """Something to say, `leads_to` a scene's number; it holds the words, and where to go in words."""


class where_to(nodes.inline):  # noqa: N801
    """»Gå til 2«, for paper."""


def anchor_of(talk_id: str, number: int) -> str:
    """Return the fragment of a scene."""
    return f"samtale-{talk_id}-{number}"


def _replies(node: scene) -> tuple[Reply, ...]:
    listed = next(iter(node.findall(replies)), None)
    items = listed.children if listed is not None else []
    return tuple(Reply(_target(item), line_of(item)) for item in items if isinstance(item, nodes.Element))


def _target(item: nodes.Element) -> int:
    found = next(iter(item.findall(reply)), None)
    return found["leads_to"] if found is not None else 0
