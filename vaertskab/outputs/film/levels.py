"""Where somebody speaks and where they pause, told from how loud a recording is from moment to moment.

What counts as silence is relative to the recording: a phone on a table in a staff room hisses, hums and
sets its own level. The threshold lies between its own noise floor and its own speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import fmean

#: Seconds between two levels.
STEP = 0.02
#: Digital silence is minus infinity; nothing quieter than this is told apart. In dBFS.
QUIETEST = -100.0
#: The shortest pause and the shortest sound, in seconds: a stop consonant is no pause, a click no speech.
SHORTEST_PAUSE, SHORTEST_SOUND = 0.18, 0.08
#: Speech quieter than this cannot be heard, in dBFS; speech rises and falls by more than `_SWING`, in dB.
_INAUDIBLE, _SWING = -60.0, 6.0


def _part(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def threshold(levels: Sequence[float]) -> float | None:
    """Return the level (dBFS) under which nobody speaks, or None where nobody speaks at all.

    `levels` are dBFS, one for each `STEP` seconds.
    """
    if not levels:
        return None
    ordered = sorted(max(level, QUIETEST) for level in levels)
    floor, speech = _part(ordered, 0.04), _part(ordered, 0.9)
    if speech < _INAUDIBLE or speech - floor < _SWING:
        return None
    # A third of the way up, but never where a breath counts as speech or soft speech as a pause.
    return min(max(floor + 0.35 * (speech - floor), speech - 32), speech - 6)


def pauses(levels: Sequence[float], silent: float) -> tuple[tuple[float, float], ...]:
    """Return each pause as start and end in seconds, also before the first word and after the last.

    `silent` is the threshold in dBFS.
    """
    smooth = [fmean(max(v, QUIETEST) for v in levels[max(0, n - 1) : n + 2]) for n in range(len(levels))]
    runs = [(quiet, len(list(run))) for quiet, run in groupby(level < silent for level in smooth)]
    # A click in a pause is part of it; then what is too short to be a pause is part of the speech.
    for kind, shortest in ((False, SHORTEST_SOUND), (True, SHORTEST_PAUSE)):
        runs = _joined(
            (not quiet if quiet is kind and n * STEP < shortest else quiet, n) for quiet, n in runs
        )
    found, at = [], 0
    for quiet, count in runs:
        if quiet:
            found.append((round(at * STEP, 3), round((at + count) * STEP, 3)))
        at += count
    return tuple(found)


def _joined(runs: Iterable[tuple[bool, int]]) -> list[tuple[bool, int]]:
    return [(quiet, sum(n for _, n in same)) for quiet, same in groupby(runs, key=lambda run: run[0])]
