"""{samtale}: a talk in which the reader chooses what to say, and sees what the citizen answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.components.conversation import html, paper, written
from vaertskab.components.conversation.parts import (
    ENDING_QUESTION,
    conversation,
    heard,
    replies,
    reply,
    said,
    scene,
    scene_number,
    suggestion,
    where_to,
)
from vaertskab.components.writing_lines import writing_label, writing_lines
from vaertskab.model.language import _
from vaertskab.outputs.shared.typst_visitors import THROUGH, pass_through

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

#: Ruled lines in print for which reply is nearest to one's own.
LINES = 4


class Conversation(CourseDirective):
    """A talk in which the reader chooses what to say. Nothing is marked as right.

    It is written scene by scene. Each begins with a number after `###`; a list of what may be said ends it,
    and each reply with the scene that it leads to. A line that begins with »Hvad« asks what was heard, and
    may go on with a suggestion, which is folded. A scene that ends the talk says »Slut« after its number.

    ```markdown
    :::{samtale}
    :id: taxaen

    ### 1
    »Ring efter en taxa til mig«, siger hun.

    - »Det gør vi ikke her.« Gå til 2.
    - »Det kan jeg godt. Hvor skal du hen?« Gå til 3.
    - »Har du ikke en telefon?« Gå til 2.

    ### 2
    Hun ser på sin arm, der er i gips.

    Hvad hørte hun? At hun er til besvær.

    - »Undskyld. Jeg ringer.« Gå til 4.
    - »Der står en taxa ude ved torvet.« Gå til 5.
    - »Hvor skal du hen?« Gå til 3.

    ### 3
    »Hjem«, siger hun. »Men jeg har ingen penge.«

    Hvad hørte hun? At nogen ville vide mere.

    - »Så kan jeg ringe til en, du kender.« Gå til 4.
    - »Så kan jeg ikke hjælpe dig.« Gå til 5.
    - »Hvor langt er der?« Gå til 4.

    ### 4 Slut
    Hun sætter sig og venter.

    Hvad hørte hun?

    ### 5 Slut
    Hun går ud i regnen.

    Hvad hørte hun?
    :::
    ```
    """

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"id": directives.unchanged}

    def run(self) -> list[Node]:
        """Return the talk, scene by scene, and room to write at its end."""
        stem = self.env.docname.rpartition("/")[2]
        talk_id, _named = self.option_id(nodes.make_id(stem))
        node = conversation(talk_id=talk_id)
        self.set_source_info(node)
        node += written.scenes(self, talk_id)
        if not node.children:
            self.fault(
                _(
                    "{{{name}}} har ingen trin. Skriv »### 1«, det, borgeren siger, og en liste med svar."
                ).format(name=self.name),
                "samtale",
            )
            return []
        room = writing_lines(writing_id=f"samtale-{talk_id}", count=LINES)
        self.set_source_info(room)
        room += writing_label("", _(ENDING_QUESTION), official=False)
        return [node, room]


DIRECTIVES = {"samtale": (Conversation, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        conversation, html=html.CONVERSATION, typst=(paper.visit_conversation, pass_through), **PLAIN
    )
    app.add_node(scene, html=html.SCENE, typst=(paper.visit_scene, pass_through), **PLAIN)
    app.add_node(said, html=html.SAID, typst=THROUGH, **PLAIN)
    app.add_node(heard, html=html.HEARD, typst=THROUGH, **PLAIN)
    app.add_node(scene_number, html=html.NUMBER)
    app.add_node(suggestion, html=html.SUGGESTION)
    app.add_node(replies, html=html.REPLIES)
    app.add_node(reply, html=html.REPLY)
    app.add_node(where_to, html=html.WHERE_TO)
