"""Where records are kept, and for how long."""

from typing import Protocol

from service.evidence import Login
from service.record import Record


class Store(Protocol):
    """Keeps records; a store that fails behaves like an empty one and never raises."""

    async def get(self, login: Login) -> Record | None:
        """The record of a login, fresh or not."""
        ...

    async def put(self, login: Login, record: Record) -> None:
        """Keep a record until it expires or the space is needed."""
        ...

    async def claim(self, login: Login, seconds: float) -> bool:
        """Reserve the fetch of a login for this process; False if another process has it."""
        ...

    async def release(self, login: Login) -> None:
        """Give a claim back."""
        ...

    async def opt_out(self, login: Login) -> bool:
        """Remember that a login must not be asked about; whether that outlives this process."""
        ...

    async def opted_out(self, login: Login) -> bool:
        """Whether a login must not be asked about.

        Raises:
            Unavailable: that cannot be known now.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
