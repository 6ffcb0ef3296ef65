"""Records in Redis, shared by processes and machines; a Redis that fails is an empty one."""

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoRedis
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as SlowRedis

from service.errors import Unavailable
from service.evidence import Login
from service.record import Record, decode, encode
from service.store.keys import OPT_OUTS, PUBLIC, claim_key, record_key

log = logging.getLogger(__name__)

_CONNECTIONS, _QUEUE_TIMEOUTS = 24, 2.5
"""And how many time-outs somebody waits at most for one of them."""
_TIMEOUT_SECONDS = 0.4
_REST_SECONDS = 2.0
"""How long a Redis that failed is left alone, so that its failures do not slow every request down."""
_TIMEOUTS = 3
"""So many time-outs in a row are a failure; a single one may be this process's own pause."""
_COPY_SECONDS = 60.0
"""How old the copy of the opt-outs may be that stands in when Redis fails."""
_COPY_AGAIN_SECONDS, _COPIED_AT_ONCE = 2.0, 2_000
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"
"""https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/"""


class RedisStore:
    """A store shared by all who use the same Redis.

    Args:
        clock: decides how long a record still has to live.
        viewers: who may see the records; records for the public and for insiders never mix.
        timeout: how long an answer may take, in seconds.
        timer: monotonic seconds, for the rest after a failure.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime],
        viewers: str = PUBLIC,
        timeout: float = _TIMEOUT_SECONDS,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        # A pool that refused when all its connections are busy would look like a Redis that is gone.
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_QUEUE_TIMEOUTS * timeout,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis: Redis = Redis.from_pool(pool)
        self._viewers = viewers
        self._clock = clock
        self._timer = timer
        self._resting_until = 0.0
        self._timeouts = 0
        self._copy: frozenset[bytes] | None = None
        self._copy_until = float("-inf")
        self._copying = asyncio.Lock()
        self._name = uuid.uuid4().bytes

    async def get(self, login: Login) -> Record | None:
        """The record of a login, fresh or not."""
        data = await self._attempt(lambda: self._redis.get(self._record(login)), None)
        return decode(data) if isinstance(data, bytes) else None

    async def put(self, login: Login, record: Record) -> None:
        """Keep a record until it expires."""
        seconds = int((record.keep_until - self._clock()).total_seconds())
        if seconds > 0:
            await self._attempt(lambda: self._redis.set(self._record(login), encode(record), ex=seconds), None)

    async def claim(self, login: Login, seconds: float) -> bool:
        """Reserve the fetch of a login; without Redis everybody fetches for themselves."""
        key, milliseconds = self._claim(login), int(seconds * 1000)
        claimed = await self._attempt(lambda: self._redis.set(key, self._name, nx=True, px=milliseconds), True)
        return bool(claimed)

    async def release(self, login: Login) -> None:
        """Give a claim back, unless it has run out and is somebody else's by now."""
        await self._attempt(lambda: self._redis.eval(_RELEASE, 1, self._claim(login), self._name), None)

    async def opt_out(self, login: Login) -> bool:
        """Remember for good that a login must not be asked about; False if Redis could not be told."""
        if self._copy is not None:
            self._copy |= {login.encode()}
        return await self._attempt(lambda: self._redis.sadd(OPT_OUTS, login), None) is not None

    async def opted_out(self, login: Login) -> bool:
        """Whether a login must not be asked about; without Redis, what it said a while ago.

        Raises:
            Unavailable: Redis has not been reached yet, and nobody may be asked about on a guess.
        """
        async with self._copying:
            if self._timer() >= self._copy_until:
                await self._copy_opt_outs()
        answer = await self._attempt(lambda: self._redis.sismember(OPT_OUTS, login), None)
        if answer is not None:
            return bool(answer)
        if self._copy is None:
            raise Unavailable("Who opted out cannot be read right now, so nobody new is looked at.")
        return login.encode() in self._copy

    async def _copy_opt_outs(self) -> None:
        """In pieces, each of which Redis gives quickly, however many there are."""
        self._copy_until = self._timer() + _COPY_AGAIN_SECONDS
        members = await self._attempt(self._all_opt_outs, None)
        if isinstance(members, frozenset):
            self._copy, self._copy_until = members, self._timer() + _COPY_SECONDS

    async def _all_opt_outs(self) -> frozenset[bytes]:
        return frozenset([login async for login in self._redis.sscan_iter(OPT_OUTS, count=_COPIED_AT_ONCE)])

    async def close(self) -> None:
        """Let go of connections."""
        await self._redis.aclose()

    async def _attempt(self, ask: Callable[[], Awaitable[Any] | Any], otherwise: object) -> object:
        if self._timer() < self._resting_until:
            return otherwise
        try:
            answer: object = await ask()
        except (RedisError, OSError, TimeoutError) as error:
            self._failed(error)
            return otherwise
        self._timeouts = 0
        return answer

    def _failed(self, error: Exception) -> None:
        log.warning("Redis does not answer as it should (%s)", type(error).__name__)
        if isinstance(error, RedisError) and not isinstance(error, NoRedis | SlowRedis):
            return  # it refuses one command, such as a write when it is full, and answers all others
        self._timeouts += 1
        # A pool whose connections are all busy raises another error, because of a time-out.
        slow = isinstance(error, SlowRedis | TimeoutError) or isinstance(error.__cause__, TimeoutError)
        if self._timeouts >= _TIMEOUTS or not slow:
            self._resting_until = self._timer() + _REST_SECONDS

    def _record(self, login: Login) -> str:
        return record_key(self._viewers, login)

    def _claim(self, login: Login) -> str:
        return claim_key(self._viewers, login)
