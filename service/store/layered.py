"""A near store in front of a far one: what this process knows survives the far one's failure."""

import time
from collections.abc import Callable
from datetime import datetime

from cachetools import TTLCache

from service.evidence import Login
from service.record import Record
from service.store import Store

_TRUSTED_SECONDS = 30.0
_LOGINS = 100_000


class LayeredStore:
    """Reads from memory what was compared with the shared store a moment ago; writes to both."""

    def __init__(
        self, near: Store, far: Store, *, clock: Callable[[], datetime], timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._near = near
        self._far = far
        self._clock = clock
        self._unwritten: set[Login] = set()
        self._compared: TTLCache[Login, bool] = TTLCache(_LOGINS, _TRUSTED_SECONDS, timer=timer)

    async def get(self, login: Login) -> Record | None:
        """The newer of both records; what another process wrote is seen after half a minute, or at once when stale."""
        near = await self._near.get(login)
        if near and login in self._compared and not near.is_stale(self._clock()):
            return near
        far = await self._far.get(login)
        self._compared[login] = True
        if far is None or (near and near.written_at >= far.written_at):
            return near
        await self._near.put(login, far)
        return far

    async def put(self, login: Login, record: Record) -> None:
        """Keep a record in both."""
        await self._near.put(login, record)
        await self._far.put(login, record)

    async def claim(self, login: Login, seconds: float) -> bool:
        """Reserve the fetch of a login among all who share the far store."""
        return await self._far.claim(login, seconds)

    async def release(self, login: Login) -> None:
        """Give a claim back."""
        await self._far.release(login)

    async def opt_out(self, login: Login) -> bool:
        """Remember in the far store that a login must not be asked about; what it did not take is told to it again."""
        written = await self._far.opt_out(login)
        if not written:
            self._unwritten.add(login)
        return written

    async def opted_out(self, login: Login) -> bool:
        """Whether a login must not be asked about: the far store decides, so that an opt-out can be lifted there."""
        for each in list(self._unwritten):
            if await self._far.opt_out(each):
                self._unwritten.discard(each)
        return login in self._unwritten or await self._far.opted_out(login)

    async def close(self) -> None:
        """Let go of connections."""
        await self._near.close()
        await self._far.close()
