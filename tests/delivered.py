"""The course that is delivered, for the folders of tests that look at it in place of the tests' own."""

from __future__ import annotations

import pytest
from building import ROOT, Built, build_whole


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course as delivered, built once."""
    return build_whole(ROOT, out=tmp_path_factory.mktemp("kursus"))
