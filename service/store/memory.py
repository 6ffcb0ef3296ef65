"""Records in this process's memory."""

import threading

from cachetools import LRUCache

from service.evidence import Login
from service.record import Record, decode, encode

_OVERHEAD_BYTES = 420
"""What Python and the cache add to a record's bytes, as `bench.memory` measures it."""


class MemoryStore:
    """A store bounded by bytes; the least recently asked for go first.

    Args:
        max_bytes: what all records together may take.
    """

    def __init__(self, max_bytes: int) -> None:
        self._lock = threading.Lock()
        self._records: LRUCache[Login, bytes] = LRUCache(max_bytes, getsizeof=_size)
        self._opt_outs: set[Login] = set()

    def __len__(self) -> int:
        return len(self._records)

    async def get(self, login: Login) -> Record | None:
        """The record of a login, fresh or not."""
        with self._lock:
            data = self._records.get(login)
        return decode(data) if data is not None else None

    async def put(self, login: Login, record: Record) -> None:
        """Keep a record; one that is larger than the whole store is not kept."""
        data = encode(record)
        with self._lock:
            if _size(data) <= self._records.maxsize:
                self._records[login] = data

    async def claim(self, login: Login, seconds: float) -> bool:  # noqa: ARG002 - nobody else shares this memory
        """Reserve the fetch of a login: within one process the scorer itself sees to that."""
        return True

    async def release(self, login: Login) -> None:
        """Give a claim back."""

    async def opt_out(self, login: Login) -> bool:
        """Remember that a login must not be asked about, as long as this process lives."""
        with self._lock:
            self._opt_outs.add(login)
        return False

    async def opted_out(self, login: Login) -> bool:
        """Whether a login must not be asked about."""
        return login in self._opt_outs

    async def close(self) -> None:
        """Nothing to let go of."""


def _size(data: bytes) -> int:
    return len(data) + _OVERHEAD_BYTES
