"""What can go wrong, told in Danish to whoever runs the command."""

from __future__ import annotations

from collections.abc import Sequence


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
