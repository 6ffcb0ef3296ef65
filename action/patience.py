"""Asks as a weekly job may: slowly enough, again after a while, and not beyond what it was given.

The service must answer within seconds; this program has an hour. So it sits between the service's gateway and the
network, and settles there what only takes time: accidents, requests to slow down, and the pace. What is left for the
gateway are answers.
"""

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from action.estimate import Cost
from action.usage import Budget, Usage
from service.errors import RateLimited
from service.github_api.outcomes import Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.pace import Pace
from service.github_api.tokens import Resource
from service.github_api.transport import Answer, Json, Transport

IN_FLIGHT = 4
"""Questions on their way at the same time.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#avoid-concurrent-requests
"""
TRIES, SLOW_TRIES = 6, 2
"""How often one question is asked. What GitHub takes ten seconds for may be too large, so it is soon made smaller."""
SILENCE = timedelta(seconds=60)
_SILENT_TRIES = 12
MOST_WAITING = timedelta(minutes=5)
"""How long a run obeys requests to slow down, in all; whoever needs longer shares the token with others."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 8.0

_OWN_LIMIT = "max-requests"

Judge = Callable[[Answer, datetime], Outcome]


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks of a run: one for dates, one that never goes back (seconds), and a way to wait (seconds)."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use.

    Attributes:
        until: when it has to come to its end.
        requests: how many it may send; None if only GitHub's budget counts.
        reserve: the share of GitHub's hourly budget that is left to others.
    """

    until: datetime
    requests: int | None = None
    reserve: float = 0.05


