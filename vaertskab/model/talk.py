"""A talk in which the reader chooses what to say: scenes, and which scene each reply leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to say, and the number of the scene that it leads to; 0 where the page does not tell."""

    leads_to: int
    line: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the citizen does and says, and what may be said to it. An ending has no replies.

    `asks` is whether it asks what the citizen heard.
    """

    number: int
    line: int
    replies: tuple[Reply, ...] = ()
    ends: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk. It begins in its first scene; `id` is unique in the course."""

    id: str
    scenes: tuple[Scene, ...]
    line: int

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the scenes."""
        return frozenset(scene.number for scene in self.scenes)

    def steps_to(self) -> dict[int, int]:
        """Return how many scenes the shortest way to each has, itself counted, by number; 1 for the first.

        A scene that nothing leads to is not in it.
        """
        by_number = {scene.number: scene for scene in reversed(self.scenes)}
        found: dict[int, int] = {}
        now, step = [self.scenes[0].number] if self.scenes else [], 0
        while now:
            step += 1
            found |= dict.fromkeys(now, step)
            reached = (reply.leads_to for number in now for reply in by_number[number].replies)
            now = [number for number in dict.fromkeys(reached) if number in by_number and number not in found]
        return found

    def ways_out(self) -> frozenset[int]:
        """Return the numbers of the scenes from which an ending can be reached."""
        before: dict[int, list[int]] = {}
        for scene in self.scenes:
            for reply in scene.replies:
                before.setdefault(reply.leads_to, []).append(scene.number)
        found: set[int] = set()
        now = {scene.number for scene in self.scenes if scene.ends}
        while now:
            found |= now
            now = {number for one in now for number in before.get(one, ())} - found
        return frozenset(found)
