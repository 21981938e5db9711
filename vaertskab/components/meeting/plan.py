"""The nodes of a plan, and the table that is made of its steps."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from vaertskab.model.language import N_, _
from vaertskab.model.meeting import Meeting, MeetingStep
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

HEADER = (N_("Minutter"), N_("Punkt"), N_("Materialer"), N_("Det kan du sige"))
#: How wide the columns are, in per cent.
WIDTHS = (10, 25, 20, 45)


class meeting_step(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A step: `title`, `minutes`, `shown`, `materials`, `optional`, `pause`; it holds its `meeting_notes`.

    `name` (nodes) and `say` (a paragraph) are moved into the plan's table.
    """


class meeting_notes(nodes.General, nodes.Element):  # noqa: N801
    """What the host may need to know of a step: its name, a rubric, and the text."""


class meeting(CourseNode):  # noqa: N801
    """A plan: `plan_id`, `title`, `choices` (docnames); its table, and then its `meeting_step`s."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the meeting."""
        steps = tuple(
            MeetingStep(
                step["title"], step["minutes"], line_of(step), tuple(step["shown"]), step["optional"],
                step["pause"],
            )
            for step in self.findall(meeting_step)
        )  # fmt: skip
        made = Meeting(
            self["plan_id"], self["title"], docname, line_of(self), steps, tuple(self["choices"]),
            _heading(self),
        )  # fmt: skip
        return {"meetings": (made,)}


def _heading(node: nodes.Element) -> str:
    """Return the text of the heading that `node` stands under, or "" where that is the page's own."""
    at = node.parent
    while at is not None and not isinstance(at, nodes.section):
        at = at.parent
    inside = at is not None and isinstance(at.parent, nodes.section)
    title = at.next_node(nodes.title) if at is not None and inside else None
    return title.astext() if title is not None else ""


def plan_table(title: str, steps: Sequence[meeting_step]) -> nodes.table:
    """Return the table of a plan: a row for each step. What stands in it is taken from the steps."""
    group = nodes.tgroup(cols=len(HEADER))
    group += [nodes.colspec(colwidth=width) for width in WIDTHS]
    group += nodes.thead("", _row(*([nodes.Text(_(name))] for name in HEADER)))
    body = nodes.tbody()
    for step in steps:
        say = step.attributes.pop("say")
        body += _row(
            [nodes.Text(str(step["minutes"]))], step.attributes.pop("name"), [nodes.Text(step["materials"])],
            say.children, line=line_of(step),
        )  # fmt: skip
    group += body
    return nodes.table("", nodes.title("", title), group)


def _row(*cells: Sequence[nodes.Node], line: int = 0) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        paragraph = nodes.paragraph("", "", *cell)
        if line:
            paragraph.line = line
        row += nodes.entry("", paragraph)
    return row