@dataclass
class Patience:
    """Holds back and repeats questions; safe to call from any thread."""

    time: Time
    limits: Limits
    usage: Usage = field(default_factory=Usage)
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._pace = Pace()
        self._lock = threading.Lock()
        self._room = threading.Semaphore(IN_FLIGHT)
        self._gate = self.time.now()
        self._waited = timedelta()
        self._silent_since: datetime | None = None
        self._silent_tries = 0
        self.stopped = ""

    def ask(self, resource: Resource, question: Callable[[], Answer], judge: Judge) -> Answer:
        """The answer to one question, after as many tries as are worth it.

        Raises:
            RateLimited: the run has used up what it was given; `stopped` says what.
        """
        tries = 0
        while True:
            answer = self.ask_once(resource, question, judge)
            outcome = judge(answer, self.time.now())
            tries += 1
            if not outcome.failed or tries >= (SLOW_TRIES if outcome.verdict is Verdict.SPLIT else TRIES):
                return answer
            pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tries)
            self.time.sleep(self.chance.uniform(0.5, 1.0) * pause)

    def ask_once(self, resource: Resource, question: Callable[[], Answer], judge: Judge) -> Answer:
        """The first answer that is not a request to wait; raises as `ask` does."""
        while True:
            with self._turn(resource):
                answer = question()
            outcome = judge(answer, self.time.now())
            self._learn(resource, answer, outcome)
            if outcome.verdict is not Verdict.WAIT:
                return answer
            self._hold(outcome)

    def lacks(self, cost: Cost, people: int) -> str:
        """Why so many people more cannot be paid for; empty if they can."""
        now = self.time.now()
        with self._lock:
            if self.limits.requests is not None:
                left = self.limits.requests - self.usage.begun
                if (cost.points + cost.requests) * people > left:
                    return f"{_OWN_LIMIT} allows {max(0, left):,} more request{'s' if left != 1 else ''}."
            for resource in (Resource.GRAPHQL, Resource.CORE):
                budget = self.usage.budget(resource)
                left_here = budget.left(now, self.limits.reserve)
                if left_here is not None and cost.of(resource) * people > left_here:
                    return _told(resource, budget, self.limits.reserve)
        return ""

    def told(self) -> list[str]:
        """What GitHub says is left, for the log."""
        known = [(kind, self.usage.budget(kind)) for kind in (Resource.GRAPHQL, Resource.CORE)]
        return [_told(kind, budget, self.limits.reserve) for kind, budget in known if budget.remaining is not None]

    def stop(self, reason: str) -> RateLimited:
        """End the run's questions; the first reason stays. Returns the error to raise."""
        with self._lock:
            self.stopped = self.stopped or reason
        return RateLimited(self.stopped)

    @contextmanager
    def _turn(self, resource: Resource) -> Iterator[None]:
        """Wait for one's turn, and give the turn back."""
        with self._room:
            self._await(resource)
            started = self.time.monotonic()
            try:
                yield
            finally:
                ended = self.time.monotonic()
                with self._lock:
                    self._pace.end(resource, ended, ended - started)
                    self.usage.count(resource, ended - started)

    def _await(self, resource: Resource) -> None:
        while True:
            with self._lock:
                now = self.time.now()
                reason = self.stopped or self._overdrawn(resource, now)
                pause = max((self._gate - now).total_seconds(), self._pace.wait(resource, self.time.monotonic()))
                if not reason and pause <= 0:
                    self._pace.start(resource)
                    self.usage.begin()
                    return
            if reason:
                raise self.stop(reason)
            self.time.sleep(min(pause, 1.0))

    def _overdrawn(self, resource: Resource, now: datetime) -> str:
        """Why nothing more may be asked; empty if it may."""
        if now >= self.limits.until:
            return "The time of this run is used up."
        if self.limits.requests is not None and self.usage.begun >= self.limits.requests:
            return f"{_OWN_LIMIT}: {self.limits.requests} requests are used up."
        budget = self.usage.budget(resource)
        return _told(resource, budget, self.limits.reserve) if budget.spent(now, self.limits.reserve) else ""

    def _learn(self, resource: Resource, answer: Answer, outcome: Outcome) -> None:
        now = self.time.now()
        silent = False
        with self._lock:
            self.usage.learn(resource, answer, now)
            if outcome.verdict is Verdict.RETRY:
                self._silent_since = self._silent_since or now
                self._silent_tries += 1
                silent = self._silent_tries >= _SILENT_TRIES and now - self._silent_since >= SILENCE
            else:
                self._silent_since, self._silent_tries = None, 0
        if silent:
            raise self.stop(f"GitHub has not answered for {SILENCE.seconds} seconds.")

    def _hold(self, outcome: Outcome) -> None:
        """GitHub asks to wait: shortly for a slower pace, else there is nothing left until the budget is filled."""
        until = outcome.until or self.time.now()
        if not outcome.secondary:
            raise self.stop(f"The token's budget at GitHub is used up until {until:%H:%M} UTC.")
        with self._lock:
            # Questions that were on their way together are told to wait together; that is one wait.
            self._waited += max(timedelta(), until - max(self._gate, self.time.now()))
            self._gate = max(self._gate, until)
            too_long = self._waited > MOST_WAITING or self._gate > self.limits.until
        if too_long:
            raise self.stop("GitHub asked to slow down again and again; something else may be using the token.")


def is_own_limit(reason: str) -> bool:
    """Whether this reason for a run's end is a limit that the workflow set, and not GitHub's."""
    return reason.startswith(_OWN_LIMIT)


def _told(resource: Resource, budget: Budget, share: float) -> str:
    what = {Resource.GRAPHQL: "GraphQL points", Resource.CORE: "REST requests"}.get(resource, f"{resource} requests")
    until = f" until {budget.resets_at:%H:%M} UTC" if budget.resets_at else ""
    return (
        f"The token has {budget.remaining or 0:,} of {budget.limit or 0:,} {what} left{until}; "
        f"{budget.reserve(share):,} of them stay in reserve."
    )


@dataclass(frozen=True, slots=True)
class PatientTransport:
    """A `Transport` that has time."""

    inner: Transport
    patience: Patience

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document."""
        return self.patience.ask(Resource.GRAPHQL, lambda: self.inner.graphql(query, variables), judge_graphql)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        return self.patience.ask(Resource.CORE, lambda: self.inner.rest(path, parameters), judge_rest)
