"""The rooms of the package: arrows run one way, and no module meets itself again."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from building import ROOT

PACKAGE = ROOT / "vaertskab"
#: What a room may import beside itself; "cli" and the package itself stand over them all.
MAY_KNOW = {
    "model": set[str](),
    "reading": {"model"},
    "outputs.shared": {"model", "reading"},
    "components": {"model", "reading", "outputs.shared"},
    "checks": {"model", "reading", "outputs.shared", "components"},
    **{
        f"outputs.{name}": {"model", "reading", "outputs.shared", "components", "checks"}
        for name in ("site", "print", "film", "epub")
    },
    "outputs.lms": {"model", "outputs.shared"},
    "kaffe": {"model"},
    "commands": {"model", "reading", "outputs.shared", "outputs.site", "outputs.lms", "checks"},
}
NO_SPHINX = ("model", "kaffe")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def modules() -> dict[str, ast.Module]:
    """Return what stands in each module; parsed by the first test here, not by all who collect tests."""
    return {_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs: not what stands there for the type checker alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _run(node)


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield every module that `tree` imports, also inside functions."""
    for node in _run(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules() else node.module for name in found)


def room(module: str) -> str:
    """Return the room of a module, or "" for what stands over the rooms."""
    name = module.removeprefix("vaertskab.")
    return next((one for one in MAY_KNOW if name == one or name.startswith(f"{one}.")), "")


def test_every_folder_is_a_room() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE, PACKAGE / "outputs"}
    assert [str(folder) for folder in folders if not room(_name(folder / "__init__.py"))] == []


@pytest.mark.parametrize("name", MAY_KNOW)
def test_a_room_knows_only_those_below_it(name: str) -> None:
    known = {
        f"{module} → {other}"
        for module, tree in modules().items()
        for other in imports(tree)
        if room(module) == name
        and other.startswith("vaertskab.")
        and room(other) not in {name, *MAY_KNOW[name]}
    }
    assert known == set()


@pytest.mark.parametrize("name", NO_SPHINX)
def test_a_room_that_runs_where_sphinx_is_not_installed_imports_none_of_it(name: str) -> None:
    trees = [tree for module, tree in modules().items() if room(module) == name]
    heads = {other.partition(".")[0] for tree in trees for other in imports(tree)}
    assert heads & {"sphinx", "docutils", "myst_parser", "sphinx_design"} == set()


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module: set(imports(tree)) & modules().keys() - {module} for module, tree in modules().items()}
    TopologicalSorter(graph).prepare()
