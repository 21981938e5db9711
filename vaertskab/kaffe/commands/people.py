"""One person at a time: `tilføj`, `ret`, `afmeld`, `udtræk`, `slet`, `gensend`; and `ryd`, of all of them."""

from __future__ import annotations

from vaertskab.kaffe.address import clean_address, clean_name, named, parse_person, shown
from vaertskab.kaffe.commands import common
from vaertskab.kaffe.commands.common import ADDRESS, JSON, NOW, OF_ORDER, Call, as_json, flag, option, verb
from vaertskab.kaffe.commands.mailing import tell_and_say
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.settings import KEEP_MONTHS
from vaertskab.kaffe.text import count
from vaertskab.model.language import N_, _

_MAYBE_ADDRESS = ADDRESS[0], ADDRESS[1] | {"nargs": "?"}


@verb(
    "tilføj tilfoej", N_("Tager én person mere med i en ordre."),
    option("person", metavar=N_("PERSON"), parse=parse_person,
           help=N_('"Navn <adresse>" eller bare en adresse')),
    option("--ordre", metavar="NR", type=int,
           help=N_("ordrens nummer; kan udelades, når der kun er én i gang")),
    flag("--følg-holdet", "--foelg-holdet", dest="follow",
         help=N_("begynd der, hvor de andre er, i stedet for ved uge 1")),
    NOW, more=N_("Personen begynder ved uge 1 i den første uge, der kommer."), changes=True,
)  # fmt: skip
def join(call: Call) -> None:
    """Take the person in, and show the mails that come."""
    register, number = Orders(call.database), call.given.ordre
    if number is None:
        running = [order for order in register.orders() if not order.stopped]
        if len(running) != 1:
            raise KaffeError(_("Skriv, hvilken ordre det gælder, med --ordre. Se numrene med »status«."))
        number = running[0].id
    people = Participants(call.database)
    planned = people.join(number, call.given.person, call.now, follow=call.given.follow)
    order = register.order(number)
    print(
        _("{person} er med i ordre {number}. Mailene går sådan:").format(
            person=named(call.given.person), number=number
        )
    )
    common.print_table(common.plan_row(mail, order) for mail in planned)


@verb(
    "ret", N_(
        "Retter en persons navn eller adresse, eller lader en hel ordres afviste fortsætte."
    ),
    _MAYBE_ADDRESS,
    option("--navn", parse=clean_name, help=N_("det nye navn")),
    option("--mail", parse=clean_address, help=N_("den nye adresse")),
    flag("--igen", help=N_("lad en, der er meldt fra, fortsætte")),
    flag("--afviste", help=N_("med --ordre og --igen: alle, hvis adresse blev taget for ukendt")),
    option("--ledermail", choices=("ja", "nej"),
           help=N_("med --ordre: om lederen skal have en mail om ugen")),
    flag("--opfølgning", "--opfoelgning", dest="follow_ups",
         help=N_(
             "med --ordre: send også de tre mails, der spørger igen efter en, tre og seks måneder"
         )),
    OF_ORDER, NOW, changes=True,
    more=N_(
        "Var adressen ukendt, fortsætter mailene, når den er rettet, begyndende med den, der kom retur. "
        "Stoppede mailserveren folk ved en fejl, så skriv: ret --ordre 1 --igen --afviste."
    ),
)  # fmt: skip
def correct(call: Call) -> None:
    """Correct it, and say in how many orders."""
    given = call.given
    of_order = given.afviste or given.follow_ups or given.ledermail is not None
    if of_order and (given.adresse is not None or given.ordre is None):
        raise KaffeError(_("Skriv kun ordrens nummer: ret --ordre 1 og det, der skal rettes."))
    if given.afviste and not given.igen:
        raise KaffeError(_("Skriv også --igen, når alle de afviste skal fortsætte."))
    if not of_order and given.adresse is None:
        raise KaffeError(_("Skriv adressen på den, der skal rettes."))
    if not of_order and given.navn is None and given.mail is None and not given.igen:
        raise KaffeError(_("Skriv, hvad der skal rettes: --navn, --mail eller --igen."))
    people = Participants(call.database)
    if given.ledermail is not None:
        Orders(call.database).set_leader_mail(given.ordre, given.ledermail == "ja")
        told = (
            _("Lederen af ordre {ordre} får en mail om ugen.")
            if given.ledermail == "ja"
            else _("Lederen af ordre {ordre} får ikke en mail om ugen.")
        )
        print(told.format(ordre=given.ordre))
    if given.afviste:
        resumed = people.resume_bounced(given.ordre)
        print(
            _("{people} i ordre {ordre} får mails igen.").format(
                people=common.people(resumed), ordre=given.ordre
            )
        )
    if given.follow_ups:
        Orders(call.database).add_follow_ups(given.ordre, call.now)
        print(
            _("Ordre {ordre} får også de mails, der spørger igen. Se dagene med »plan«.").format(
                ordre=given.ordre
            )
        )
        tell_and_say(call, given.ordre)
    if of_order:
        return
    numbers = people.correct(
        given.adresse, given.ordre, name=given.navn, new_address=given.mail, again=given.igen
    )
    print(
        _("{address} er rettet i {orders}.").format(
            address=shown(given.mail or given.adresse), orders=count(len(numbers), "ordre", "ordrer")
        )
    )
    for number in numbers:
        tell_and_say(call, number)


