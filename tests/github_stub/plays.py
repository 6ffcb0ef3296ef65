"""Errors and faults on command: every shape that GitHub is known to send, and what networks do."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.github_stub.http import Breakage, Reply, Request

FAULTS: Mapping[str, Reply] = {
    "reset": Reply(200, "{}", breakage=Breakage.RESET),
    "truncated": Reply(200, '{"data": {"u0": {"login": "daily-dana"', breakage=Breakage.TRUNCATED),
    "garbage": Reply(200, "\u2603 this is not JSON", {"content-type": "application/json"}),
    "empty": Reply(200, ""),
    "hang": Reply(200, "", breakage=Breakage.CLOSED),
}
"""Faults of the network. `hang` says nothing for its seconds and then hangs up; `slow` answers late, but well."""

SLOW = "slow"


@cache
def shapes() -> Mapping[str, dict[str, Any]]:
    """The recorded error shapes by name."""
    path = Path(__file__).parent.parent / "recordings" / "github_errors.json"
    recorded: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return recorded


@dataclass(slots=True)
class Play:
    """One fault and when it happens.

    Attributes:
        times: how often; None for always.
        route, login: only for requests of this route, or that name this login.
        seconds: how long the answer takes.
        headers: instead of, or beside, the recorded ones.
    """

    name: str
    times: int | None = 1
    route: str | None = None
    login: str | None = None
    seconds: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)

    def fits(self, request: Request, route: str) -> bool:
        """Whether it happens to this request."""
        if self.times == 0 or (self.route is not None and self.route not in {route, f"{request.method} {route}"}):
            return False
        return self.login is None or self.login.lower() in json.dumps([request.path, request.body]).lower()

    def reply(self, now: datetime) -> Reply | None:
        """What is sent instead of an answer; None for an answer that is only slow."""
        if self.name == SLOW:
            return None
        if self.name in FAULTS:
            return FAULTS[self.name].with_headers(self.headers)
        shape = shapes()[self.name]
        epoch = str(int((now + timedelta(seconds=60)).timestamp()))
        recorded = {name: value.replace("<epoch>", epoch) for name, value in shape.get("headers", {}).items()}
        return Reply(shape["status"], shape.get("body", shape.get("body_text")), {**recorded, **self.headers})


@dataclass(slots=True)
class Playbook:
    """The faults that are still to come; the first that fits happens."""

    plays: list[Play] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, play: Play) -> None:
        """Put a fault in line.

        Raises:
            KeyError: nobody recorded such a shape.
        """
        if play.name != SLOW and play.name not in FAULTS:
            shapes()[play.name]
        with self._lock:
            self.plays.append(play)

    def take(self, request: Request, route: str) -> Play | None:
        """The fault for this request, if there is one; it has then happened once more."""
        with self._lock:
            found = next((play for play in self.plays if play.fits(request, route)), None)
            if found and found.times is not None:
                found.times -= 1
            return found

    def clear(self) -> None:
        """Forget all faults."""
        with self._lock:
            self.plays.clear()
