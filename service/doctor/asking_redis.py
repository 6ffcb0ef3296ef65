"""Asks a Redis what it says of itself."""

from collections.abc import Callable
from typing import Any

from service.doctor.shared import RedisFacts, Silence

TIMEOUT_SECONDS = 3.0


def ask_redis(url: str) -> RedisFacts | Silence:
    """The facts that matter here, or why there are none; never raises and never shows the address."""
    try:
        # The library belongs to the server's extra, which a command line may lack.
        import redis  # noqa: PLC0415 - as said
        from redis.backoff import NoBackoff  # noqa: PLC0415 - as said
        from redis.retry import Retry  # noqa: PLC0415 - as said
    except ImportError:  # pragma: no cover - the tests need the library
        return Silence.NOT_INSTALLED
    try:
        with redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            decode_responses=True,
            retry=Retry(NoBackoff(), 0),
        ) as server:
            server.ping()
            memory, kept = _told(lambda: server.info("memory")), _told(lambda: server.info("persistence"))
            about, saves = _told(lambda: server.info("server")), _told(lambda: server.config_get("save"))
    except (redis.exceptions.AuthenticationError, redis.exceptions.NoPermissionError):
        return Silence.REFUSED
    except (redis.exceptions.RedisError, OSError, ValueError) as error:
        # Some servers say it only in words.
        return Silence.REFUSED if "NOAUTH" in str(error) else Silence.UNREACHABLE
    log = kept.get("aof_enabled")
    return RedisFacts(
        version=str(about.get("redis_version") or "of unknown version"),
        maxmemory=memory.get("maxmemory"),
        policy=memory.get("maxmemory_policy"),
        log=None if log is None else bool(log),
        snapshots=bool(saves["save"]) if "save" in saves else None,
    )


def _told(ask: Callable[[], Any]) -> dict[str, Any]:
    """An answer, or nothing where this user may not ask; a provider may forbid `CONFIG` and even `INFO`."""
    from redis.exceptions import ResponseError  # noqa: PLC0415 - as above

    try:
        answer = ask()
    except ResponseError:
        return {}
    return answer if isinstance(answer, dict) else {}
