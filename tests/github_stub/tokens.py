"""Tokens and their hourly budgets."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.demo.budget import Budget

STRANGER = "harbour-visitor"
_LIMITS = {"core": 5000, "graphql": 5000, "search": 30}
_LIMITS_WITHOUT_TOKEN = {"core": 60, "graphql": 0, "search": 10}


@dataclass(slots=True)
class Token:
    """A token; budgets are filled again an hour after their first use.

    Attributes:
        viewer: the login behind it.
        refused: GitHub answers 401.
        headers: what every answer says of it, such as its scopes.
    """

    secret: str
    viewer: str = STRANGER
    refused: bool = False
    limits: dict[str, int] = field(default_factory=lambda: dict(_LIMITS))
    used: dict[str, int] = field(default_factory=dict)
    resets: dict[str, datetime] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def budget(self, resource: str, now: datetime) -> Budget:
        """What is left of a resource."""
        reset = self.resets.setdefault(resource, now + timedelta(hours=1))
        if now >= reset:
            self.used[resource] = 0
            reset = self.resets[resource] = now + timedelta(hours=1)
        return Budget(resource, self.limits[resource], self.used.get(resource, 0), reset)

    def charge(self, resource: str, points: int) -> None:
        """Take points off a resource."""
        with self._lock:
            self.used[resource] = self.used.get(resource, 0) + points


def nobody() -> Token:
    """The budget of everybody who sends no token."""
    return Token("", limits=dict(_LIMITS_WITHOUT_TOKEN))
