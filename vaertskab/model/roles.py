"""What the parts of a course and single pages are for: what an editor writes after `rolle:`."""

from __future__ import annotations

from enum import StrEnum

from vaertskab.model.question_kinds import Kind


class Role(StrEnum):
    """What a part of the course is for: what an editor writes after `rolle:` on its front page."""

    GUIDANCE = "vejledning"
    PRINCIPLES = "principper"
    THEORY = "teori"
    EXERCISES = "øvelser"
    #: One page a week, each with a manuscript and a closing question; it can be sent by mail.
    WEEKLY = "ugeforløb"
    #: For those who hold the course for others, or order it: beside the way, with a door on the front page.
    HOSTS = "værter"
    #: How the course is kept, and what it owes its reader: led to from the foot of every page.
    BEHIND = "bag kurset"

    @property
    def default_kind(self) -> Kind:
        """The kind of a question that does not state one."""
        return _DEFAULT_KINDS.get(self, Kind.INVITATION)

    @property
    def teaches(self) -> bool:
        """Whether the part's pages are to learn from or to do, and not about the course."""
        return self not in (Role.GUIDANCE, Role.HOSTS, Role.BEHIND)

    @property
    def on_the_way(self) -> bool:
        """Whether »Næste« leads from the front page through the part."""
        return self not in (Role.HOSTS, Role.BEHIND)


_DEFAULT_KINDS = {
    Role.PRINCIPLES: Kind.WONDERING,
    Role.THEORY: Kind.SELF_REFLECTION,
    Role.WEEKLY: Kind.SELF_REFLECTION,
}


class Purpose(StrEnum):
    """What a single page is for that the course leads to by itself: its `rolle:`."""

    PRIVACY = "privatliv"
    ACCESSIBILITY = "tilgængelighed"
    #: The description that participants of a weekly part are given.
    DESCRIPTION = "beskrivelse"
    #: How to record a film.
    RECORDING = "optagelse"
    #: Something to use and not to read, which every page leads to. There may be several.
    TOOL = "værktøj"


class Paper(StrEnum):
    """What is printed of a page beside the binder, which the page asks for with `tryk:`."""

    SHEET = "ark"
    POSTER = "plakat"