@verb(
    "afmeld", N_("Melder en person fra, så der ikke kommer flere mails."), ADDRESS, OF_ORDER, changes=True,
    more=N_(
        "Oplysningerne bliver liggende, til »ryd« sletter dem. Brug »slet«, hvis de skal væk nu."
    ),
)  # fmt: skip
def leave(call: Call) -> None:
    """Take the person out."""
    left = Participants(call.database).leave(call.given.adresse, call.given.ordre)
    told = _("{address} er meldt fra.") if left else _("{address} fik i forvejen ingen mails.")
    print(told.format(address=shown(call.given.adresse)))


@verb("udtræk udtraek", N_("Viser alt, hvad der er gemt om en person."), ADDRESS, JSON)
def extract(call: Call) -> None:
    """Print all that is stored of a person."""
    data = StoredData(call.database, call.settings.keep_months).extract(call.given.adresse)
    if call.given.json:
        print(as_json(data))
        return
    found = [*data["deltagelser"], *data["bestillinger"]]
    if not found:
        print(_("Der er ikke gemt noget om {address}.").format(address=shown(call.given.adresse)))
    for part in found:
        print(_("Deltager:") if "mails" in part else _("Har bestilt:"))
        for key, value in part.items():
            if key != "mails" and value not in ("", None):
                said = _(value) if key == "tilstand" else value
                print(f"  {_(key.replace('_', ' '))}: {said}")
        for mail in part.get("mails", ()):
            what = (_("sendt") if mail["sendt"] else _("ikke sendt")) + f" ({mail['fejl']})" * bool(
                mail["fejl"]
            )
            line = _("  mail {number}: {what} {when}").format(
                number=mail["uge"], what=what, when=mail["hvornår"]
            )
            if mail["gentaget"]:
                line = _("{line}, {times} gang måske gentaget").format(line=line, times=mail["gentaget"])
            print(line)


@verb(
    "slet", N_("Sletter alt, hvad der er gemt om en person."), ADDRESS, changes=True,
    more=N_("Personen får ikke flere mails. Det kan ikke fortrydes."),
)  # fmt: skip
def erase(call: Call) -> None:
    """Remove all that is stored of a person, and say what it was."""
    people, orderers = StoredData(call.database, KEEP_MONTHS).erase(call.given.adresse)
    told = _("{address} er slettet som bestiller af {ordered}.")
    if people:
        told = _("{address} er slettet som deltager i {orders}.")
        if orderers:
            told = _("{address} er slettet som deltager i {orders} og som bestiller af {ordered}.")
    took, ordered = (count(number, "ordre", "ordrer") for number in (people, orderers))
    print(told.format(address=shown(call.given.adresse), orders=took, ordered=ordered))


@verb(
    "ryd", N_("Sletter navne og adresser, når ordrens sidste mail er gået for længe nok siden."), JSON, NOW,
    more=N_("Det er 3 måneder, hvis »slet-efter« ikke siger andet. Sæt den til at køre hver nat."),
    changes=True,
)  # fmt: skip
def purge(call: Call) -> None:
    """Remove the people of orders that have been over for long enough, and say how much it was."""
    months = call.settings.keep_months
    people, orders = StoredData(call.database, months).purge(call.now.astimezone(common.zone()))
    if call.given.json:
        print(as_json({"deltagere": people, "ordrer": orders}))
    elif people or orders:
        print(
            _("Slettet: {people} og {orders}.").format(
                people=common.people(people), orders=count(orders, "ordre", "ordrer")
            )
        )
    else:
        print(
            _("Der er ingen ordre, hvis sidste mail er mere end {months} gammel.").format(
                months=count(months, "måned", "måneder")
            )
        )


@verb(
    "gensend", N_("Sender en uges mail igen, til én person eller til alle, hvis mail blev opgivet."),
    _MAYBE_ADDRESS, option("--uge", metavar="N", type=int, help="ugen"), OF_ORDER, NOW, changes=True,
    more=N_(
        "Skriv »gensend ADRESSE --uge 3« til én, og »gensend --ordre 1« til alle i en ordre. Mailen går "
        "med næste »send«, tidligst to dage efter den seneste."
    ),
)  # fmt: skip
def send_again(call: Call) -> None:
    """Put the mails in front again, and say how many."""
    who, number, week = call.given.adresse, call.given.ordre, call.given.uge
    if who is None and number is None:
        raise KaffeError(_("Skriv en adresse, eller hvilken ordre det gælder, med --ordre."))
    if who is not None and week is None:
        raise KaffeError(_("Skriv, hvilken uges mail det gælder, med --uge."))
    people = Participants(call.database)
    if who is not None:
        people.send_again(who, number, week)
        print(_("{address} får mail {week} igen med næste »send«.").format(address=shown(who), week=week))
    else:
        mails = people.send_again_given_up(number, week)
        print(
            _("{mails}, der var opgivet, går igen med næste »send«.").format(
                mails=count(mails, "mail", "mails")
            )
        )
