"""A plan in HTML: the table, help for the host, and on the site what »Kør mødet« shows."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.components.meeting.plan import meeting, meeting_notes
from vaertskab.components.meeting.screens import screens
from vaertskab.model.language import _, ngettext
from vaertskab.model.meeting import Meeting, Screen, Showing
from vaertskab.outputs.shared.html import builder_of, is_site, page_around
from vaertskab.outputs.shared.prints import address, meeting_file, prints_of, run_sheet_file
from vaertskab.outputs.shared.typst_visitors import THROUGH
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class meeting_doors(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The buttons that run the page's meetings: `meetings`."""


class meeting_screens(nodes.General, nodes.Element):  # noqa: N801
    """What the room sees, for the script: the course's `pages` to choose between, and a step's screens."""


class meeting_screen(nodes.General, nodes.Element):  # noqa: N801
    """One `screen`; it holds the drawing, where that is what is shown."""


class FillMeetings(SphinxPostTransform):
    """Put what the room sees behind each plan, and the buttons that run it at the top of its page."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Fill the plans of the page; other books than the site have no use for them."""
        if not is_site(builder_of(self.env)):
            return
        pages, wordings = course_domain(self.env).pages, self.config.kursus_wordings
        record = pages.get(self.env.docname)
        by_id = {one.id: one for one in record.meetings} if record else {}
        shown = [node for node in self.document.findall(meeting) if node["plan_id"] in by_id]
        for node in shown:
            found = by_id[node["plan_id"]]
            for step in found.steps:
                holder = meeting_screens(step=step)
                holder += [_screen(screen) for screen in screens(found, step, pages, wordings)]
                node += holder
            node["found"] = found
        lead = next(self.document.findall(nodes.paragraph), None)
        if shown and lead is not None:
            doors = meeting_doors(meetings=[node["found"] for node in shown])
            lead.parent.insert(lead.parent.index(lead) + 1, doors)


def _screen(screen: Screen) -> meeting_screen:
    node = meeting_screen(screen=screen)
    if screen.drawing:
        uri = screen.drawing.uri
        node += nodes.image(uri=uri, candidates={"*": uri}, alt=screen.drawing.alt)
    return node


def _visit_doors(self: HTML5Translator, node: meeting_doors) -> None:
    buttons = "".join(
        f'<button type="button" class="tool foerst" data-moede="{one.id}">'
        f"{_('Kør mødet: {title}').format(title=html.escape(one.title))}</button>"
        for one in node["meetings"]
    )
    self.body.append(f'<p class="tools moede-knapper">{buttons}</p>\n')
    raise nodes.SkipNode


def visit_meeting(self: HTML5Translator, node: meeting) -> None:
    """Begin a plan, with a button of its own and the way to its slides."""
    self.body.append(self.starttag(node, "div", "", CLASS="moede", ids=[f"moede-{node['plan_id']}"]))
    if "found" not in node:
        return
    name = _("Kør mødet: {title}").format(title=html.escape(node["title"]))
    self.body.append(
        f'<p class="tools moede-knapper"><button type="button" class="tool" data-moede="{node["plan_id"]}" '
        f'aria-label="{name}">{_("Kør mødet")}</button></p>\n'
    )
    builder = self.builder
    prints = prints_of(Path(builder.outdir))
    if sheet := prints.get(run_sheet_file(node["plan_id"])):
        href = html.escape(address(builder, page_around(builder, node), sheet))
        words = ngettext(
            "Hent drejebogen til print (pdf, {number} side)",
            "Hent drejebogen til print (pdf, {number} sider)",
            sheet.pages,
        ).format(number=sheet.pages)
        self.body.append(f'<p><a href="{href}">{html.escape(words)}</a></p>\n')
    slides = prints.get(meeting_file(node["plan_id"]))
    if slides:
        href = html.escape(address(builder, page_around(builder, node), slides))
        words = _("Hent mødet som dias (pdf, {number} sider)").format(number=slides.pages)
        self.body.append(f'<p><a href="{href}">{words}</a></p>\n')


def depart_meeting(self: HTML5Translator, node: meeting) -> None:
    """End the plan."""
    self.body.append("</div>\n")


def visit_notes(self: HTML5Translator, node: meeting_notes) -> None:
    """Fold what the host may need to know under the step's name."""
    heading = node.children.pop(0)
    number: dict[str, Any] = {"data-trin": str(node["number"])}
    opened = self.starttag(node, "details", "", CLASS="moede-hjaelp", **number)
    self.body.append(f"{opened}<summary>{html.escape(heading.astext())}</summary>\n")


def depart_notes(self: HTML5Translator, node: meeting_notes) -> None:
    """End the fold."""
    self.body.append("</details>\n")


def _visit_screens(self: HTML5Translator, node: meeting_screens) -> None:
    step, plan = node["step"], node.parent["found"]
    titles = _choices(self, plan) if step is plan.steps[0] else ""
    flags = (" data-undvaer" if step.optional else "") + (" data-pause" if step.pause else "")
    name = html.escape(step.title)
    self.body.append(f'<template data-minutter="{step.minutes}" data-titel="{name}"{flags}>{titles}')


def _choices(self: HTML5Translator, plan: Meeting) -> str:
    pages = course_domain(self.builder.env).pages
    options = "".join(
        f'<option value="{html.escape(name)}">{html.escape(pages[name].title)}</option>'
        for name in plan.choices
        if name in pages
    )
    return f"<select>{options}</select>" if options else ""


def _depart_screens(self: HTML5Translator, node: meeting_screens) -> None:
    self.body.append("</template>\n")


def _visit_screen(self: HTML5Translator, node: meeting_screen) -> None:
    screen: Screen = node["screen"]
    choice = f' data-valg="{html.escape(screen.choice)}"' if screen.choice else ""
    self.body.append(f'<div class="skaerm skaerm-{screen.what}"{choice}>{_inside(screen)}')


def _inside(screen: Screen) -> str:
    """Return what a screen says; its heading is the page's or the wording's, where that has one."""
    text = [html.escape(line) for line in screen.lines]
    title = f"<h3>{html.escape(screen.title)}</h3>" if screen.title else ""
    if screen.table:
        head, *rows = screen.table
        cells = "".join(f"<th scope=col>{html.escape(cell)}</th>" for cell in head)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return f"{title}<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    if screen.what is Showing.TASK:
        return f"{title}<ol>{''.join(f'<li>{line}</li>' for line in text)}</ol>"
    if screen.what is Showing.WORDING:
        words = "".join(f"<p>{line}</p>" for line in text)
        return f"{title}<blockquote>{words}</blockquote><p>{html.escape(screen.source)}</p>"
    if screen.what is Showing.CARDS or len(text) > 1:
        return f"{title}<ul>{''.join(f'<li>{line}</li>' for line in text)}</ul>"
    words = "".join(f'<p class="stor-tekst">{line}</p>' for line in text)
    return f"{title}{words}" + (f"<p>{html.escape(screen.help)}</p>" if screen.help else "")


def _depart_screen(self: HTML5Translator, node: meeting_screen) -> None:
    self.body.append("</div>")


def setup(app: Sphinx) -> None:
    """Register what is put behind a plan."""
    app.add_node(meeting_doors, html=(_visit_doors, THROUGH[1]))
    app.add_node(meeting_screens, html=(_visit_screens, _depart_screens))
    app.add_node(meeting_screen, html=(_visit_screen, _depart_screen))
    app.add_post_transform(FillMeetings)
