"""What an answer from a mail server means: one table, by enhanced status code (RFC 3463, and Exchange's own).

| the server says | it means |
|---|---|
| 2xx | taken |
| 4xx; 5.2.2 (the mailbox is full) | put off, and tried again |
| 5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1; no code, but words that say the user is unknown | stop the person |
| any other 5xx | put off; but said of two people, it is about us: the run halts |

Only what is certainly about one address stops a person, and not even that when it is said of three and a
fifth of the order at once: a relay whose DNS is broken knows nobody. A run that halts has stopped nobody,
its failed attempts are given back, and those who were refused go last next time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from vaertskab.kaffe.address import key_of
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.sending.transport import HaltError, Reply, Verdict
from vaertskab.kaffe.text import without_addresses
from vaertskab.model.language import _

#: The pause after the first failure and the longest one; each is twice the one before.
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=10), dt.timedelta(hours=3)
#: So many stopped at once halt a run, when they are this share of the people in their orders too.
BRAKE_PEOPLE, BRAKE_SHARE = 3, 0.2
#: So many people with the same refusal halt a run.
SAME_REFUSALS = 2
#: Nobody has that address: no such mailbox (5.1.1, Exchange's 5.1.10), no such domain (5.1.2), no address
#: (5.1.3), moved without a new one (5.1.6), switched off (5.2.1).
UNKNOWN = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1"})
#: The mailbox is there and full.
FULL = frozenset({"2.2"})
#: Certainly about us, so that not even a single one costs an attempt: the sender's address (5.1.7, 5.1.8,
#: 5.1.90), sending as somebody else (5.2.252, 5.7.60), our tenant or machine (5.7.233, 5.7.50x, 5.7.7xx).
OURS = re.compile(r"1\.(7|8|90)|2\.252|7\.(60|23\d|5\d\d|7\d\d)")
_OUR_WORDS = re.compile(r"SubmissionQuotaExceeded|SendAsDenied|relay(ing)? (access )?denied", re.IGNORECASE)

_CODE = re.compile(r"(?<![\d.])[245]\.(\d{1,3}\.\d{1,3})(?![\d]|\.\d)")
_UNKNOWN_WORDS = re.compile(
    r"(user|recipient|mailbox|account|address|addressee|person)\b.{0,40}?"
    r"\b(unknown|not found|does ?n[o']t exist|not exist|no longer (exists|valid))"
    r"|\b(unknown|invalid|no such|nonexistent) (local )?(user|recipient|mailbox|account|address|person)"
    r"|no mailbox (here )?by that name|\bukendt (bruger|modtager)|(brugeren|modtageren) findes ikke",
    re.IGNORECASE,
)
#: Words that show that such an answer is about something else.
_OTHER_WORDS = re.compile(
    r"sender|relay|spam|block|blacklist|polic|reject(ed)? due|denied|dns", re.IGNORECASE
)
#: Whether anybody who is due in an order has another domain than those given.
OtherDomains = Callable[[int, frozenset[str]], bool]


def code_of(text: str) -> str:
    """Return the subject and detail of the first enhanced status code in `text` ("1.1"), or ""."""
    found = _CODE.search(text)
    return found[1] if found else ""


def verdict_of(reply: Reply) -> Verdict:
    """Return what `reply` means, by the table above; a transport's own word counts first."""
    if reply.verdict is not None:
        return reply.verdict
    if reply.code // 100 == 2:
        return Verdict.TAKEN
    if reply.code // 100 != 5:
        return Verdict.PUT_OFF
    code = code_of(reply.text)
    if code in UNKNOWN:
        return Verdict.UNKNOWN
    if code in FULL:
        return Verdict.PUT_OFF
    if not code and _UNKNOWN_WORDS.search(reply.text) and not _OTHER_WORDS.search(reply.text):
        return Verdict.UNKNOWN
    return Verdict.SUSPECT


def next_try(message: Message, at: dt.datetime) -> dt.datetime | None:
    """Return when to try again after a failure at `at`; None when it is time to give up.

    Growing pauses as long as mails may go that day (`by_day`), then the next such day from the order's
    time, and pauses again as long as that day lasts.
    """
    local = at.astimezone(message.order.tz)
    first = (message.first_tried or at).astimezone(message.order.tz)
    # Ten doublings are more than the longest pause; a mail tried for years must not overflow.
    pause: dt.timedelta = min(FIRST_PAUSE * 2 ** min(message.attempt - 1, 10), LONGEST_PAUSE)
    until = at + pause
    same_day = until.astimezone(message.order.tz).date() == local.date()
    if same_day and by_day(message.order, until) == until:
        return until
    if local.date() > first.date():
        return None
    tomorrow = dt.datetime.combine(local.date() + dt.timedelta(days=1), message.order.time, message.order.tz)
    return by_day(message.order, max(tomorrow.astimezone(dt.UTC), until))


