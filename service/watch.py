"""What happens, told to whoever wants to count it; the metrics do."""

from typing import Protocol

from service.errors import ServiceError


class Watch(Protocol):
    """Is told what happens; the metrics are one."""

    def answered(self, how: str) -> None:
        """A request was answered: fresh, stale, miss, or late, which is a miss that ran into its deadline."""
        ...

    def fetched(self, logins: int, seconds: float) -> None:
        """A batch was fetched."""
        ...

    def failed(self, error: ServiceError) -> None:
        """A login could not be fetched."""
        ...


class Unwatched:
    """Nobody is told."""

    def answered(self, how: str) -> None:
        """Ignored."""

    def fetched(self, logins: int, seconds: float) -> None:
        """Ignored."""

    def failed(self, error: ServiceError) -> None:
        """Ignored."""
