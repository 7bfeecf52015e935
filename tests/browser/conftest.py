"""What the tests of what is fetched share."""

from collections.abc import Iterator

import pytest

from tests.support.npm_registry import Served, served_packages


@pytest.fixture
def served() -> Iterator[Served]:
    """A registry of npm packages."""
    with served_packages() as found:
        yield found
