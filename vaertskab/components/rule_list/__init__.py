"""{regler}: what the check looks for, as a list that is never out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import CourseDirective

if TYPE_CHECKING:
    from docutils.nodes import Node


class RuleList(CourseDirective):
    """The rules, as a list of what each promises.

    ```markdown
    :::{regler}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the list; its words are the program's, so that no rule looks for faults in them."""
        # The rules know the directives, and so cannot be known from the start.
        from vaertskab.checks.rules import RULES

        made = nodes.bullet_list(bullet="-", official=True)
        for rule in RULES:
            words = rule.promise + (" Det er kun et råd." if rule.advice else "")
            made += nodes.list_item("", nodes.paragraph("", words))
        self.set_source_info(made)
        return [made]
