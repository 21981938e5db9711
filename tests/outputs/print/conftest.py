"""What the tests of the binder share."""

from __future__ import annotations

import pytest
from building import copy_course

from outputs.print.printing import Printed, print_course


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The tests' own course, printed once."""
    found = print_course(copy_course(tmp_path_factory.mktemp("trykt") / "kursus"))
    assert found.status == 0, found.output
    return found
