"""Deletes what a Redis keeps of somebody, for all who share it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from redis.asyncio import Redis

from service.errors import UnknownLogin
from service.evidence import Login
from service.record import Record, encode, record_of_error, record_of_opt_out
from service.store.keys import OPT_OUTS, VIEWERS, OptOut, claim_key, record_key, viewers_of
from service.store.policy import LIFETIMES, dated

LONGEST_COPY = max(held.keep for status, held in LIFETIMES.items() if status.value != "opted-out")
"""How long a process may hold a copy in its own memory."""
_SECONDS = timedelta(seconds=1)


class RedisPurge:
    """Deletes records in a Redis.

    Processes have copies in their memory. In place of a record stands an empty one, expired already and newer than any
    copy, so that each process overwrites its own when it next compares both.

    Args:
        url: that of the Redis.
        api_url: that of the GitHub whose people are kept in it.
    """

    def __init__(self, url: str, api_url: str, *, clock: Callable[[], datetime], timeout: float = 5.0) -> None:
        self._redis: Redis = Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=timeout)
        self._viewers = tuple(viewers_of(viewers, api_url) for viewers in VIEWERS)
        self._clock = clock

    async def purge(self, login: Login, opt_out: OptOut = OptOut.UNCHANGED) -> None:
        """Delete all that is kept of a login, or nothing.

        Raises:
            redis.exceptions.RedisError: Redis could not be asked; nothing is known to be done.
            OSError: the same.
        """
        left = self._left(login, opt_out)
        lifetime = left.keep_until - self._clock() if opt_out is OptOut.RECORDED else LONGEST_COPY
        async with self._redis.pipeline(transaction=True) as steps:
            if opt_out is OptOut.RECORDED:
                steps.sadd(OPT_OUTS, login)
            elif opt_out is OptOut.LIFTED:
                steps.srem(OPT_OUTS, login)
            for viewers in self._viewers:
                steps.set(record_key(viewers, login), encode(left), ex=lifetime // _SECONDS)
                steps.delete(claim_key(viewers, login))
            await steps.execute()

    def _left(self, login: Login, opt_out: OptOut) -> Record:
        """What stands in place of the record."""
        now = self._clock()
        if opt_out is OptOut.RECORDED:
            return dated(record_of_opt_out(login, now), now, asked_per_day=0, left=None)
        return record_of_error(login, UnknownLogin("Nothing is kept of this login."), now)

    async def close(self) -> None:
        """Let go of the connection."""
        await self._redis.aclose()
