"""The palette of an organisation's own colours: a few are chosen, and the rest are reckoned from them.

What is chosen is shown as it is, or refused. What is reckoned keeps the hue
and has the contrast that it must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vaertskab.model.colours import from_oklch, luminance, nearest, to_oklch, worst
from vaertskab.model.palette import CLAY, FOREST, INK, PALETTE, PLAIN, SUN, SURFACE, Colour, Palette, Tone

#: What is chosen: the main colour, the one beside it, the ground of the light page, and the text on it.
MAIN, ACCENT, GROUND, TEXT = "farve", "accent", "baggrund", "tekst"
CHOICES = (MAIN, ACCENT, GROUND, TEXT)
#: The contrast of running text (WCAG 2.2, 1.4.6, level AAA), of a colour that words stand in or on (1.4.3,
#: level AA), and of what shows where something is (1.4.11).
BODY, WORDS, EDGES = 7.0, 4.5, 3.0
#: A ground is light: black on it has at least this contrast.
LIGHT = 14.0
#: The names of the tones in the palette, and which choice makes each.
_TONES = (("ler", CLAY, MAIN), ("skov", FOREST, ACCENT), ("sol", SUN, ""))


def refusals(chosen: Mapping[str, str]) -> Iterator[tuple[str, float, float, str]]:
    """Yield each choice that is not read well enough: its contrast, what it must have, and the nearest."""
    ground, ink = chosen.get(GROUND, PALETTE["papir"].light), chosen.get(TEXT, INK.light)
    if (found := worst(ground, ("#000000",))) < LIGHT:
        yield GROUND, found, LIGHT, nearest(ground, ("#000000",), LIGHT)
        return
    dark = luminance(ink) < luminance(ground)
    if not dark or worst(ink, (ground,)) < BODY:
        start = ink if dark else "#000000"
        yield TEXT, worst(ink, (ground,)), BODY, nearest(start, (ground, SURFACE.light), BODY)
    for name in (MAIN, ACCENT):
        grounds = (ground, SURFACE.light)
        if name in chosen and (found := worst(chosen[name], grounds)) < WORDS:
            yield name, found, WORDS, nearest(chosen[name], grounds, WORDS)


def palette_of(chosen: Mapping[str, str]) -> Palette:
    """Return the palette of what is chosen, "#rrggbb" by its name in `CHOICES`; nothing of it is refused."""
    colours = dict(PALETTE) | _neutrals(chosen)
    ink = colours["blaek"]
    tones = {}
    for name, tone, choice in _TONES:
        made = _tone(chosen[choice], colours) if choice in chosen else tone
        made = _read_well(made, colours)
        tones[tone] = made
        colours |= {name: made.line, f"{name}-text": made.text, f"{name}-panel": made.panel}
        if choice in chosen:
            _, strength, hue = to_oklch(chosen[choice])
            colours[f"{name}-lys"] = Colour(
                from_oklch(0.9, min(strength, 0.05), hue), from_oklch(0.34, min(strength, 0.05), hue)
            )
    return Palette(colours, tones | {PLAIN: Tone(ink, ink, colours["surface"])})


def _neutrals(chosen: Mapping[str, str]) -> dict[str, Colour]:
    """Return the grounds, the text and the lines between them."""
    made = {}
    if GROUND in chosen:
        light, strength, hue = to_oklch(chosen[GROUND])

        def shade(on_light: float, on_dark: float, strongest: float) -> Colour:
            kept = min(2 * strength, strongest)
            return Colour(from_oklch(on_light, kept, hue), from_oklch(on_dark, kept / 2, hue))

        made = {
            "papir": Colour(chosen[GROUND], shade(1, 0.215, 0.03).dark),
            "surface": Colour(SURFACE.light, shade(1, 0.25, 0.03).dark),
            "band": Colour(shade(light - 0.03, 0, 0.03).light, shade(1, 0.185, 0.02).dark),
            "line": shade(0.87, 0.375, 0.03),
            "edge": shade(0.6, 0.61, 0.03),
            "muted": shade(0.41, 0.83, 0.03),
        }
    if TEXT in chosen:
        _, strength, hue = to_oklch(chosen[TEXT])
        made["blaek"] = Colour(chosen[TEXT], from_oklch(0.945, min(strength, 0.015), hue))
    whole = PALETTE | made
    for name in (
        "papir",
        "surface",
        "band",
    ):  # a ground that is reckoned gives way to the text that is chosen
        ground, ink = whole[name], whole["blaek"]
        made[name] = Colour(
            nearest(ground.light, (ink.light,), BODY), nearest(ground.dark, (ink.dark,), BODY)
        )
    grounds = [made[name] for name in ("papir", "surface", "band")]
    for name, ratio in (("muted", BODY), ("edge", EDGES)):
        made[name] = _on(whole[name], grounds, ratio)
    return made


def _tone(chosen: str, colours: Mapping[str, Colour]) -> Tone:
    """Return a tone of the chosen colour: as it is on the light page, lighter on the dark one."""
    _, strength, hue = to_oklch(chosen)
    return Tone(
        Colour(chosen, from_oklch(0.77, min(strength, 0.11), hue)),
        Colour(chosen, from_oklch(0.82, min(strength, 0.09), hue)),
        Colour(from_oklch(0.965, min(strength, 0.015), hue), from_oklch(0.25, min(strength, 0.02), hue)),
    )


def _read_well(tone: Tone, colours: Mapping[str, Colour]) -> Tone:
    """Return the tone with text that is read on every ground that it stands on."""
    grounds = [*(colours[name] for name in ("papir", "surface", "band")), tone.panel]
    return Tone(tone.line, _on(tone.text, grounds, BODY), tone.panel)


def _on(colour: Colour, grounds: list[Colour], ratio: float) -> Colour:
    return Colour(
        nearest(colour.light, (ground.light for ground in grounds), ratio),
        nearest(colour.dark, (ground.dark for ground in grounds), ratio),
    )
