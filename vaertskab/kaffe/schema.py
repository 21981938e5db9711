"""The ledger's tables, and the small numbered steps that brought them here.

Our own steps rather than Alembic: a handful of tables that two databases share need no environment of
scripts, and an administrator needs no second command. A step that has been released is never changed.

Instants are whole seconds since 1970 (UTC); dates and weeks are ISO 8601 text, so that they sort.
"""

from __future__ import annotations

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
)  # fmt: skip

#: A plan of twelve weeks that everybody who began together follows; late joiners have one of their own.
tracks = Table(
    "track", metadata,
    Column("id", _Id, primary_key=True),
    Column("order_id", ForeignKey("course_order.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", String(8), nullable=False),
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
    sqlite_with_rowid=False,  # one tree and not two: each mail writes here
)  # fmt: skip

_version = Table(
    "schema_version", MetaData(), Column("version", Integer, primary_key=True, autoincrement=False)
)
Step = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


#: Step n brings a ledger from version n to n + 1. While there is one, it is the tables above; the next
#: step comes with the first one's tables written out, so that it stays what it was.
STEPS: Sequence[Step] = (_first,)


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
    before = version_of(connection)
    if before > len(steps):
        raise KaffeError(
            f"Databasen er lavet af en nyere udgave (skema {before}; denne kender {len(steps)}). "
            "Opdatér vaertskab på denne maskine. Intet er ændret."
        )
    if before < len(steps):
        _version.create(connection, checkfirst=True)
        for step in steps[before:]:
            step(connection)
        connection.execute(_version.delete())
        connection.execute(_version.insert().values(version=len(steps)))
    return before
