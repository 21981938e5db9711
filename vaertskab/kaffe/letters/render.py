"""A week's mail as it is read: the words as text, and as HTML that any mail program can show."""

from __future__ import annotations

import datetime as dt
import html
import textwrap
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from urllib.parse import quote

from vaertskab.kaffe.course import Theme
from vaertskab.kaffe.letters.mime import Image, safe, slot
from vaertskab.kaffe.model import WEEKS
from vaertskab.model.text import MONTHS

#: The widest that a picture is shown, in pixels.
WIDTH = 534
#: What is said beside the theme in the first week and in the last.
OCCASIONS = {
    1: "I dag begynder tolv ugers Kafferefleksion. Du får en mail om ugen, og den passer til en kop kaffe.",
    WEEKS: "Det er den sidste mail. Siderne er der stadig, så du kan altid vende tilbage.",
}
TEST_NOTICE = "Det er en prøve. Kun du har fået den."

_PARAGRAPH = (
    '<p class="tekst" style="margin: {margin}; font-size: 17px; line-height: 26px; color: #2b2320">{text}</p>'
)
_ROW = '<tr><td class="side" style="padding: {padding}">\n{inner}\n</td></tr>\n'


@dataclass(frozen=True, slots=True)
class View:
    """What one week's mail shows to everybody in an order. Addresses are absolute; `film`, the file,
    may be "", and `watch` leads to it on its page."""

    theme: Theme
    workplace: str
    organisation: str
    access: dt.date
    page: str
    film: str
    watch: str
    leave: str
    cid: str
    test: bool = False

    @property
    def heading(self) -> str:
        """The heading of the question, with its kind."""
        return f"Ugens spørgsmål: {self.theme.kind_label.lower()}".removesuffix(": ")

    @property
    def page_label(self) -> str:
        """What the link to the page says."""
        read = "teksten til filmen" if self.film else "ugens side"
        return f"Læs {read}, og skriv dine noter"


@cache
def template(name: str) -> Template:
    """Return a file of `templates/`."""
    return Template(files("vaertskab.kaffe.letters").joinpath("templates", name).read_text("utf-8"))


def danish_date(day: dt.date) -> str:
    """Return "12. januar 2029"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def wrapped(text: str, indent: str = "") -> str:
    """Return `text` in lines of 72 columns; a long address stays whole."""
    return textwrap.fill(
        safe(text),
        72,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def escaped(text: str) -> str:
    """Return `text` for HTML, also inside an attribute."""
    return html.escape(safe(text))


def mailto(address: str) -> str:
    """Return `address` as it stands after "mailto:" (RFC 6068)."""
    return quote(address, safe="@")


def row(*inner: str, padding: str = "0 32px 24px") -> str:
    """Return a row of the mail's outer table; `inner` is HTML."""
    return _ROW.format(padding=padding, inner="\n".join(inner))


def paragraph(text: str, margin: str = "0 0 14px") -> str:
    """Return an HTML paragraph; `text` is HTML."""
    return _PARAGRAPH.format(margin=margin, text=text)


def heading(text: str) -> str:
    """Return an HTML heading of the second level; `text` is HTML."""
    return (
        '<h2 class="skov" style="margin: 0 0 10px; font-size: 18px; line-height: 26px; font-weight: bold; '
        f'color: #1f5143">{text}</h2>'
    )


def link(url: str, text: str) -> str:
    """Return an HTML link; `text` is HTML."""
    return (
        f'<a class="led" href="{escaped(url)}" style="color: #863419; text-decoration: underline">{text}</a>'
    )


def button(url: str, text: str) -> str:
    """Return a link that looks like a button, in Outlook too; `text` is text."""
    return template("button.html").substitute(url=escaped(url), text=escaped(text))


def framed(title: str, preview: str, content: str, footer: str) -> str:
    """Return a whole HTML mail. `title` and `preview` are text, `content` (table rows) and `footer` HTML."""
    return template("frame.html").substitute(
        title=escaped(title), preview=escaped(preview), content=content, footer=footer
    )


