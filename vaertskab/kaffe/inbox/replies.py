"""What people write back. Only a plain wish to leave counts; all else, and all doubt, is for a person."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import getaddresses

from vaertskab.kaffe.inbox.findings import LEAVE_LINK, Leaving, Mark, Other, answered_mark
from vaertskab.kaffe.text import one_line

#: The subject of "Meld dig fra": nobody writes it by accident, whatever address it comes from.
_LEAVE_SUBJECT = re.compile(r"afmeld\s+([0-9a-f]{16})", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:(?:re|sv|svar)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fw|fwd|vs|vb|videresendt)\s*:", re.IGNORECASE)
_WISH = re.compile(
    r"(?:hej(?: [\w-]+)?,? )?(?:venligst |please |vil i |må jeg )?"
    r"(?:afmeld(?:ing|es)?(?: mig)?|frameld(?:ing|es)?(?: mig)?|meld(?:e)? mig (?:fra|af|ud)"
    r"|jeg (?:vil|ønsker)(?: gerne)? (?:afmeldes|meldes (?:fra|af)|(?:af|fra)melde mig|melde mig (?:fra|af))"
    r"|unsubscribe(?: me)?)"
    r"(?: (?:fra )?(?:kafferefleksion(?:en)?|mailen|mailene|denne mail|disse mails|listen))?"
    r"(?:,? (?:tak|på forhånd tak|venligst|please))?",
    re.IGNORECASE,
)
_LOOKS_LIKE_LEAVING = re.compile(
    r"\b(?:afmeld|frameld|unsubscribe)|\bmeld(?:e)? mig (?:fra|af|ud)", re.IGNORECASE
)
_GREETING = re.compile(r"(?:hej|kære|hi|hello|goddag)(?: [\w-]+){0,3}[,.!]?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:med )?venlig(?:e)? hilsen|mvh|hilsen|vh|kh|de bedste hilsner|tak|på forhånd tak|best)\b", re.I
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}")
#: Where what the person wrote ends, and what is quoted or put there by the program begins.
_QUOTED = re.compile(
    r">|-{3,}|_{5,}|(?:fra|from|von): |(?:den|on) .*(?:skrev|wrote)\b|.*\b(?:skrev|wrote)\s*:$"
    r"|(?:sendt|sent) fr[ao]m? |hent outlook|get outlook",
    re.IGNORECASE,
)
_MACHINE_SUBJECT = re.compile(
    r"(?:automatisk svar|automatic reply|autosvar|autoreply|out of office|ikke til stede|fraværsbesked)\b",
    re.I,
)


def reply(message: EmailMessage) -> Leaving | Other:
    """Return what a message from a person, or from a machine that answers for one, means."""
    subject = one_line(str(message.get("Subject", "")), 200)
    sender = _sender(message)
    if match := _LEAVE_SUBJECT.fullmatch(subject.strip()):
        return Leaving(Mark(match[1].lower()), sender, is_reply=False)
    if _by_machine(message, subject):
        return Other(one_line(subject, 100), sender, by_machine=True)
    lines = _own_lines(message)
    bare = _PREFIX.sub("", subject).strip()
    looks = any(_LOOKS_LIKE_LEAVING.search(text) for text in (bare, *lines))
    mark = None if _FORWARDED.match(subject) else answered_mark(message) or _quoted_mark(message, lines)
    if mark and (match := _LEAVE_SUBJECT.fullmatch(bare)) and match[1].lower() != mark.token:
        mark = None
    if mark and _is_wish(bare, lines):
        return Leaving(mark, sender, is_reply=True)
    return Other(one_line(subject, 100), sender, why="ligner en afmelding" if looks else "")


def _by_machine(message: EmailMessage, subject: str) -> bool:
    """Whether a machine wrote it (RFC 3834, 5); older servers say so in their own ways."""
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(message.get("Precedence", "")).strip().lower()
    headers = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
    return (
        submitted != "no" or precedence in ("auto_reply", "bulk", "junk")
        or any(name in message for name in headers) or bool(_MACHINE_SUBJECT.match(subject))
    )  # fmt: skip


def _sender(message: EmailMessage) -> str:
    """The one address that it is from; "" for none, or several."""
    pairs = getaddresses([str(message.get("From", ""))])
    return one_line(pairs[0][1], 254).lower() if len(pairs) == 1 else ""


def _own_lines(message: EmailMessage) -> list[str]:
    """The lines that somebody wrote, in the plain text of a message (out of its HTML where there is none)."""
    body = message.get_body(("plain", "html"))
    text = str(body.get_content())[:20_000] if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        text = re.sub(r"(?is)<(style|script|head|blockquote)\b.*?(?:</\1>|$)", "", text)
        text = re.sub(r"(?i)<(?:br|/p|/div|hr)\b[^>]*>", "\n", text)
        text = re.sub(r"<[^>]*>", "", text).replace("&nbsp;", " ")
    lines = []
    for line in map(one_line, text.splitlines()):
        if _QUOTED.match(line):
            break
        if line:
            lines.append(line)
    return lines


def _is_wish(subject: str, lines: list[str]) -> bool:
    """Whether what was written says that the person wants out, and nothing else."""
    lines = lines[1:] if lines and _GREETING.fullmatch(lines[0]) else lines
    if not lines:
        return _says(subject)
    return _says(lines[0]) and _is_ending(lines[1:])


def _says(text: str) -> bool:
    return bool(_LEAVE_SUBJECT.fullmatch(text) or _WISH.fullmatch(text.strip(" .!,»«\"'")))


def _is_ending(lines: list[str]) -> bool:
    """Whether lines are how a mail ends: a name, or a greeting and what is signed with."""
    if not lines:
        return True
    if _CLOSING.match(lines[0]):
        return len(lines) <= 8
    return len(lines) == 1 and bool(_NAME.fullmatch(lines[0]))


def _quoted_mark(message: EmailMessage, own: list[str]) -> Mark | None:
    """The mail that is quoted below an answer, where a server gave it another Message-ID."""
    found: set[str] = set()
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.is_attachment():
            found |= {token.lower() for token in LEAVE_LINK.findall(str(part.get_content()))}
    written = {token.lower() for token in LEAVE_LINK.findall("\n".join(own))}
    found -= written
    return Mark(found.pop()) if len(found) == 1 else None
