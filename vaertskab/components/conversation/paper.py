"""How a talk is printed: numbered scenes, and at each reply the scene to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.conversation.parts import conversation, heard, replies, reply, said, scene, where_to
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_visitors import yes

if TYPE_CHECKING:
    from vaertskab.outputs.shared.typst_visitors import TypstTranslator


def visit_conversation(self: TypstTranslator, node: conversation) -> None:
    """Write the scenes, one after another."""
    self.finish(self.blocks(node.children))


def visit_scene(self: TypstTranslator, node: scene) -> None:
    """Write a scene in its frame: what is said, what may have been heard, and the replies."""
    parts: dict[type[nodes.Node], str] = {said: "", heard: "", replies: ""}
    for child in node.children:
        if type(child) is replies:
            parts[replies] = "".join(f"({_reply(self, item)})," for item in child.children)
        elif type(child) in parts:
            parts[type(child)] = self.blocks(child.children)
    self.finish(
        f"{self.anchors(node)}#scene([{node['number']}], ends: {yes(node['ends'])}, heard: [{parts[heard]}], "
        f"replies: ({parts[replies]}))[{parts[said]}]"
    )


def _reply(self: TypstTranslator, item: nodes.Node) -> str:
    """Return the words of a reply, where it leads, and that in words."""
    link = next(iter(item.findall(reply)), None)
    if link is None:  # told of as it was read
        return f"[{self.blocks(item.children)}], none, []"
    words = "".join(self.markup_of(child) for child in link.children if not isinstance(child, where_to))
    target = f"{self.docname}#{link['refid']}"
    return f"[{words}], {string(target)}, [{link.children[-1].astext()}]"
