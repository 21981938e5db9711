"""The orders: `status`, `plan`, `flyt` and `stop`."""

from __future__ import annotations

from typing import Any

from vaertskab.kaffe.address import named
from vaertskab.kaffe.commands.common import (
    ANY_ORDER,
    JSON,
    NOW,
    ORDER,
    Call,
    as_json,
    late_note,
    option,
    order_data,
    people,
    plan_data,
    plan_row,
    print_table,
    told_run,
    verb,
)  # fmt: skip
from vaertskab.kaffe.commands.mailing import new_year_note, tell_and_say
from vaertskab.kaffe.course import NAME
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.orders.calendar import parse_week, shown
from vaertskab.kaffe.orders.orders import Orders, Track
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import Standing, standings
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.text import count
from vaertskab.model.language import N_, _


@verb("status", N_("Viser, hvad der er sendt, hvad der kommer, og hvad der gik galt."), ANY_ORDER, JSON, NOW)
def status(call: Call) -> None:
    """Print how the orders stand."""
    found = standings(call.database, call.now, call.given.ordre)
    ledger, log = Ledger(call.database), RunLog(call.database)
    names = {one.order.id: ledger.edition(one.order.edition).name or NAME for one in found}
    if call.given.ordre is not None and not found:
        raise KaffeError(_("Der er ingen ordre {ordre}.").format(ordre=call.given.ordre))
    if call.given.json:
        print(as_json([_data(one) | {"forløb": names[one.order.id]} for one in found]))
        return
    if not found:
        print(_("Der er ingen ordrer. Læg en ind med: vaertskab kaffe bestil"))
    for standing in found:
        _show(standing, names[standing.order.id] if len(set(names.values())) > 1 else "")
    last = log.last()
    print(_("Sidste kørsel: {run}.").format(run=told_run(last)))
    for warning in last.warnings if last else ():
        print(_("  Advarsel: {warning}").format(warning=warning))
    for words in log.unseen():
        print(_("Venter på et menneske: {words}").format(words=words))


def _data(standing: Standing) -> dict[str, Any]:
    next_mail = standing.goes or standing.next_due
    return order_data(standing.order) | {
        "deltagere": {status.label: standing.people.get(status, 0) for status in Status},
        "sendt": standing.sent,
        "opgivet": standing.given_up,
        "gentaget": standing.repeats,
        "klar": standing.overdue,
        "bagud": standing.behind,
        "næste_mail": next_mail.isoformat() if next_mail else None,
        "problemer": [
            {
                "navn": trouble.person.name, "adresse": trouble.person.address, "uge": trouble.week,
                "tilstand": trouble.kind, "grund": trouble.why,
                "prøves_igen": trouble.until.isoformat() if trouble.until else None,
            }
            for trouble in standing.troubles
        ],
    }  # fmt: skip


def _show(standing: Standing, name: str) -> None:
    order = standing.order
    whose = f"{order.workplace}, {name}" if name else order.workplace
    when = shown(order.placed, order.tz)
    words = [_("Ordre {order}: {whose}, bestilt {when}.").format(order=order.id, whose=whose, when=when)]
    if order.stopped:
        words.append(_("Stoppet {when}.").format(when=shown(order.stopped, order.tz)))
    print(*words)
    if not order.confirmed and not order.stopped and order.orderer.address:
        print(_("  Bekræftelsen er ikke sendt endnu. Den går med næste »send«."))
    elif order.told < order.sequence and order.orderer.address:
        print(_("  Lederen har ikke fået den nye plan endnu. Den går med næste »send«."))
    told = [f"{number} {_(status.label)}" for status, number in standing.people.items() if number]
    print(f"  {people(sum(standing.people.values()))}: {', '.join(told) or _('ingen')}")
    print(f"  {count(standing.sent, 'mail er sendt', 'mails er sendt')}.")
    if standing.given_up:
        print(f"  {count(standing.given_up, 'mail er opgivet', 'mails er opgivet')}.")
    if standing.repeats:
        mails = count(standing.repeats, "mail", "mails")
        print(_("  {mails} kan være kommet to gange, fordi en afsendelse blev afbrudt.").format(mails=mails))
    if standing.overdue and standing.goes:
        print(f"  {late_note(standing.overdue, standing.goes, order.tz)}")
    elif standing.overdue:
        ready = count(standing.overdue, "mail er klar", "mails er klar")
        print(_("  {mails} til at gå nu.").format(mails=ready))
    if standing.behind:
        print(
            _("  {people} er bagud og får én mail ad gangen med mindst to dage imellem.").format(
                people=people(standing.behind)
            )
        )
    if standing.next_due and not standing.goes:
        print(_("  Næste mail: {when}.").format(when=shown(standing.next_due, order.tz)))
    for trouble in standing.troubles:
        again = (
            _(" Næste forsøg {when}.").format(when=shown(trouble.until, order.tz)) if trouble.until else ""
        )
        whose = f"{named(trouble.person)}, {order.name_of(trouble.week)}"
        what = f"{whose}: {_(trouble.kind)}. {_(trouble.why)}{again}"
        print(f"  - {what.rstrip()}")