def put_off(
    message: Message, at: dt.datetime, error: str, *, maybe_taken: bool = False, last: bool = False
) -> Deferred | GaveUp:
    """Return the result of a failure that may pass; `last` sends the person to the end of the queue."""
    until = next_try(message, at)
    if until is None:
        return GaveUp(message, at, error)
    return Deferred(message, at, error, until=until, maybe_taken=maybe_taken, last=last)


def too_many(gone: int, people: int) -> bool:
    """Return whether so many of `people` are said to be unknown at once that nobody is stopped for it."""
    return gone >= BRAKE_PEOPLE and gone >= people * BRAKE_SHARE


class RetryPolicy:
    """Turns answers into results, with an eye on the run as a whole.

    `halt` is None until the run has to stop; then it holds the error to raise, and `undone` those whose
    results are to be taken back.
    """

    def __init__(self, people_in: Callable[[int], int], other_domains: OtherDomains) -> None:
        """Begin a run. `people_in` gives the number of people of an order."""
        self._people_in, self._other_domains = people_in, other_domains
        self._suspects: dict[str, list[tuple[Message, Reply]]] = defaultdict(list)
        self._stopped: dict[int, list[Message]] = defaultdict(list)
        self.halt: HaltError | None = None
        self.undone: Sequence[Message] = ()

    def judge(self, message: Message, reply: Reply, at: dt.datetime) -> Result:
        """Return what to record after the server's answer."""
        match verdict_of(reply):
            case Verdict.TAKEN:
                return Sent(message, at)
            case Verdict.PUT_OFF:
                return put_off(message, at, str(reply))
            case Verdict.SUSPECT:
                same = self._suspects[code_of(reply.text) or str(reply.code)]
                same.append((message, reply))
                if self._is_about_us([one for one, _ in same]):
                    self._stop(
                        _(
                            "Mailserveren afviser {number} modtagere med det samme svar. Det handler nok "
                            "om os."
                        ).format(number=len(same)), [reply]
                    )  # fmt: skip
                return put_off(message, at, str(reply), last=True)
            case Verdict.UNKNOWN:
                self._stopped[message.order.id].append(message)
                if self._too_many_stopped(message.order.id):
                    number = sum(map(len, self._stopped.values()))
                    self._stop(
                        _(
                            "Mailserveren siger, at {number} adresser er ukendte, og det er en stor del "
                            "af ordren. Se, om listen eller serveren tager fejl. Er det listen, så ret "
                            "adresserne med »ret«, eller meld dem fra."
                        ).format(number=number), [reply]
                    )  # fmt: skip
                return Refused(message, at, str(reply))

    def end(self) -> None:
        """Halt at the end of a run for a single refusal that is certainly about us."""
        ours = [
            reply
            for same in self._suspects.values()
            for _, reply in same
            if OURS.fullmatch(code_of(reply.text)) or _OUR_WORDS.search(reply.text)
        ]
        if ours and self.halt is None:
            self._stop(_("Mailserveren vil ikke have mail fra os."), ours[:1])

    def _stop(self, why: str, said: Sequence[Reply]) -> None:
        suspects = [message for same in self._suspects.values() for message, _ in same]
        self.undone = [*suspects, *(one for some in self._stopped.values() for one in some)]
        words = "; ".join(map(str, said))
        # It is kept with everybody in `undone`, and in logs: it shall name none of them.
        told = _("{why} Ingen er stoppet, og forsøgene tæller ikke. Serveren siger: {words}")
        self.halt = HaltError(without_addresses(told.format(why=why, words=words)))

    def _is_about_us(self, same: Sequence[Message]) -> bool:
        """Two people of two domains, where the order has them; else two people."""
        domains = frozenset(key_of(one.participant.person.address).rpartition("@")[2] for one in same)
        if len(same) < SAME_REFUSALS:
            return False
        return len(domains) > 1 or not any(
            self._other_domains(order, domains) for order in {message.order.id for message in same}
        )

    def _too_many_stopped(self, order: int) -> bool:
        """Whether too many are stopped at once: of one order, or of all that have lost somebody."""
        together = sum(map(len, self._stopped.values())), sum(map(self._people_in, self._stopped))
        alone = len(self._stopped[order]), self._people_in(order)
        return too_many(*together) or too_many(*alone)
