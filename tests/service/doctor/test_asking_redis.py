"""A real Redis is asked what it says of itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from service.doctor.asking_redis import ask_redis
from service.doctor.shared import RedisFacts, Silence
from tests.redis_server import RedisServer, free_port

pytestmark = pytest.mark.redis


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own, for its settings are changed."""
    with RedisServer(tmp_path) as running:
        yield running


def test_its_settings_are_read(server: RedisServer) -> None:
    with redis.Redis.from_url(server.url) as client:
        client.config_set("maxmemory", 100_000_000)
        client.config_set("maxmemory-policy", "allkeys-lru")
        before = ask_redis(server.url)
        client.config_set("save", "60 1")
        client.config_set("appendonly", "yes")
        after = ask_redis(server.url)
        version = client.info("server")["redis_version"]

    assert before == RedisFacts(version, 100_000_000, "allkeys-lru", log=False, snapshots=False)
    assert after == RedisFacts(version, 100_000_000, "allkeys-lru", log=True, snapshots=True)


def test_what_it_does_not_tell_is_unknown(server: RedisServer) -> None:
    with redis.Redis.from_url(server.url) as client:
        client.execute_command("ACL", "SETUSER", "guest", "on", ">hush", "~*", "+@all", "-config", "-info")

    facts = ask_redis(server.url.replace("//", "//guest:hush@"))

    assert facts == RedisFacts("of unknown version", None, None, None, None)


def test_a_password_that_is_missing_or_wrong_is_told_apart_from_silence(server: RedisServer) -> None:
    assert ask_redis(server.url.replace("//", "//guest:hush@")) is Silence.REFUSED
    with redis.Redis.from_url(server.url) as client:
        client.config_set("requirepass", "hush")

    assert ask_redis(server.url) is Silence.REFUSED


def test_nobody_is_silence() -> None:
    assert ask_redis(f"redis://127.0.0.1:{free_port()}/0") is Silence.UNREACHABLE
    assert ask_redis("redis://127.0.0.1:99999/0") is Silence.UNREACHABLE
    assert ask_redis("unix:///nowhere/redis.sock") is Silence.UNREACHABLE
