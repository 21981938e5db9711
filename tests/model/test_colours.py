"""An organisation's colours: what is not read is refused with the nearest that is, and the rest follows."""

from __future__ import annotations

from itertools import product

import pytest

from vaertskab.model.brand_colours import BODY, WORDS, palette_of, refusals
from vaertskab.model.colours import contrast, from_oklch, nearest, to_oklch, worst
from vaertskab.model.palette import PALETTE

BRANDS = ("#005a9c", "#00695c", "#5b2a86", "#8a1538", "#000000", "#3f5f00")


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.478, abs=0.001)  # the known one that falls short


@pytest.mark.parametrize("colour", [*BRANDS, "#ffcc00", "#00ff00", "#ffffff"])
def test_a_colour_comes_back_from_its_lightness_strength_and_hue(colour: str) -> None:
    assert from_oklch(*to_oklch(colour)) == colour


def test_the_nearest_colour_is_just_enough_and_of_the_same_hue() -> None:
    found = nearest("#ffcc00", ("#ffffff",), WORDS)
    assert WORDS <= contrast(found, "#ffffff") < WORDS + 0.1
    assert to_oklch(found)[2] == pytest.approx(to_oklch("#ffcc00")[2], abs=0.05)
    assert nearest("#005a9c", ("#ffffff",), WORDS) == "#005a9c"
    assert nearest("#808080", ("#000000", "#ffffff"), 21) in ("#000000", "#ffffff")


def test_without_a_choice_the_palette_is_ours() -> None:
    assert palette_of({}).colours == PALETTE


@pytest.mark.parametrize("side", ["light", "dark"])
@pytest.mark.parametrize(("main", "ground"), list(product(BRANDS, ("#ffffff", "#eef3f7"))))
def test_all_text_is_read_on_all_that_it_stands_on(main: str, ground: str, side: str) -> None:
    chosen = {"farve": main, "accent": "#006d77", "baggrund": ground, "tekst": "#1d1d1b"}
    assert list(refusals(chosen)) == []
    colours = {name: getattr(colour, side) for name, colour in palette_of(chosen).colours.items()}
    assert side == "dark" or (colours["ler"], colours["papir"]) == (main, ground)
    grounds = [colours[name] for name in ("papir", "surface", "band")]
    for name in ("blaek", "muted"):
        assert worst(colours[name], grounds) >= BODY, name
    for name in ("ler", "skov", "sol"):
        assert worst(colours[f"{name}-text"], [*grounds, colours[f"{name}-panel"]]) >= BODY, name


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ({"farve": "#ffcc00"}, "farve"),
        ({"accent": "#7fc4a5"}, "accent"),
        ({"tekst": "#888888"}, "tekst"),
        ({"tekst": "#ffffff"}, "tekst"),
        ({"baggrund": "#333333"}, "baggrund"),
        ({"baggrund": "#ffd9d9", "farve": "#d05a5a"}, "farve"),
    ],
)
def test_what_is_not_read_is_refused_with_one_that_is(chosen: dict[str, str], name: str) -> None:
    ((refused, found, wanted, mend),) = refusals(chosen)
    assert refused == name
    assert found < wanted or name == "tekst"
    assert list(refusals(chosen | {name: mend})) == []
