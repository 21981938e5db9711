"""`tjek`: every setting is tried, and what is wrong is said."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable

from vaertskab.kaffe import course_file, schema
from vaertskab.kaffe.address import named
from vaertskab.kaffe.commands.common import JSON, Call, as_json, told_run, verb
from vaertskab.kaffe.course_file import FetchError, fetch
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.settings import SECRETS, Settings, variable
from vaertskab.kaffe.text import count
from vaertskab.model.language import N_, _


def _file(settings: Settings) -> str:
    if settings.file is None:
        return _("ingen kaffe.toml; alt kommer fra miljøet eller er, som det er fra start")
    mode = settings.file.stat().st_mode
    secret = any(settings.places.get(name) == str(settings.file) for name in SECRETS)
    if os.name == "posix" and mode & 0o077 and secret:
        raise KaffeError(
            _("{file} kan læses af andre, og der kan stå en kode i den. Kør: chmod 600 {file}").format(
                file=settings.file
            )
        )
    return "; ".join((str(settings.file), *settings.notes))


def _database(settings: Settings) -> str:
    with contextlib.closing(Database(settings.database)) as database, database.write() as connection:
        version = schema.version_of(connection)
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    return _("{kind}, {database}, skema {version}").format(kind=kind, database=database, version=version)


def _course(settings: Settings) -> str:
    found = course_file.load(settings.course, settings.base_url)
    if found.faults:
        raise KaffeError("\n".join(found.faults))
    films = sum(bool(page["film"]) for page in found.pages)
    weeks = ", ".join(
        (f"{one.name} " if found.others else "") + count(one.weeks, "uge", "uger") for one in found.editions
    )
    return f"{found.edition.title}, {found.edition.organisation}, {weeks}, {count(films, 'film', 'film')}"


def _base_url(settings: Settings) -> str:
    found = course_file.load(settings.course, settings.base_url)
    if not found.base_url:
        raise KaffeError(
            _("Kurset har ingen adresse. Sæt »adresse« i kursus.toml eller {variable}.").format(
                variable=variable("adresse")
            )
        )
    page = found.links(found.edition.theme(1)).page
    try:
        fetch(page, 0)
    except FetchError as error:
        raise KaffeError(
            _("Siden til uge 1 kan ikke åbnes: {page} ({error}).").format(page=page, error=error)
        ) from None
    return found.base_url


def _smtp(settings: Settings) -> str:
    from vaertskab.kaffe.sending.transports import transport_of

    with contextlib.closing(transport_of(settings)) as transport:
        if settings.sender is None:
            transport.open()
        else:
            transport.check(settings.sender.address)
    target = settings.smtp
    if target is None:
        return _("Microsoft 365, fra {address}").format(address=settings.need_sender().address)
    plain = bool(target.password) and not (target.implicit_tls or target.starttls)
    if plain and target.host not in ("localhost", "127.0.0.1", "::1"):
        raise KaffeError(_("Koden bliver sendt ukrypteret. Brug smtps:// eller ?starttls=1."))
    return str(target)


def _microsoft_365(settings: Settings) -> str:
    from vaertskab.kaffe.microsoft365 import warning

    app = settings.app
    if app is None:
        return _("bruges ikke")
    file = app.certificate
    if file is not None and os.name == "posix" and file.is_file() and file.stat().st_mode & 0o077:
        raise KaffeError(_("Nøglen i {file} kan læses af andre. Kør: chmod 600 {file}").format(file=file))
    ends = app.ends()
    if found := warning(app, dt.date.today()):
        raise KaffeError(found)
    if ends is None:
        return _("ingen ved, hvornår hemmeligheden udløber; skriv dagen som m365-udloeber")
    told = _("certifikatet udløber {ends:%d.%m.%Y}") if file else _("hemmeligheden udløber {ends:%d.%m.%Y}")
    return told.format(ends=ends)


def _mailbox(settings: Settings) -> str:
    from vaertskab.kaffe.inbox.mailbox import read_mailbox

    if settings.mailbox is None:
        return _("ingen; »indbakke« skal have en fil")
    number = sum(1 for _mail in read_mailbox(settings, dt.datetime.now(dt.UTC) - dt.timedelta(days=1)))
    return f"{settings.mailbox}, {count(number, 'mail', 'mails')}"


def _limits(settings: Settings) -> str:
    minute = (
        _("højst {per_minute} i minuttet").format(per_minute=settings.per_minute)
        if settings.per_minute
        else _("ingen grænse i minuttet")
    )
    day = (
        _("højst {per_day} i døgnet").format(per_day=settings.per_day)
        if settings.per_day
        else _("ingen i døgnet")
    )
    return f"{minute}, {day}"


def _names(settings: Settings) -> str:
    since = count(settings.keep_months, "måned", "måneder")
    try:
        promised = course_file.load(settings.course).keep_months
    except KaffeError:  # which is told where the course is tried
        promised = 0
    if promised not in (0, settings.keep_months):
        where = _("»slet-efter« i {place}").format(place=settings.places.get("slet-efter", "kaffe.toml"))
        raise KaffeError(
            _(
                "Kurset lover, at navnene slettes {months} efter den sidste mail, men »ryd« "
                "sletter dem efter {keep_months}. Sæt {where} til {promised}. Eller ret "
                "»slet-efter« under [privatliv] i kursus.toml, og byg kurset igen."
            ).format(
                months=count(promised, "måned", "måneder"),
                keep_months=settings.keep_months,
                where=where,
                promised=promised,
            )
        )
    return _("slettes {since} efter ordrens sidste mail, når »ryd« kører").format(since=since)


def _runs(settings: Settings) -> str:
    try:
        with contextlib.closing(Database(settings.database)) as database:
            last = RunLog(database).last()
    except KaffeError:
        return _("kan ikke ses, før databasen kan åbnes")
    if last is not None and last.error:
        raise KaffeError(f"{told_run(last)}.")
    return told_run(last)


#: What is tried, in this order.
TRIALS: tuple[tuple[str, Callable[[Settings], str]], ...] = (
    (N_("Indstillinger"), _file),
    (N_("Database"), _database),
    (N_("Kursus"), _course),
    (N_("Adresse"), _base_url),
    (N_("Afsender"), lambda settings: named(settings.need_sender())),
    (N_("Mailserver"), _smtp),
    ("Microsoft 365", _microsoft_365),
    (N_("Postkasse"), _mailbox),
    (N_("Grænser"), _limits),
    (N_("Navne"), _names),
    (N_("Tilsyn"), lambda settings: named(settings.administrator) if settings.administrator
     else _("ingen; »tilsyn« sender ikke mail")),
    (N_("Sidste kørsel"), _runs),
)  # fmt: skip


@verb("tjek", N_("Prøver alle indstillinger og siger, hvad der er galt. Sender ingen mail."), JSON)
def check(call: Call) -> int:
    """Try everything, one thing that is wrong does not hide the next; 1 when anything is wrong."""
    found = []
    for what, trial in TRIALS:
        try:
            right, words = True, trial(call.settings)
        except KaffeError as error:
            right, words = False, str(error)
        found.append({"hvad": what, "i_orden": right, "besked": words})
        if not call.given.json:
            good, bad = _("Godt"), _("Galt")
            how = (good if right else bad).ljust(max(len(good), len(bad)))
            print(f"{how}  {_(what) + ':':<15}{words}", flush=True)
    if call.given.json:
        print(as_json(found))
    return 0 if all(one["i_orden"] for one in found) else 1
