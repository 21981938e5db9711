"""What is added without a change in the package: rules, a command, an output, and a course's own rules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import ROOT, build
from small import small_course, write

from vaertskab.commands import check

#: A package with an entry point of each kind, as pip would leave it.
PACKAGE = {
    "udenfor-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: udenfor\nVersion: 1\n",
    "udenfor-1.dist-info/entry_points.txt": (
        "[vaertskab.rules]\nudenfor = udenfor_regler\n[vaertskab.commands]\nhilsen = udenfor_hilsen\n"
    ),
    "udenfor_regler.py": """
from vaertskab.checks.rules.base import rule

@rule("Ingen side hedder En til.", "Siden hedder En til.", "Giv den et andet navn.")
def no_page_is_called_one_more(material):
    for page, _, _ in material.pages():
        if page.title == "En til":
            yield page.docname, 1, {}
""",
    "udenfor_hilsen.py": """
def add_parsers(groups):
    groups.add_parser("hilsen", help="siger goddag").set_defaults(run=lambda _: print("Goddag.") or 0)
""",
    "udenfor_output.py": """
from pathlib import Path
from sphinx.builders import Builder
from vaertskab.components.reflection import question
from vaertskab.reading.domain import course_of

class Questions(Builder):
    name = format = "spoergsmaal"
    def get_outdated_docs(self):
        return self.env.found_docs
    def get_target_uri(self, docname, typ=None):
        return docname
    def write_documents(self, docnames):
        shown = [node.astext() for name in sorted(docnames)
                 for node in self.env.get_and_resolve_doctree(name, self).findall(question)]
        asked = [one.text for one in course_of(self.env).questions()]
        Path(self.outdir, "alle.txt").write_text("\\n".join(asked + shown), "utf-8")

def setup(app):
    app.add_builder(Questions)
""",
}
OWN_RULE = """
from vaertskab.checks.rules.base import rule

@rule("Siderne siger ikke nyt.", "Der står »{word}« på siden.", "Skriv, hvad der er nyt.")
def pages_do_not_say_new(material):
    for page, _, text in material.pages():
        if "nyt?" in text:
            yield page.docname, material.line(page.docname, "nyt?"), {"word": "nyt"}
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_course(tmp_path_factory.mktemp("kursus"), {"regler.py": OWN_RULE})
    write(root.parent / "pakker", PACKAGE)
    return root


def run(course: Path, *words: str) -> tuple[int, str]:
    """Run Python in the course with the package installed; return its status and what it said."""
    path = os.pathsep.join([str(course.parent / "pakker"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=course, env=os.environ | {"PYTHONPATH": path},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_rules_of_a_package_and_of_the_course_are_told_with_the_others(course: Path) -> None:
    status, said = run(course, "vaertskab", "check")
    assert status == 1
    assert "exercises/en-til.md:1: Siden hedder En til. Giv den et andet navn." in said
    line = (course / "modules/principper/imoedekommenhed.md").read_text("utf-8").split("\n")
    at = next(number for number, text in enumerate(line, 1) if "nyt?" in text)
    place = f"modules/principper/imoedekommenhed.md:{at}: "
    assert f"{place}Der står »nyt« på siden. Skriv, hvad der er nyt." in said
    assert "2 ting skal rettes" in said


def test_the_list_of_rules_holds_them(course: Path) -> None:
    status, said = run(course, "vaertskab", "check", "--regler")
    assert status == 0
    assert "Ingen side hedder En til." in said
    assert "Siderne siger ikke nyt." in said


def test_a_package_adds_a_command(course: Path) -> None:
    assert run(course, "vaertskab", "hilsen") == (0, "Goddag.\n")
    assert "siger goddag" in run(course, "vaertskab", "--help")[1]


def test_an_extension_adds_an_output(course: Path) -> None:
    extensions = "extensions=myst_parser,sphinx_design,sphinx_copybutton,vaertskab,udenfor_output"
    run(course, "sphinx", "-q", "-b", "spoergsmaal", "-D", extensions, ".", "_build/spoergsmaal")
    told = (course / "_build/spoergsmaal/alle.txt").read_text("utf-8")
    assert told.count("Hvad er nyt?") == 2


def told(course: Path) -> list[str]:
    return [str(one) for one in check.check(course)]


def test_a_fault_in_the_courses_rules_is_told_at_its_line_and_hides_no_other(small: Path) -> None:
    write(small, {"regler.py": "import os\n\nfejl = 1 / 0\n", "docs/privatliv.md": "# Kun en titel\n"})
    found = told(small)
    assert found[-1].startswith("regler.py:3: Filen kan ikke køres. Ret linjen. (Programmet siger: division")
    assert any(one.startswith("docs/privatliv.md:1: ") for one in found)


#: Rules that fail: in what they do, what they yield, and what fills their messages.
FAILURES = ("page.colour, 1, {}", "None", "(page.docname, 1, {})", "(page.docname, 1, {}['farve'])")
FAILING = "".join(
    f"""
from vaertskab.checks.rules.base import rule

@rule("Siderne er grønne ({number}).", "Siden er {{colour}}.", "Mal den.", advice=True)
def pages_are_green(material):
    for page, _, _ in material.pages():
        yield {failure}
"""
    for number, failure in enumerate(FAILURES)
)


def test_a_rule_that_fails_is_named_and_the_others_are_told(small: Path) -> None:
    write(small, {"regler.py": FAILING, "docs/privatliv.md": "# Kun en titel\n"})
    found = told(small)
    built = build(small)
    for number in range(len(FAILURES)):
        said = f"Reglen »Siderne er grønne ({number}).« kan ikke prøves på alle sider."
        assert any(one.startswith("regler.py:") and said in one for one in found), found
        assert said in built.output
    assert any(one.startswith("docs/privatliv.md:1: ") for one in found)
    assert built.status == 1
    assert "Traceback" not in built.output
