"""The ledger's tables, and the small numbered steps that brought them here.

Our own steps rather than Alembic: a handful of tables that two databases share need no environment of
scripts, and an administrator needs no second command. A step that has been released is never changed.

Instants are whole seconds since 1970 (UTC); dates and weeks are ISO 8601 text, so that they sort.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)

from vaertskab.kaffe.errors import KaffeError
from vaertskab.model.language import _

metadata = MetaData()
#: SQLite numbers a row by itself only when the key is exactly INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")

#: The text of the course, frozen; orders placed on the same text share it.
editions = Table(
    "edition", metadata,
    Column("id", _Id, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("content", Text, nullable=False),
)  # fmt: skip

orders = Table(
    "course_order", metadata,
    Column("id", _Id, primary_key=True),
    Column("workplace", Text, nullable=False),
    Column("orderer_name", Text, nullable=False),
    Column("orderer_address", Text, nullable=False),
    Column("start", String(8), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("time", String(5), nullable=False),
    Column("zone", Text, nullable=False),
    Column("skipped", Text, nullable=False),  # weeks with a space between
    Column("closed", Text, nullable=False),  # dates with a space between
    Column("mail_domain", Text, nullable=False),
    Column("edition", ForeignKey("edition.id"), nullable=False),
    Column("fresh_text", Boolean, nullable=False),
    Column("placed", BigInteger, nullable=False),
    Column("confirmed", BigInteger),
    Column("stopped", BigInteger),
    Column("weeks", Integer, nullable=False, server_default=text("12")),
    Column("sequence", Integer, nullable=False, server_default=text("0")),
    Column("told", Integer, nullable=False, server_default=text("-1")),
    Column("change", Text, nullable=False, server_default=""),
    Column("leader_mail", Boolean, nullable=False, server_default=text("true")),
    Column("leader_week", Integer, nullable=False, server_default=text("0")),
    # The mail to the orderer that is under way: as of a participant's, below; `in_flight` says which.
    Column("owner", Text),
    Column("leased_until", Double),
    Column("in_flight", Text, nullable=False, server_default=""),
    Column("repeats", Integer, nullable=False, server_default=text("0")),
    Column("follow_ups", Boolean, nullable=False, server_default=text("false")),
)  # fmt: skip

#: A plan, a mail a week, that everybody who began together follows; late joiners have one of their own.
tracks = Table(
    "track", metadata,
    Column("id", _Id, primary_key=True),
    Column("order_id", ForeignKey("course_order.id", ondelete="CASCADE"), nullable=False, index=True),
)  # fmt: skip

slots = Table(
    "slot", metadata,
    Column("track_id", ForeignKey("track.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("iso_week", String(8), nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)  # fmt: skip

#: A person, and the one mail that comes next: the row itself is what a sender leases, so that two mails
#: to one person can never be under way. `ready` is when the next mail may go, null when none shall.
participants = Table(
    "participant", metadata,
    Column("id", _Id, primary_key=True),
    Column("order_id", ForeignKey("course_order.id", ondelete="CASCADE"), nullable=False),
    Column("track_id", ForeignKey("track.id"), nullable=False, index=True),
    Column("token", String(16), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("address_key", Text, nullable=False, index=True),
    Column("status", String(8), nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("joined", BigInteger, nullable=False),
    Column("access_until", String(10), nullable=False, index=True),
    Column("next_week", Integer, nullable=False),
    Column("ready", BigInteger),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("first_tried", BigInteger),
    Column("error", Text, nullable=False, server_default=""),
    Column("repeats", Integer, nullable=False, server_default=text("0")),
    Column("owner", Text),
    Column("leased_until", Double),
    Column("in_flight", Boolean, nullable=False, server_default=text("false")),
    Column("last_sent", BigInteger),
    Column("refusals", Integer, nullable=False, server_default=text("0")),  # more go last
    Column("bounced_week", Integer),  # the mail that came back after it was taken
    Column("resumed", BigInteger),  # by hand: what came to the mailbox before then is over
    Index("participant_order_address", "order_id", "address_key", unique=True),
    Index("participant_ready", "ready", "id"),
)  # fmt: skip

#: What became of each mail: one row when the server took it (`sent` set) or when it was given up.
deliveries = Table(
    "delivery", metadata,
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("settled", BigInteger, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("error", Text, nullable=False),
    sqlite_with_rowid=False,  # one tree and not two
)  # fmt: skip

#: Each run of `send`; `error` holds no address, as it is kept when people are gone.
runs = Table(
    "run", metadata,
    Column("id", _Id, primary_key=True),
    Column("began", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("rehearsal", Boolean, nullable=False),  # with --nu
    Column("sent", Integer, nullable=False, server_default=text("0")),
    Column("put_off", Integer, nullable=False, server_default=text("0")),
    Column("error", Text, nullable=False, server_default=""),
    Column("warnings", Text, nullable=False, server_default=""),
)  # fmt: skip

#: Every mail of any kind that a server has taken or is being given, for the limits; of the last days only.
handovers = Table(
    "handover", metadata,
    Column("id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
)  # fmt: skip

#: What waits for a human, until somebody says that it has been seen.
notices = Table(
    "notice", metadata,
    Column("id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("seen", BigInteger),
    Column("about", Text, nullable=False, server_default=""),  # which mails, as words with a space between
)  # fmt: skip

#: What is remembered between runs: the course as it last was ("course"), the next mail's place ("pace"),
#: when the administrator was last mailed ("alarm").
memory = Table(
    "memory", metadata,
    Column("key", String(20), primary_key=True),
    Column("text", Text, nullable=False, server_default=""),
    Column("number", Double, nullable=False, server_default=text("0")),
)  # fmt: skip
_version = Table(
    "schema_version", MetaData(), Column("version", Integer, primary_key=True, autoincrement=False)
)
Step = Callable[[Connection], None]


def remember(connection: Connection, key: str, **values: str | float) -> None:
    """Keep something in `memory`, instead of what was kept under `key`."""
    if not connection.execute(memory.update().where(memory.c.key == key).values(values)).rowcount:
        connection.execute(memory.insert().values(key=key, **values))


def _alter(connection: Connection, *changes: str) -> None:
    for change in changes:
        connection.execute(text(f"ALTER TABLE {change}"))


def _second(connection: Connection) -> None:
    """To version 2: weeks of an order, changed plans, the leader's mail, refusals, runs and what waits."""
    _alter(
        connection,
        "course_order ADD COLUMN weeks INTEGER NOT NULL DEFAULT 12",
        "course_order ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0",
        "course_order ADD COLUMN told INTEGER NOT NULL DEFAULT -1",
        "course_order ADD COLUMN change TEXT NOT NULL DEFAULT ''",
        "course_order ADD COLUMN leader_mail BOOLEAN NOT NULL DEFAULT true",
        "course_order ADD COLUMN leader_week INTEGER NOT NULL DEFAULT 0",
        "participant ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0",
        "participant ADD COLUMN bounced_week INTEGER",
    )
    # Whoever ordered has been told of the plan as it is, or is still to be told of it for the first time.
    connection.execute(text("UPDATE course_order SET told = 0 WHERE confirmed IS NOT NULL"))
    for table in (runs, handovers, notices, memory):
        table.create(connection)
    connection.execute(memory.insert().values(key="pace"))
    # What was sent before runs were written down counts as one, so that it is known that there was any.
    done = "SELECT count(*), max(settled) FROM delivery WHERE sent AND settled <= :now"
    sent, last = connection.execute(text(done), {"now": int(time.time())}).one()
    if sent:
        connection.execute(runs.insert().values(began=last, ended=last, rehearsal=False, sent=sent))


