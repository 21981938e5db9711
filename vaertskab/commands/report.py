"""`vaertskab rapport`: what a proposal changes, page by page, with pictures and with what the checks say.

It asks for no rights: it reads two built sites and the course's files, and writes a page of HTML and a text.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vaertskab.commands.check import check
from vaertskab.commands.package import SITE
from vaertskab.commands.report_pages import Change, changes
from vaertskab.commands.report_pictures import browser, picture
from vaertskab.commands.report_written import Report, as_html, as_markdown
from vaertskab.model.errors import CourseError
from vaertskab.model.language import _, use
from vaertskab.model.settings import FILE, load_settings

#: Of so many pages a picture is taken; and the most bytes of them all.
MOST_PAGES, MOST_BYTES = 40, 20_000_000
Pictures = dict[str, tuple[bytes | None, bytes | None]]


def report_of(root: Path, before: Path, after: Path, *, pictures: bool = True) -> Report:
    """Return what is another in the site `after`, built of the course in `root`, than in the site `before`.

    :raises CourseError: one of them is no built site.
    """
    for site in (before, after):
        if not (site / "index.html").is_file():
            raise CourseError(site.name, 1, _("Mappen er ikke et bygget kursus. Byg det først."))
    settings = load_settings(root / FILE)
    use(settings.language.code)
    found = list(changes(before, after))
    shown = _pictures(found, before, after) if pictures else {}
    return Report(settings["kursus.titel"], found, check(root), shown)


def _pictures(found: list[Change], before: Path, after: Path) -> Pictures:
    program, made, weight = browser(), Pictures(), 0
    if program is None:
        print(_("Der er ingen Chromium på maskinen, så rapporten har ingen billeder."), file=sys.stderr)
        return {}
    for change in found[:MOST_PAGES]:
        pair = tuple(
            picture(program, site / change.path) if there else None
            for site, there in ((before, change.was), (after, change.is_there))
        )
        weight += sum(len(one) for one in pair if one)
        if weight > MOST_BYTES:
            break
        made[change.path] = (pair[0], pair[1])
    return made


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `rapport` to the program's commands."""
    about = _("Viser, hvad et forslag ændrer: hver side før og efter, og hvad der skal rettes.")
    parser = groups.add_parser("rapport", help=about, description=about)
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.add_argument("--fra", type=Path, required=True, help=_("det byggede kursus, som det var"))
    parser.add_argument("--til", type=Path, help=_("det byggede kursus med forslaget (ellers _build/html)"))
    parser.add_argument("--ud", type=Path, help=_("hvor rapporten skal ligge (ellers _build/rapport.html)"))
    parser.add_argument(
        "--tekst", type=Path, help=_("en fil, som det samme bliver føjet til i ord (Markdown)")
    )
    parser.add_argument("--uden-billeder", action="store_true", help=_("tager ingen billeder af siderne"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the report, and say where it lies; return 0, whatever the proposal is like."""
    root = arguments.mappe.resolve()
    made = report_of(root, arguments.fra, arguments.til or root / SITE, pictures=not arguments.uden_billeder)
    out = arguments.ud or root / "_build" / "rapport.html"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(as_html(made), "utf-8")
    if arguments.tekst:
        with arguments.tekst.open("a", encoding="utf-8") as file:
            file.write(as_markdown(made))
    print(made.summary())
    print(_("Rapporten ligger i {path}.").format(path=out))
    return 0
