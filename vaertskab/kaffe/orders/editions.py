"""The frozen texts in the ledger: each is kept once, and tells what course of weeks an order is of."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.schema import editions, orders


def store_edition(connection: Connection, edition: Edition) -> int:
    """Keep the text, once for all orders that were placed on it; return its number."""
    content = edition.dump()
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = connection.execute(select(editions.c.id).where(editions.c.digest == digest)).scalar()
    if known is not None:
        return int(known)
    new = editions.insert().returning(editions.c.id)
    return int(connection.execute(new, {"digest": digest, "content": content}).scalar_one())


def read_edition(connection: Connection, number: int) -> Edition:
    """Return the text that was frozen under `number`, inside the caller's transaction."""
    stored = select(editions.c.content).where(editions.c.id == number)
    return Edition.parse(connection.execute(stored).scalar_one())


def orders_of_others(connection: Connection, folder: str) -> set[int]:
    """Return the orders whose course is not the one with this folder, inside the caller's transaction."""
    texts = connection.execute(select(editions.c.id, editions.c.content))
    other = [number for number, content in texts if Edition.parse(content).folder != folder]
    return set(connection.execute(select(orders.c.id).where(orders.c.edition.in_(other))).scalars())
