"""What the integration tests talk to."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.github_stub import GitHubStub


@pytest.fixture
def github() -> Iterator[GitHubStub]:
    """A GitHub of our own, as of now."""
    with GitHubStub(clock=lambda: datetime.now(UTC)) as stub:
        yield stub
