"""A request budget as GitHub shows it in its headers.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of one resource: `core`, `search` or `graphql`."""

    resource: str
    limit: int
    used: int
    reset: datetime

    @property
    def remaining(self) -> int:
        """Requests, or points, that are left."""
        return max(0, self.limit - self.used)

    def headers(self) -> dict[str, str]:
        """The headers, in lower case."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.remaining),
            "x-ratelimit-used": str(self.used),
            "x-ratelimit-reset": str(int(self.reset.timestamp())),
            "x-ratelimit-resource": self.resource,
        }


def untouched(resource: str, now: datetime) -> Budget:
    """The demo's budget, which never runs low."""
    reset = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return Budget(resource, 30 if resource == "search" else 5000, 1, reset)