def _third(connection: Connection) -> None:
    """To version 3: when a person was let go on, the orderer's mail under way, what a notice is about."""
    _alter(
        connection,
        "participant ADD COLUMN resumed BIGINT",
        "course_order ADD COLUMN owner TEXT",
        "course_order ADD COLUMN leased_until DOUBLE PRECISION",
        "course_order ADD COLUMN in_flight TEXT NOT NULL DEFAULT ''",
        "course_order ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0",
        "track DROP COLUMN start",
    )
    # A ledger that comes from version 1 has just got the table as it is today.
    if "about" not in {column["name"] for column in inspect(connection).get_columns("notice")}:
        _alter(connection, "notice ADD COLUMN about TEXT NOT NULL DEFAULT ''")


def _fourth(connection: Connection) -> None:
    """To version 4: whether mails follow the weeks' own, which orders of before do not have."""
    _alter(connection, "course_order ADD COLUMN follow_ups BOOLEAN NOT NULL DEFAULT false")


#: The first step brings a ledger from version 1 to 2, and so on. A new one gets the tables above at once.
STEPS: Sequence[Step] = (_second, _third, _fourth)


def version_of(connection: Connection) -> int:
    """Return the version of the ledger's tables, 0 when there are none."""
    if not inspect(connection).has_table(_version.name):
        return 0
    return connection.execute(_version.select()).scalar() or 0


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Bring the tables up to date inside the caller's transaction; return the version before.

    On PostgreSQL the caller's transaction holds a lock meanwhile, so that two machines may begin at once.

    :raises KaffeError: the tables are from a newer program than this.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('vaertskab.kaffe'))"))
    before, newest = version_of(connection), len(steps) + 1
    if before > newest:
        raise KaffeError(
            _(
                "Databasen er lavet af en nyere udgave (skema {before}; denne kender {newest}). "
                "Opdatér vaertskab på denne maskine. Intet er ændret."
            ).format(before=before, newest=newest)
        )
    if before < newest:
        _version.create(connection, checkfirst=True)
        if before == 0:
            metadata.create_all(connection)
            connection.execute(memory.insert().values(key="pace"))
        else:
            for step in steps[before - 1 :]:
                step(connection)
        connection.execute(_version.delete())
        connection.execute(_version.insert().values(version=newest))
    return before
