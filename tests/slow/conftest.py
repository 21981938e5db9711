"""What takes longer, and the course that is delivered, looked at in a browser and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivered import course


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder, so that `make test` leaves it to `make slow`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("slow")


__all__ = ["course"]
