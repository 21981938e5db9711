"""`vaertskab links`: ask every link out of the course whether it still leads somewhere.

Sphinx's own builder `linkcheck` asks; what it finds is told in the course's language, on the screen and in a
file that can be put into an issue as it is.
"""

from __future__ import annotations

import argparse
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _, ngettext

REPORT = "_build/links.md"
#: Seconds to wait for an answer, how often to ask, and how long to wait in all when a server is busy.
WAIT, TRIES, PATIENCE = 15, 2, 60.0
#: Addresses that lead nowhere by design (RFC 2606): kursus.toml has them until they are filled in.
EXAMPLES = r"https?://([\w-]+\.)*example\.(org|com|net|dk)(/|$)"

#: How Sphinx tells of a link that is dead → why; an answer of the server's begins with its number.
_REASONS = (
    (r"^Anchor .* not found", N_("Siden findes, men ikke det sted på den")),
    (r"^(404|410)\b", N_("Siden findes ikke længere")),
    (r"^(401|403|451)\b|^unauthorized", N_("Siden vil ikke vises for os")),
    (r"^5\d\d\b", N_("Serveren svarer med en fejl")),
    (r"timed? ?out|timeout", N_("Serveren svarer ikke inden for tiden")),
    (r"name or service|resolve|getaddrinfo|nodename|NameResolution", N_("Adressens navn findes ikke")),
    (r"SSL|certificate", N_("Forbindelsen er ikke sikker; certifikatet passer ikke")),
    (r"refused|Connection|aborted|reset", N_("Der er ingen forbindelse til serveren")),
    (r"redirect", N_("Adressen fører i ring")),
)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A link out of the course: where it stands, where it leads, and how it went.

    `state` is working, redirected, broken, timeout, ignored or unchecked, as Sphinx calls them.
    """

    file: str
    line: int
    url: str
    state: str
    info: str

    @property
    def is_dead(self) -> bool:
        """Whether somebody must mend it."""
        return self.state in ("broken", "timeout")

    @property
    def reason(self) -> str:
        """Why it is dead; the program's own words when they are not known."""
        for pattern, told in _REASONS:
            if re.search(pattern, self.info, re.IGNORECASE):
                return _(told)
        first = self.info.strip().splitlines()[0][:120] if self.info.strip() else _("uden forklaring")
        return _("Linket virker ikke. (Programmet siger: {said})").format(said=first)


def ask(root: Path, **settings: Any) -> list[Link]:
    """Ask every link of the course in `root`, and return them all, sorted by where they stand.

    `settings` are Sphinx's for linkcheck, beside ours.

    :raises CourseError: the course cannot be read.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from vaertskab.commands import check
    from vaertskab.reading.settings import UnusableError

    out = root / "_build" / "links"
    chosen = {
        "linkcheck_timeout": WAIT, "linkcheck_retries": TRIES, "linkcheck_rate_limit_timeout": PATIENCE,
        "linkcheck_ignore": [EXAMPLES], "linkcheck_anchors": True, **settings,
    }  # fmt: skip
    try:
        with patch_docutils(root), docutils_namespace():
            app = Sphinx(
                root, root, out, out / ".doctrees", "linkcheck",
                confoverrides=chosen, status=None, warning=io.StringIO(), freshenv=True,
            )  # fmt: skip
            app.build(force_all=True)
    except (SphinxError, UnusableError) as error:
        one = check.finding_from_message(str(error))
        raise CourseError(one.file, one.line, one.message) from None
    rows = (json.loads(line) for line in (out / "output.json").read_text("utf-8").splitlines())
    return sorted(
        Link(
            row["filename"].replace("\\", "/"), max(1, row["lineno"]), row["uri"], row["status"], row["info"]
        )
        for row in rows
        if row["uri"].startswith(("http://", "https://"))
    )


def report(links: list[Link]) -> str:
    """Return what was found as Markdown."""
    dead = [link for link in links if link.is_dead]
    moved = [link for link in links if link.state == "redirected"]
    left = [link for link in links if link.state == "ignored"]
    asked = len({link.url for link in links if link.state != "ignored"})
    parts = ["# " + _("Links ud af kurset") + "\n"]
    if dead:
        said = _("{dead} af {asked} virker ikke. Ret adressen, eller slet linket.")
        parts.append(said.format(dead=len(dead), asked=asked) + "\n")
        parts += [f"- `{link.file}:{link.line}`: {link.url}\n  {link.reason}." for link in dead]
    else:
        said = _("Alle {asked} links virker.") if asked else _("Der er ingen links ud af kurset at prøve.")
        parts.append(said.format(asked=asked))
    if moved:
        parts.append("\n## " + _("Flyttet") + "\n")
        parts.append(_("De virker, men siden er flyttet. Skriv gerne den nye adresse.") + "\n")
        parts += [f"- `{link.file}:{link.line}`: {link.url} → {link.info}" for link in moved]
    if left:
        parts.append("\n## " + _("Ikke prøvet") + "\n")
        parts.append(_("Det er eksempler på adresser. Skriv jeres egne i kursus.toml.") + "\n")
        parts += [f"- `{link.file}:{link.line}`: {link.url}" for link in left]
    return "\n".join(parts) + "\n"


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `links` to the program's commands."""
    about = _("Prøver, om links ud af kurset stadig virker.")
    parser = groups.add_parser("links", help=about, description=about)
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask, write the report, print what is dead; return 1 when something is, else 0."""
    root = arguments.mappe.resolve()
    links = ask(root)
    path = root / REPORT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report(links), "utf-8", newline="\n")
    dead = [link for link in links if link.is_dead]
    for link in dead:
        said = _("Linket {url} virker ikke. {reason}.").format(url=link.url, reason=link.reason)
        print(f"{link.file}:{link.line}: {said}")
    if dead:
        said = ngettext(
            "{count} links virker ikke. Se {file}.", "{count} links virker ikke. Se {file}.", len(dead)
        )
    else:
        said = _("Alle links virker. Se {file}.")
    print(said.format(count=len(dead), file=REPORT))
    return int(bool(dead))
