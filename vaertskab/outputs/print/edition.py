"""Which edition this is: the date and the commit, and which pages changed since the last release."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from vaertskab.model.course import Course
from vaertskab.model.language import _
from vaertskab.model.settings import Settings
from vaertskab.outputs.print.document import Edition

#: Tags that are releases.
RELEASES = ("v*", "udgave-*")
TIMEOUT = 20.0


@dataclass(frozen=True)
class Change:
    """A page that changed since the last release, and the day of its latest change."""

    docname: str
    title: str
    day: date


def _git(root: Path, *words: str) -> str:
    """Return what git prints, or "" where there is no git or `root` is not the top of a repository."""
    command = ("git", "-c", "core.quotepath=off", *words)
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def edition_of(root: Path, course: Course, settings: Settings) -> Edition:
    """Return the edition of the course in `root`; its day is SOURCE_DATE_EPOCH's, else the commit's."""
    top = (root / ".git").exists()
    commit, _space, seconds = (_git(root, "log", "-1", "--format=%h %ct") if top else "").partition(" ")
    stamp = int(os.environ.get("SOURCE_DATE_EPOCH") or seconds or 0)
    if not stamp:  # neither commit nor date: a course that was copied, so its latest page tells
        files = (root / f"{page.docname}.md" for page in course.pages())
        stamp = max((int(file.stat().st_mtime) for file in files if file.is_file()), default=0)
    day = datetime.fromtimestamp(stamp, UTC).date()
    address = course.base_url.partition("://")[2].rstrip("/")
    if address:
        return Edition(course.organisation, day, commit, _("Den nyeste er på"), address, course.base_url)
    mail = settings["kontakt.mail"]
    return Edition(course.organisation, day, commit, _("Den nyeste får du hos"), mail, f"mailto:{mail}")


def changes_of(root: Path, course: Course) -> tuple[str, tuple[Change, ...]]:
    """Return the last release before this commit and the pages changed since, in reading order.

    The release is "" and there are no changes where there is no git or no release.
    """
    if not (root / ".git").exists():
        return "", ()
    tags = _git(
        root, "tag", "--merged", "HEAD", "--no-contains", "HEAD", "--sort=-creatordate", "-l", *RELEASES
    )
    if not tags:
        return "", ()
    since = tags.splitlines()[0]
    log = _git(root, "log", "--format=@%cs", "--name-only", f"{since}..HEAD", "--", "*.md")
    days: dict[str, date] = {}
    day = date.min
    for line in log.splitlines():
        if line.startswith("@"):
            day = date.fromisoformat(line[1:])
        elif line:
            days.setdefault(line.removesuffix(".md"), day)
    changed = (page for page in course.pages() if page.docname in days)
    return since, tuple(Change(page.docname, page.title, days[page.docname]) for page in changed)