def as_text(view: View) -> str:
    """Return the mail as plain text, with slots."""
    theme = view.theme
    blocks = [
        *([f"*** {TEST_NOTICE} ***"] if view.test else []),
        f"Kafferefleksion, uge {theme.week} af {WEEKS}",
        wrapped(theme.title),
        slot("greeting"),
        *([wrapped(OCCASIONS[theme.week])] if theme.week in OCCASIONS else []),
        wrapped(theme.lead),
        *([f"Se ugens film:\n{view.watch}"] if view.film else []),
        f"{view.heading.upper()}\n\n{wrapped(theme.question, '    ')}",
        *([wrapped(theme.help)] if theme.help else []),
        *(["PRØV DET I DENNE UGE", *map(wrapped, theme.tries)] if theme.tries else []),
        f"{view.page_label}:\n{view.page}",
        *([f"Hent filmen som fil:\n{view.film}"] if view.film else []),
        "-- \n"
        + wrapped(f"Du får mailen, fordi {view.workplace} har bestilt tolv ugers Kafferefleksion. "
                  f"Du har adgang til og med {danish_date(view.access)}."),
        f"Vil du ikke have flere mails? Skriv til\n{view.leave}\nmed dette emne:\nAfmeld {slot('token')}",
        f"Venlig hilsen\n{safe(view.organisation)}",
    ]  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def as_html(view: View, image: Image | None) -> str:
    """Return the mail as HTML, with slots; `image` is shown from inside the mail, by `view.cid`."""
    theme = view.theme
    top = [
        *([paragraph(f"<strong>{TEST_NOTICE}</strong>")] if view.test else []),
        '<p class="skov" style="margin: 0 0 8px; font-size: 16px; line-height: 24px; font-weight: bold; '
        f'color: #1f5143">Kafferefleksion, uge {theme.week} af {WEEKS}</p>',
        '<h1 class="tekst" style="margin: 0 0 20px; font-size: 26px; line-height: 34px; font-weight: bold; '
        f'color: #2b2320">{escaped(theme.title)}</h1>',
        paragraph(slot("greeting_html")),
        *([paragraph(OCCASIONS[theme.week])] if theme.week in OCCASIONS else []),
        paragraph(escaped(theme.lead), margin="0"),
    ]
    question = template("question.html").substitute(
        heading=heading(escaped(view.heading)),
        question=escaped(theme.question),
        help=paragraph(escaped(theme.help), margin="14px 0 0") if theme.help else "",
    )
    if view.film:
        files = (link(view.page, escaped(view.page_label)), link(view.film, "Hent filmen som fil"))
        more = "\n".join(paragraph(text, margin="0 0 10px") for text in files)
    else:
        more = button(view.page, view.page_label)
    rows = [
        row(*top, padding="28px 32px 24px"),
        _film(view, image) if view.film else "",
        row(question),
        row(heading("Prøv det i denne uge"), *(paragraph(escaped(text)) for text in theme.tries))
        if theme.tries
        else "",
        row(more),
    ]
    footer = template("footer.html").substitute(
        workplace=escaped(view.workplace),
        access=danish_date(view.access),
        leave=escaped(mailto(view.leave)),
        token=slot("token"),
        organisation=escaped(view.organisation),
    )
    return framed(f"Kafferefleksion, uge {theme.week}: {theme.title}", theme.question, "".join(rows), footer)


def _film(view: View, image: Image | None) -> str:
    """The film's picture when there is one, and a button; both lead to the page, where captions are."""
    poster = ""
    if image is not None:
        width = min(WIDTH, image.width)
        poster = template("poster.html").substitute(
            page=escaped(view.watch), cid=view.cid, theme=escaped(view.theme.title),
            width=width, height=round(image.height * width / image.width),
        )  # fmt: skip
    return row(poster, button(view.watch, "Se ugens film"))
