"""An address that has been given away goes on leading where it did, in a mail, a QR code or a list."""

from __future__ import annotations

from pathlib import Path

from building import Built

GIVEN = [
    line.split()
    for line in Path(__file__).with_name("addresses.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_every_address_that_has_been_given_away_leads_on(course: Built) -> None:
    gone = []
    for path, *places in GIVEN:
        tree = course.trees.get(path)
        ids = {element.attributes.get("id") for element in tree.walk()} if tree else set()
        gone += [path] if tree is None else [f"{path}#{place}" for place in places if place not in ids]
    assert gone == []
    assert len(GIVEN) > 100