def _whose(track: Track) -> str:
    """Say whose mails go as a plan says."""
    if track.main:
        return f"{people(track.people)}:"
    return _("{people}, der kom til senere:").format(people=people(track.people))


@verb("plan", N_("Viser, hvornår mailene går, i alle ordrer eller i én."), ANY_ORDER, JSON, NOW)
def show_plan(call: Call) -> None:
    """Print the plans."""
    register, number = Orders(call.database), call.given.ordre
    orders = register.orders() if number is None else [register.order(number)]
    found = [(order, register.tracks(order.id)) for order in orders]
    if call.given.json:
        told = []
        for order, tracks in found:
            plans = [
                {"deltagere": track.people, "mails": [plan_data(mail, order) for mail in track.plan]}
                for track in tracks
            ]
            told.append(order_data(order) | {"planer": plans})
        print(as_json(told))
        return
    if not found:
        print(_("Der er ingen ordrer."))
    for order, tracks in found:
        print(
            _("Ordre {order}: {workplace}.").format(order=order.id, workplace=order.workplace),
            *[_("Stoppet.")] * bool(order.stopped),
        )
        for track in tracks:
            print(f"  {_whose(track)}")
            print_table(
                [*plan_row(mail, order), "" if mail.due > call.now or order.stopped else "✓"]
                for mail in track.plan
            )


@verb(
    "flyt", N_("Flytter de mails, der er tilbage i en ordre."), ORDER,
    option("--til", metavar=N_("UGE"), required=True, parse=parse_week, help=N_("den nye uge, fx 2027-W09")),
    NOW, more=N_(
        "Er ordren ikke begyndt, flytter hele forløbet. Ellers går den næste mail i den nye uge."
    ),
    changes=True,
)  # fmt: skip
def move(call: Call) -> None:
    """Let the mails that are left go on from another week, and show the new plan."""
    register = Orders(call.database)
    tracks = register.move(call.given.ordre, call.given.til, call.now)
    order = register.order(call.given.ordre)
    print(_("Ordre {id} er flyttet. Sådan går mailene nu:").format(id=order.id))
    for track in tracks:
        if not track.main:
            print(_whose(track))
        print_table(plan_row(mail, order) for mail in track.plan if mail.due > call.now)
    if note := new_year_note([mail for track in tracks for mail in track.plan if mail.due > call.now]):
        print(_("Bemærk: {note}").format(note=note))
    tell_and_say(call, order.id)


@verb(
    "stop", N_("Stopper alle mails i en ordre."), ORDER, NOW, more=N_("Det kan ikke fortrydes."), changes=True
)
def stop(call: Call) -> None:
    """Stop it, and say how many it was for."""
    stopped = Orders(call.database).stop(call.given.ordre, call.now)
    print(
        _("Ordre {ordre} er stoppet. {people} får ikke flere mails.").format(
            ordre=call.given.ordre, people=people(stopped)
        )
    )
    tell_and_say(call, call.given.ordre)
