"""Hello in many languages, and emoji, are a page like any other; what no face has is told all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from outputs.print.printing import BINDER, print_course, text_of
from small import page, small_course

from vaertskab.commands import check

GREETINGS = {
    "arabisk": "\u0645\u0631\u062d\u0628\u0627",
    "persisk": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "urdu": "\u06c1\u06cc\u0644\u0648",
    "hebraisk": "\u05e9\u05dc\u05d5\u05dd",
    "kinesisk": "\u4f60\u597d",
    "japansk": "\u3053\u3093\u306b\u3061\u306f",
    "ukrainsk": "Привіт",
    "græsk": "Γειά",
    "vietnamesisk": "Xin chào Việt",
    "tyrkisk": "Günaydın ğş",
    "georgisk": "\u10d2\u10d0\u10db",
    "emoji": "\u2615 \U0001f600 \u2764\ufe0f \U0001f44d\U0001f3fd",
    "familie": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flag": "\U0001f1e9\U0001f1f0 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "tegn": "\u2192 \u2713 \u2717 \u2605 \u2610 \u2030 \u2460",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text y="20">{}</text></svg>'


@pytest.fixture(scope="module")
def greeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = "\n\n".join(f"På {name}: **{said}** og *{said}*" for name, said in GREETINGS.items())
    heading = f"## Hej {GREETINGS['kinesisk']} {GREETINGS['emoji']}"
    body = f"{lines}\n\n{heading}\n\n![En hilsen på kinesisk: \u4f60\u597d](/_static/hej.svg)\n"
    root = small_course(tmp_path_factory.mktemp("hej"), {"docs/privatliv.md": page("Hej", body)})
    (root / "_static/hej.svg").write_text(SVG.format("\u4f60\u597d \U0001f600"), "utf-8")
    return root


def test_every_language_that_a_face_has_is_printed(greeting: Path) -> None:
    assert [str(one) for one in check.check(greeting)] == []
    printed = print_course(greeting)
    assert (printed.status, printed.output) == (0, "")
    text = text_of(printed.out / BINDER)
    for name in ("kinesisk", "japansk", "ukrainsk", "vietnamesisk"):
        assert "".join(GREETINGS[name].split()) in text


def test_what_no_face_has_is_told_all_at_once_each_at_its_line(small: Path) -> None:
    body = "Her \uc548 er \ub155.\n\nEn linje.\n\nOg \u0b95 her.\n\n![En hilsen](/_static/hej.svg)\n"
    (small / "docs/privatliv.md").write_text(page("Privatliv", body), "utf-8")
    (small / "_static/hej.svg").write_text(SVG.format("\u12a0"), "utf-8")
    end = "findes ikke i mappens skrifter. Skriv det på en anden måde."
    wanted = [
        f"docs/privatliv.md:8: Tegnene »\uc548\ub155« {end}",
        f"docs/privatliv.md:12: Tegnet »\u0b95« {end}",
        f"docs/privatliv.md:14: Tegnet »\u12a0« i tegningen »/_static/hej.svg« {end}",
    ]
    undescribed = "docs/privatliv.md:14: Tegningen »/_static/hej.svg« har ord, som ikke står"
    told = [str(one) for one in check.check(small)]
    assert [line for line in told if not line.startswith(undescribed)] == wanted
    printed = [line for line in print_course(small).output.splitlines() if line.startswith("docs/")]
    assert sorted(line for line in printed if not line.startswith(undescribed)) == sorted(wanted)


#: A joiner where it joins nothing is a leftover.
UNSEEN = ("a\u200db", "hej\u200c", "\u200d", "En \u200dkop", "x\U000e0067")


@pytest.mark.parametrize("text", UNSEEN)
def test_a_joiner_that_joins_nothing_is_told(small: Path, text: str) -> None:
    (small / "docs/privatliv.md").write_text(page("Privatliv", f"Et ord {text} her."), "utf-8")
    assert ["usynligt tegn" in one.message for one in check.check(small)] == [True]
