"""Work done in a process of its own, whose memory is free again when it is done."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

#: The other side. Unlike multiprocessing's, it imports nothing of the program that is running.
_CALL = (
    "import pickle, sys; function, words = pickle.load(sys.stdin.buffer); "
    "pickle.dump(function(*words), sys.stdout.buffer)"
)


def apart(function: Callable[..., Found], *words: object) -> Found:
    """Call a function of a module with `words` in a fresh process; return what it returns.

    :raises subprocess.CalledProcessError: it raised; the traceback stands on stderr.
    """
    done = subprocess.run(
        [sys.executable, "-c", _CALL],
        input=pickle.dumps((function, words)),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Found = pickle.loads(done.stdout)
    return found
