"""What people write back. Only a plain wish to leave counts; all else, and all doubt, is for a person."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import getaddresses

from vaertskab.kaffe.inbox.findings import LEAVE, LEAVE_LINK, Leaving, Mark, Other, answered_mark
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import N_

#: The subject of "Meld dig fra": nobody writes it by accident, whatever address it comes from.
_LEAVE_SUBJECT = re.compile(rf"{LEAVE}\s+([0-9a-f]{{16}})", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:(?:re|sv|svar)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fw|fwd|vs|vb|videresendt)\s*:", re.IGNORECASE)
#: A wish to leave in Danish, Norwegian and English, each with all that may stand before and after it.
_WISH = re.compile(
    r"(?:(?:hej|hei|hi|hello|dear)(?: [\w-]+)?,? )?"
    r"(?:venligst |vennligst |(?:could|can|would) you |please |vil i |vil dere |må jeg |kan jeg )*"
    r"(?:afmeld(?:ing|es)?(?: mig)?|frameld(?:ing|es)?(?: mig)?|meld(?:e)? mig (?:fra|af|ud)"
    r"|jeg (?:vil|ønsker)(?: gerne)? (?:afmeldes|meldes (?:fra|af)|(?:af|fra)melde mig|melde mig (?:fra|af))"
    r"|avmeld(?:ing|es)?(?: meg)?|meld(?:e)? meg (?:av|ut|fra)"
    r"|jeg (?:vil|ønsker)(?: gjerne)?(?: å)? (?:avmeldes|meldes av|avmelde meg|melde meg (?:av|ut|fra))"
    r"|unsubscribe(?: me)?|opt(?: me)? out|remove me|take me off"
    r"|i(?: want|['’]d like| would like| wish) to (?:unsubscribe|opt out|be (?:unsubscribed|removed)))"
    r"(?: (?:fra |from |off )?(?:kafferefleksion(?:en)?|kafferefleksjon(?:en)?|coffee reflections?"
    r"|mailen|mailene|denne mail|disse mails|listen|e-posten|e-postene|denne e-posten|disse e-postene"
    r"|(?:this|these|the|your) (?:(?:mailing )?list|e-?mails?)))?"
    r"(?:,? (?:tak|på forhånd tak|venligst|takk|på forhånd takk|thanks|thank you|many thanks|please))?",
    re.IGNORECASE,
)
_LOOKS_LIKE_LEAVING = re.compile(
    r"\b(?:afmeld|avmeld|frameld|unsubscribe|opt(?: me)? out\b|remove me\b|take me off\b)"
    r"|\bmeld(?:e)? m(?:ig (?:fra|af|ud)|eg (?:fra|av|ut))\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hej|kære|hi|hello|goddag|hei|kjære|god dag|dear|good (?:morning|afternoon))(?: [\w-]+){0,3}[,.!]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:med )?ven(?:n)?lig(?:e)? hilsen|mvh|hilsen|vh|kh|de bedste hilsner|beste hilsen|tak|takk"
    r"|på forhånd takk?|best|(?:kind|warm) regards|regards|thanks|thank you|many thanks|yours|sincerely)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}")
#: Where what the person wrote ends, and what is quoted or put there by the program begins: the first line of
#: "On Tue, 12 Jan 2027 at 09:00, … wrote:" is enough, for programs fold it.
_QUOTED = re.compile(
    r">|-{3,}|_{5,}|(?:fra|from|von): |(?:den|on) .*(?:skrev|wrote)\b|.*\b(?:skrev|wrote)\s*:$"
    r"|on (?:mon|tue|wed|thu|fri|sat|sun)\w*,? (?:\d{1,2} \w+|\w+ \d{1,2},) \d{4}\b"
    r"|(?:man|tir|ons|tor|fre|lør|søn)\w*\.? \d{1,2}\. \w+\.? \d{4}\b"
    r"|(?:sendt|sent) fr[ao]m? |(?:hent|get|skaff|last ned) outlook",
    re.IGNORECASE,
)
_MACHINE_SUBJECT = re.compile(
    r"(?:automatisk svar|automatic reply|autosvar|auto-?reply|out of office|ikke til stede|fraværsbesked"
    r"|fraværsmelding|ikke på kontoret)\b",
    re.IGNORECASE,
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
    return Other(one_line(subject, 100), sender, why=N_("ligner en afmelding") if looks else "")


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
    return bool(_LEAVE_SUBJECT.fullmatch(text) or _WISH.fullmatch(text.strip(" .!,»«“”\"'")))


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
