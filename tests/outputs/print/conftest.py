"""What the tests of the binder share."""

from __future__ import annotations

import pytest
from building import ROOT

from outputs.print.printing import Printed, print_course


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The course as delivered, printed once."""
    found = print_course(ROOT, tmp_path_factory.mktemp("trykt"))
    assert found.status == 0, found.output
    return found
