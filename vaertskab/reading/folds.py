"""What is folded on a page has an address, so that a search can lead to words in it and open it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypeGuard

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx_design.shared import is_component

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What the addresses begin with, when an editor has given none: `foldet-1` and so on.
_PREFIX = "foldet"


def is_fold(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Tell whether a node is sphinx-design's dropdown."""
    return bool(is_component(node, "dropdown"))


def fold_of(block: nodes.Node) -> nodes.Element | None:
    """Return the innermost fold that hides `block`, if one does; the title of a fold is seen outside it."""
    inside, at = block, block.parent
    while at is not None:
        if is_fold(at) and not (at["has_title"] and inside is at[0]):
            return at
        inside, at = at, at.parent
    return None


def fold_ids(fold: nodes.Element) -> list[str]:
    """Return a fold's addresses within its page, if it has any: the editor's own stands on its title."""
    title = fold.children[0] if fold["has_title"] else None
    named = title["ids"] if isinstance(title, nodes.Element) else []
    return [*named, *fold["ids"]]


class NameFolds(SphinxTransform):
    """Give each fold an address that has none."""

    default_priority = 875  # before the page is collected (880)

    def apply(self, **kwargs: Any) -> None:
        """Look at every fold of the page."""
        names = (f"{_PREFIX}-{number}" for number in count(1))
        for fold in list(self.document.findall(nodes.Element)):
            if is_fold(fold) and not fold_ids(fold):
                name = next(name for name in names if name not in self.document.ids)
                fold["ids"].append(name)
                self.document.ids[name] = fold


def setup(app: Sphinx) -> None:
    """Name the folds of every page."""
    app.add_transform(NameFolds)
