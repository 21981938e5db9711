"""What can go wrong, told in Danish to whoever runs the command."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

#: What goes wrong with a connection or a file, in plain words; the first that fits counts.
_TROUBLES: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "navnet findes ikke på nettet"),
    (ConnectionRefusedError, "der er ingen, der tager imod på den port"),
    (ConnectionError, "forbindelsen blev afbrudt"),
    (FileNotFoundError, "filen eller mappen findes ikke"),
    (PermissionError, "du har ikke adgang"),
    (IsADirectoryError, "det er en mappe"),
    (NotADirectoryError, "stien går gennem en fil"),
)


def in_danish(error: BaseException) -> str:
    """Return what a failed connection or file says, in Danish where it is one of the common faults."""
    error = getattr(error, "reason", error)  # urllib wraps what its socket says
    for kind, words in _TROUBLES:
        if isinstance(error, kind):
            return words
    if getattr(error, "errno", None) == errno.ENOSPC:
        return "disken er fuld"
    # The socket's own time-out says so in English; ours are Danish already.
    said = getattr(error, "strerror", None) or str(error)
    return "der kom intet svar i tide" if said == "timed out" else said


class KaffeError(Exception):
    """Something that the administrator can mend; `str` is Danish, whole sentences, without passwords."""


class ContendedError(KaffeError):
    """The database undid a transaction because another was in its way: nothing happened, try again."""


class ListError(KaffeError):
    """A list that cannot be used; `faults` holds a Danish sentence for each faulty line, in order."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        """Keep the file's name and every fault, so that all can be mended at once."""
        self.name, self.faults = name, tuple(faults)
        super().__init__("\n".join((f"{name} kan ikke bruges. Intet er gemt.", *self.faults)))
