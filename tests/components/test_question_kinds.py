"""A kind of question is one entry in the model; whoever shows, prints, mails or judges questions asks there.

Each of them is asked for every kind, so a fifth one that one of them forgot is missed here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from building import Built, build, build_whole
from small import listing, page, question, small_course

import vaertskab
from vaertskab.kaffe.letters.weekly import question_heading
from vaertskab.model.palette import PALETTE, Colour
from vaertskab.model.question_kinds import Kind
from vaertskab.outputs.film.script import Script, Slide
from vaertskab.outputs.film.slides import Look, draw
from vaertskab.outputs.shared.timeline import Timeline
from vaertskab.outputs.shared.typst_compiler import HERE, compiler

PACKAGE = Path(vaertskab.__file__).parent
TOLD = [kind for kind in Kind if kind.traits.may_be_statement]


def _asking(end: str) -> dict[str, str]:
    """Return a page with a question of each kind, which ends in `end`, and a list of the kinds."""
    asked = "\n".join(question(f"Hvad gør du nu med {kind}{end}", kind, f":slags: {kind}") for kind in Kind)
    body = f"{asked}\n:::{{slags}}\n:::\n\n:::{{kortbunke}}\n:::\n"
    return {
        "docs/slags.md": page("Slags", body),
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "slags"),
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_whole(small_course(tmp_path_factory.mktemp("slags"), _asking("?")))


@pytest.mark.parametrize("kind", Kind)
def test_the_site_shows_a_kind_by_name_colour_and_icon(built: Built, kind: Kind) -> None:
    main = built.tree("docs/slags").one("main")
    card = next(one for one in main.all(class_="refleksion") if one.attributes.get("data-q") == kind)
    assert f"refleksion-{kind}" in card.classes
    assert card.one(class_="refleksion-slags").text() == kind.label
    assert json.loads(main.one(class_="kortbunke").attributes["data-slags"])[kind] == kind.label
    assert f"{kind}: {kind.label}" in [" ".join(item.text().split()) for item in main.all("li")]
    rule = re.findall(
        rf"^\.refleksion-{kind} {{(.*)}}$",
        (built.site / "_static/css/vaertskab.css").read_text(),
        re.MULTILINE,
    )
    assert len(rule) == 1
    for name in ("--tone:", "--tone-text:", "--tone-panel:", "--icon:"):
        assert name in rule[0]
    assert kind.traits.tone.text.dark in rule[0]


def test_no_two_kinds_look_alike() -> None:
    for part in ("label", "icon", "ribbon", "tone"):
        assert len({getattr(kind.traits, part) for kind in Kind}) == len(Kind), part


def test_only_those_that_are_no_questions_may_end_in_a_full_stop(tmp_path: Path) -> None:
    output = build(small_course(tmp_path, _asking("."))).output
    refused = {kind for kind in Kind if f"»Hvad gør du nu med {kind}.« ender ikke på" in output}
    assert refused == set(Kind) - set(TOLD)
    assert f"vælg :slags: {' eller '.join(TOLD)}." in output


@pytest.mark.parametrize("kind", Kind)
def test_paper_has_a_card_in_the_tone_of_each_kind(kind: Kind) -> None:
    source = (
        '#import "/layout/base.typ": *\n#set text(font: sans)\n'
        f'#question("{kind}", [{kind.label}])[Hvad?]\n#icon("{kind}")\n#ribbon("{kind}", 60mm)'
    )
    svg = compiler(HERE).compile(input=source.encode(), format="svg")
    assert isinstance(svg, bytes)
    for colour in (kind.traits.tone.line, kind.traits.tone.panel):
        assert colour.light in svg.decode()


@pytest.mark.parametrize("kind", Kind)
def test_a_film_ends_in_the_question_of_each_kind(kind: Kind) -> None:
    look = Look(
        title="Hvad?", week="Uge 1", label="Kaffe", foot="Kursus", organisation="Biblioteket", emblem="",
        question="Hvad ser du?", help="", kind=kind, kind_label=kind.label,
    )  # fmt: skip
    shown = (Slide("titel", 0.0), Slide("spoergsmaal", 5.0))
    drawn = draw(look, Script(Timeline(10.0, (), ()), shown))
    assert len(drawn.slides) == 2
    assert drawn.slides[1] != drawn.grounds[1], "the question is drawn"


@pytest.mark.parametrize("kind", Kind)
def test_the_weeks_mail_calls_a_kind_what_it_is(kind: Kind) -> None:
    assert question_heading(kind.label) == kind.traits.weekly_heading
    assert question_heading("En slags fra før") == "Ugens spørgsmål"


def test_nothing_else_in_the_package_names_the_kinds() -> None:
    names = "|".join([*Kind, *(re.escape(kind.label) for kind in Kind)])
    written = re.compile(
        rf"(?:refleksion-|[\"'`]|^\s*)(?:{names})(?:[\"'`]|\s*[:{{])", re.IGNORECASE | re.MULTILINE
    )
    naming = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".py", ".css", ".js", ".typ", ".jinja", ".html")
        and written.search(path.read_text("utf-8"))
    ]
    assert naming == ["model/question_kinds.py"]


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", Kind)
def test_words_in_the_tone_of_a_kind_are_read_with_ease(kind: Kind) -> None:
    tone = kind.traits.tone
    for ground in (
        tone.panel,
        PALETTE["papir"],
        PALETTE["surface"],
        Colour("#ffffff", PALETTE["papir"].dark),
    ):
        assert _contrast(tone.text.light, ground.light) >= 7
        assert _contrast(tone.text.dark, ground.dark) >= 7
