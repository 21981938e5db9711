"""A manuscript laid to a voice: which sentence is said when, told from the pauses alone.

No speech is recognised: nobody's voice leaves the machine, and nothing has to be fetched. A reader of a
manuscript says its sentences in order, pauses between them, and takes time for each by its length. The best
way of laying the ends of the sentences on the pauses is found by dynamic programming.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vaertskab.model.text import READABLE_CHARACTERS_PER_SECOND
from vaertskab.outputs.film.sound import Sound
from vaertskab.outputs.shared.timeline import Cue

#: Characters a second that a caption may take at most, and seconds that it may come before or after its voice
#: where it or its neighbour could not be read otherwise.
READABLE, SHIFT = READABLE_CHARACTERS_PER_SECOND, 0.8
#: Nor does a caption stand for less than this, in seconds, where there is room.
SHORTEST = 1.0
#: Where a sentence may end though no pause was heard: seconds between such places.
_GRID = 0.25
#: What such a place costs, where a long pause costs nothing; and how far (by how many times e) a reader's
#: pace strays from one sentence to the next.
_NO_PAUSE, _STRAY = 2.4, 0.22
#: Sentences cannot lie further than this from where the pace says, in seconds and as a share of the whole.
_BEAM, _BEAM_SHARE = 15.0, 0.1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence may end (`end`) and the next begin (`start`); `said` seconds of speech lie before."""

    end: float
    start: float
    said: float
    cost: float


def place_captions(sentences: Sequence[str], sound: Sound) -> tuple[tuple[Cue, ...], float]:
    """Return a caption for each sentence, in order and without overlap, in seconds from the beginning.

    With them comes how many of the sentences were laid to end in a pause that was heard, as a share of them
    all: where few do, the captions may come some seconds too early or too late. Where a sentence is spoken
    faster than it can be read, its caption stands into the pause after it.
    """
    if not sentences:
        return (), 1.0
    chosen = _best([_weight(sentence) for sentence in sentences], _places(sound))
    spoken = [(before.start, after.end) for before, after in pairwise(chosen)]
    ends = [place.end < place.start for place in chosen[1:-1]]
    return _readable(sentences, spoken, sound.seconds), sum(ends) / len(ends) if ends else 1.0


def _weight(sentence: str) -> float:
    """Return how long a sentence takes to say, in characters: one of a word or two takes a little more."""
    return len(sentence) + 3.0


def _places(sound: Sound) -> list[_Place]:
    """Return every place where a sentence may end, in order; the first is where the voice begins."""
    begins = sound.pauses[0][1] if sound.pauses and sound.pauses[0][0] <= 0.05 else 0.0
    last = sound.pauses[-1] if sound.pauses else (sound.seconds, sound.seconds)
    ends = last[0] if last[1] >= sound.seconds - 0.1 else sound.seconds
    pauses = [(start, end) for start, end in sound.pauses if begins < start and end < ends]
    places = [_Place(begins, begins, 0.0, 0.0)]
    at, said = begins, 0.0
    for start, end in [*pauses, (ends, ends)]:
        for n in range(1, math.ceil((start - at) / _GRID)):
            places.append(_Place(at + n * _GRID, at + n * _GRID, said + n * _GRID, _NO_PAUSE))
        said += start - at
        # A comma is a short pause; from a second on, a longer pause says no more.
        places.append(_Place(start, end, said, 2.2 - 2.2 * min(1.0, (end - start) / 0.9)))
        at = end
    return places


def _best(weights: Sequence[float], places: Sequence[_Place]) -> list[_Place]:
    """Return where each sentence ends, one more than there are sentences, at the least cost in all."""
    pace = places[-1].said / sum(weights)
    beam = max(_BEAM, _BEAM_SHARE * places[-1].said)
    saids = [place.said for place in places]
    reached: dict[int, float] = {0: 0.0}
    came: list[dict[int, int]] = []
    due = 0.0
    for number, weight in enumerate(weights):
        due += weight * pace
        low, high = bisect_left(saids, due - beam), bisect_left(saids, due + beam)
        last = number == len(weights) - 1
        found: dict[int, float] = {}
        origin: dict[int, int] = {}
        for to in [len(places) - 1] if last else range(max(1, low), min(high + 1, len(places) - 1)):
            for at, so_far in reached.items():
                if at >= to:
                    continue
                cost = so_far + places[to].cost + _strain(saids[to] - saids[at], weight * pace)
                if cost < found.get(to, math.inf):
                    found[to], origin[to] = cost, at
        if not found:
            return _shared(weights, places)
        reached = found
        came.append(origin)
    chosen = [len(places) - 1]
    for origin in reversed(came):
        chosen.append(origin[chosen[-1]])
    return [places[at] for at in reversed(chosen)]


def _strain(said: float, due: float) -> float:
    """Return what it costs that a sentence which should take `due` seconds takes `said`."""
    return (math.log((said + 0.2) / (due + 0.2)) / _STRAY) ** 2 / 2


def _shared(weights: Sequence[float], places: Sequence[_Place]) -> list[_Place]:
    """Return ends by the sentences' lengths alone: for more sentences than there is room to choose in."""
    begins, ends, whole = places[0].start, places[-1].end, sum(weights)
    found, so_far = [places[0]], 0.0
    for weight in weights:
        so_far += weight
        at = begins + (ends - begins) * so_far / whole
        found.append(_Place(at, at, 0.0, 0.0))
    return found


def _readable(
    sentences: Sequence[str], spoken: Sequence[tuple[float, float]], seconds: float
) -> tuple[Cue, ...]:
    """Return the captions: each stands long enough to be read, as far as the neighbours leave it room."""
    needs = [max(SHORTEST, len(sentence) / READABLE) for sentence in sentences]
    starts = [start for start, _ in spoken]
    # One that is too quick begins a little before the voice, and so on backwards …
    for n in range(len(starts) - 1, 0, -1):
        room = (starts[n + 1] if n + 1 < len(starts) else seconds) - starts[n]
        if room < needs[n]:
            starts[n] = max(starts[n] - SHIFT, starts[n] - (needs[n] - room), spoken[n - 1][1], starts[n - 1])
    # … or lets the next one wait.
    for n in range(len(starts) - 1):
        lacking = needs[n] - (starts[n + 1] - starts[n])
        if lacking > 0:
            begins, ends = spoken[n + 1]
            latest = min(begins + SHIFT, (begins + ends) / 2)
            starts[n + 1] = max(starts[n + 1], min(starts[n + 1] + lacking, latest))
    limits = [*starts[1:], seconds]
    return tuple(
        Cue(round(start, 3), round(min(max(end, start + need), limit), 3), sentence)
        for sentence, start, (_, end), need, limit in zip(
            sentences, starts, spoken, needs, limits, strict=True
        )
    )
