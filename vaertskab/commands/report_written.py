"""A proposal's report: as a page of HTML that holds all it shows, and as Markdown for the summary of a run.

What a page says is somebody else's: in HTML it is escaped, and in Markdown every mark that could be one is.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vaertskab.checks.findings import Finding
from vaertskab.commands.report_pages import Change
from vaertskab.model.language import _, current, ngettext

#: The most changed texts of a page that are shown, and the most characters of each.
MOST_TEXTS, MOST_CHARS = 40, 400
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~@:])")
_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 80rem; margin: 0 auto; padding: 1.5rem; font: 1rem/1.6 system-ui, sans-serif; }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid; }
.pair { display: grid; gap: 1.5rem; align-items: start; }
.pair { grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
figure { margin: 0; } figcaption { font-weight: 600; }
img { max-width: 100%; height: auto; border: 1px solid; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; } dd, code { overflow-wrap: anywhere; }
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a proposal changes, what the checks say, and each page before and after as WebP, by path."""

    title: str
    changes: Sequence[Change]
    findings: Sequence[Finding]
    pictures: Mapping[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)

    def of(self, change: Change) -> list[Finding]:
        """Return what the checks say of a changed page."""
        return [one for one in self.findings if one.file == change.file]

    def others(self) -> list[Finding]:
        """Return what they say of anything else."""
        files = {change.file for change in self.changes}
        return [one for one in self.findings if one.file not in files]

    def summary(self) -> str:
        """Return one line that counts."""
        faults = sum(not one.advice for one in self.findings)
        pages, count = len(self.changes), len(self.findings) - faults
        return " ".join((
            ngettext("{count} side er ændret.", "{count} sider er ændret.", pages).format(count=pages)
            if pages else _("Ingen sider er ændret."),
            ngettext("{count} ting skal rettes.", "{count} ting skal rettes.", faults).format(count=faults)
            if faults else _("Intet skal rettes."),
            _("Råd: {count}.").format(count=count) if count else "",
        )).strip()  # fmt: skip


def what(change: Change) -> str:
    """Return how a page is another, in words."""
    if not change.was:
        return _("Siden er ny.")
    if not change.is_there:
        return _("Siden er slettet.")
    return "" if change.words else _("Siden siger det samme, men ser anderledes ud.")


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARS else text[:MOST_CHARS].rstrip() + " …"


def _more(change: Change) -> str:
    left = len(change.words) - MOST_TEXTS
    return _("Der er {count} ændringer mere på siden.").format(count=left) if left > 0 else ""


def as_markdown(report: Report) -> str:
    """Return the report in words."""
    lines = [f"## {_mark(_('Det ændrer forslaget'))}", "", _mark(report.summary()), ""]
    for change in report.changes:
        lines += [f"### {_mark(change.title)}", "", _mark(" ".join((change.path, what(change))).strip()), ""]
        for before, after in change.words[:MOST_TEXTS] if change.was and change.is_there else ():
            told = [(_("Der stod"), before), (_("Der står nu"), after)]
            lines += [f"- {_mark(name)}: {_mark(_short(text))}" for name, text in told if text]
        lines += ["", _mark(_more(change))] if _more(change) else []
        lines += ["", *_listed(report.of(change)), ""]
    if others := report.others():
        lines += [f"### {_mark(_('Resten af kurset'))}", "", *_listed(others), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _mark(text: str) -> str:
    """Return a text in which nothing is Markdown, and nothing HTML."""
    plain = html.escape(" ".join(text.split()), quote=False)
    return _MARKS.sub(r"\\\1", plain)


def _listed(findings: Iterable[Finding]) -> list[str]:
    return [f"- {_mark(str(one))}" for one in findings]


def as_html(report: Report) -> str:
    """Return the report as one file: its style and pictures are in it, and nothing runs."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    title = html.escape(_("Forslag til {course}").format(course=report.title))
    found = _found(report.others())
    body = "".join(
        (
            f"<h1>{title}</h1>\n<p>{html.escape(report.summary())}</p>\n",
            f"<h2>{html.escape(_('Resten af kurset'))}</h2>\n{found}" if found else "",
            *(_section(report, change, number) for number, change in enumerate(report.changes, 1)),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{current().code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _section(report: Report, change: Change, number: int) -> str:
    told = what(change)
    rows = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(_short(text))}</dd>\n"
        for before, after in (change.words[:MOST_TEXTS] if change.was and change.is_there else ())
        for name, text in ((_("Der stod"), before), (_("Der står nu"), after))
        if text
    )
    return "".join(
        (
            f'<section aria-labelledby="side-{number}">\n',
            f'<h2 id="side-{number}">{html.escape(change.title)}</h2>\n',
            f"<p><code>{html.escape(change.path)}</code> {html.escape(told)}</p>\n",
            _found(report.of(change)),
            f"<dl>\n{rows}</dl>\n" if rows else "",
            f"<p>{html.escape(_more(change))}</p>\n" if _more(change) else "",
            _pair(report, change),
            "</section>\n",
        )
    )


def _pair(report: Report, change: Change) -> str:
    """Return the page before and after, side by side."""
    before, after = report.pictures.get(change.path, (None, None))
    shown = [
        (_("Før"), _("Siden »{title}«, som den var").format(title=change.title), before),
        (_("Efter"), _("Siden »{title}«, som forslaget gør den").format(title=change.title), after),
    ]
    figures = "".join(
        f"<figure><figcaption>{html.escape(name)}</figcaption>"
        f'<img src="data:image/webp;base64,{base64.b64encode(data).decode()}" alt="{html.escape(alt)}">'
        "</figure>\n"
        for name, alt, data in shown
        if data
    )
    return f'<div class="pair">\n{figures}</div>\n' if figures else ""


def _found(findings: Sequence[Finding]) -> str:
    rows = "".join(f"<li>{html.escape(str(one))}</li>\n" for one in findings)
    return f"<ul>\n{rows}</ul>\n" if rows else ""
