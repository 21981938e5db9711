"""The kinds of reflection question: all that site, print, cards, films, mails and rules know of each.

To add one, add a member to `Kind`, with a `Tone` that no other kind has: a new one stands in `palette.py`.
Nothing else names a kind but `Role.default_kind`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from vaertskab.model.language import N_, _
from vaertskab.model.palette import CLAY, FOREST, PLAIN, SUN, Tone


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A pattern along a card, which tells the kinds apart in black and white.

    `path` is a piece of an SVG path that begins where the pattern is repeated, `step_mm` long and up to 2 mm
    high; it is drawn with a stroke of `stroke_mm`.
    """

    step_mm: int
    path: str
    stroke_mm: float


@dataclass(frozen=True, slots=True)
class Traits:
    """What a kind is like.

    `label` is the name that readers see. `icon` is what stands inside an SVG of 24 × 24, drawn with a stroke
    of 2 and no fill; its attributes are quoted with ' and it has no colours of its own.
    """

    label: str
    tone: Tone
    icon: str
    ribbon: Ribbon
    #: What is written after `:kind:`, where that is another word than after `:slags:`.
    english: str = ""
    #: It may end in a full stop.
    may_be_statement: bool = False
    #: What the week's mail calls it.
    weekly_heading: str = N_("Ugens spørgsmål")


class Kind(StrEnum):
    """What a reflection question asks for. The value is what an editor writes after `:slags:`: a to z."""

    _value_: str
    traits: Traits

    #: An open door.
    INVITATION = (
        "invitation",
        Traits(
            label=N_("Invitation"),
            tone=SUN,
            icon="<path d='M3 21h18M6 21V3h12v18M6 3l7 3v15M10 12v1'/>",
            ribbon=Ribbon(2, "m.3 1.7 1.4-1.4", 0.25),
            may_be_statement=True,
        ),
    )
    #: A question in a bubble.
    WONDERING = (
        "forundring",
        Traits(
            label=N_("Forundringsspørgsmål"),
            english="wondering",
            tone=CLAY,
            icon="<path d='M21 11a8.5 8.5 0 0 1-13 7l-5 2 2-5a8.5 8.5 0 1 1 16-4z"
            "M10 9a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12.5 16h.01'/>",
            ribbon=Ribbon(2, "m1 1h.01", 0.8),
        ),
    )
    #: A face in a mirror.
    SELF_REFLECTION = (
        "selvrefleksion",
        Traits(
            label=N_("Selvrefleksion"),
            english="self-reflection",
            tone=FOREST,
            icon="<ellipse cx='12' cy='9.5' rx='6.5' ry='7.5'/>"
            "<path d='M12 17v5M8 22h8M9.5 8.5h.01M14.5 8.5h.01M9.5 12q2.5 2 5 0'/>",
            ribbon=Ribbon(4, "m0 1q1-1.4 2 0t2 0", 0.25),
        ),
    )
    #: An arrow on its way.
    ACTION = (
        "handling",
        Traits(
            label=N_("Opfordring til handling"),
            english="action",
            tone=PLAIN,
            icon="<path d='M3 12h15M12 5l7 7-7 7'/>",
            ribbon=Ribbon(2, "m.7.3.7.7-.7.7", 0.25),
            may_be_statement=True,
            weekly_heading=N_("Ugens opfordring"),
        ),
    )

    def __new__(cls, value: str, traits: Traits | None = None) -> Self:
        """Make a member that is the string `value`; whoever looks one up by it gives no traits."""
        assert traits is not None
        member = str.__new__(cls, value)
        member._value_ = value
        member.traits = traits
        return member

    @property
    def label(self) -> str:
        """The name that readers see."""
        return _(self.traits.label)
