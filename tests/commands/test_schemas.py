"""What GitHub and the editors read keeps to their schemas, without asking the network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from building import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
#: What is checked → the schema that check-jsonschema carries.
BUILT_IN = {
    **dict.fromkeys(WORKFLOWS, "vendor.github-workflows"),
    **dict.fromkeys(FORMS, "vendor.github-issue-forms"),
    ROOT / ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
}
#: The part of https://containers.dev's schema that ours uses; the whole one refers to others on the net.
CONTAINER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["image"],
    "properties": {
        "name": {"type": "string"},
        "image": {"type": "string", "pattern": r"^[\w./-]+:[\w.-]+$"},
        "postCreateCommand": {"type": "string"},
        "postAttachCommand": {"type": "string"},
        "forwardPorts": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 65535}},
        "portsAttributes": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "label": {"type": "string"},
                    "onAutoForward": {
                        "enum": [
                            "notify",
                            "openBrowser",
                            "openBrowserOnce",
                            "openPreview",
                            "silent",
                            "ignore",
                        ]
                    },
                },
            },
        },
        "customizations": {"type": "object"},
    },
}


def _check(*words: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *map(str, words)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.name)
def test_github_can_read_it(path: Path) -> None:
    schema = BUILT_IN[path]
    if schema == "vendor.github-issue-config":
        text = path.read_text("utf-8")
        assert re.fullmatch(r"blank_issues_enabled: (true|false)\n", text)
        return
    _check("--builtin-schema", schema, path)


def test_the_container_keeps_to_its_schema(tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(CONTAINER), "utf-8")
    _check("--schemafile", schema, ROOT / ".devcontainer/devcontainer.json")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_its_actions_and_has_an_end(path: Path) -> None:
    text = path.read_text("utf-8")
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in uses)
    assert text.count("runs-on:") == text.count("timeout-minutes:")
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) | {""}
    assert set(re.findall(r"run: make ?([a-z-]*)", text)) <= targets


#: What runs nothing of the course: it fetches what another job made, publishes it, or speaks to GitHub.
RUNS = re.compile(r"\b(make|python\S*|pip|npm|node|git|unzip)\b")
HARMLESS = ("actions/download-artifact", "actions/deploy-pages")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_runs_the_course_has_no_rights_and_what_has_rights_runs_nothing_of_it(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert "pull_request_target" not in str(workflow)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        rights = {right for right, level in job.get("permissions", {}).items() if level == "write"}
        for step in job["steps"]:
            used = step.get("uses", "").partition("@")[0]
            if rights:
                assert used in ("", *HARMLESS), (name, used)
                assert not RUNS.search(step.get("run", "")), name
            elif used == "actions/checkout":
                assert step["with"]["persist-credentials"] is False
            # What others write (titles, branches) is never put into a command, only into its surroundings.
            assert "${{" not in step.get("run", ""), name


def test_the_code_has_owners() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    owned = {line.split()[0] for line in lines if line and not line.startswith("#")}
    assert all(len(line.split()) == 2 for line in lines if line and not line.startswith("#"))
    assert {"/.github/", "/vaertskab/", "/tests/", "/Makefile", "/conf.py", "/regler.py"} <= owned


def test_no_one_is_asked_to_update_dependencies_by_machine() -> None:
    assert not list((ROOT / ".github").glob("dependabot.*"))
