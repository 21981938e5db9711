"""Faults that an editor can cause, told with file and line."""

from __future__ import annotations

from vaertskab.model.language import N_

#: How advice is told, among faults.
ADVICE = N_("Råd: {message}")


class CourseError(Exception):
    """A fault in the course's files; `str` gives "file:line: message" with the mend in it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        """Name the file (path from the root), its line (from 1) and what is wrong."""
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message

    def __reduce__(self) -> tuple[type[CourseError], tuple[str, int, str]]:
        """Let the fault travel between processes: it is made of three things, and not of its text."""
        return type(self), (self.file, self.line, self.message)
