"""What tests of several folders use; nothing here happens by itself."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes import FakeClock, FakeSource
from tests.redis_server import RedisServer

# A shared machine is slow now and then, which is no property of the code.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture
def clock() -> FakeClock:
    """A clock that moves when it is told to."""
    return FakeClock()


@pytest.fixture
def source() -> FakeSource:
    """An evidence source that knows nobody yet."""
    return FakeSource()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A real Redis, shared by the tests of this worker."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server
