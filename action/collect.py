"""Looks at people in batches: as many as the budget allows, each of them closely enough or not at all."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from action.cache import Cache
from action.collected import Collected, Missing
from action.commands import Console
from action.estimate import NOTHING, Cost, learned
from action.patience import IN_FLIGHT, Patience, is_own_limit
from action.watch import Watch
from service.errors import Misconfigured, NotScored
from service.evidence import Evidence, Login, Outcome
from service.github_api.tokens import Resource
from service.record import Record, record_of_error, record_of_score
from service.scoring import score

FIRST_BATCH, SMALLEST, LARGEST = 10, 5, 15
"""People asked for together. More do not cost fewer points, and GitHub gives up on a question after 10 s."""
_QUICK, _SLOW = 2.5, 5.0
ROUNDS = 3
"""How often somebody is looked at whose answers were not complete."""
_STEPS = 10
_NOBODY: Mapping[Login, Record] = MappingProxyType({})


class Fetcher(Protocol):
    """The part of an `EvidenceSource` that is needed here."""

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login once."""
        ...


@dataclass(frozen=True, slots=True)
class _Batch:
    logins: Sequence[Login]
    watch: Watch
    outcomes: Mapping[Login, Outcome]


@dataclass
class Collector:
    """Looks at many people.

    Attributes:
        watch: makes the watch for one batch.
        source: makes the source that asks through a watch.
        executor: runs the batches; has room for as many as may be on their way.
    """

    watch: Callable[[], Watch]
    source: Callable[[Watch], Fetcher]
    executor: Executor
    patience: Patience
    cache: Cache
    console: Console
    cost: Cost = field(default_factory=Cost)

    def __post_init__(self) -> None:
        self._size = FIRST_BATCH
        self._done = 0
        self._records: dict[Login, Record] = {}
        self._missing: dict[Login, Missing] = {}
        self._ended = ""
        self._spent = NOTHING
        self._warned = False

    def collect(self, logins: Iterable[Login], remembered: Mapping[Login, Record] = _NOBODY) -> Collected:
        """Look at everybody who is not remembered; those looked at longest ago come first."""
        queue = sorted((login for login in dict.fromkeys(logins) if login not in remembered), key=self.cache.looked_at)
        self._announce(len(queue), len(remembered))
        usage = self.patience.usage
        with self.console.group(f"People to look at: {len(queue):,}"):
            self._rounds(queue)
        graphql, rest = usage.requests[Resource.GRAPHQL], usage.requests[Resource.CORE]
        self.console.say(f"Asked {graphql:,} GraphQL and {rest:,} REST questions; answers took {usage.seconds:.0f} s.")
        ended = self.patience.stopped or self._ended
        advice = self._advice if is_own_limit(ended) else ""
        return Collected({**remembered, **self._records}, dict(self._missing), len(remembered), ended, advice)

    def _rounds(self, queue: list[Login]) -> None:
        for _ in range(ROUNDS):
            self._round(queue)
            queue = [login for login in queue if self._missing.get(login) not in {None, Missing.NOT_ASKED}]
            if not queue or self._ended:
                return
            self.console.say(f"Looked at again, because answers were missing: {len(queue):,}.")

    def _round(self, queue: Sequence[Login]) -> None:
        """Keep a few batches on their way until everybody was asked or nothing more can be paid for."""
        waiting = deque(queue)
        running: dict[Future[_Batch], int] = {}
        while waiting or running:
            while waiting and len(running) < IN_FLIGHT and (size := self._payable(sum(running.values()), len(waiting))):
                batch = [waiting.popleft() for _ in range(size)]
                running[self.executor.submit(self._look, batch)] = len(batch)
            if not running:
                break
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                del running[done]
                self._take(done.result())
                self._report_progress(len(queue))
                self._reestimate(len(waiting) + sum(running.values()))
        self._missing |= {login: self._missing.get(login, Missing.NOT_ASKED) for login in waiting}

    def _look(self, batch: Sequence[Login]) -> _Batch:
        watch = self.watch()
        return _Batch(batch, watch, self.source(watch).fetch(batch, now=self.patience.time.now()))

    def _take(self, batch: _Batch) -> None:
        for login in batch.logins:
            record = self._record(login, batch)
            if record:
                self._records[login] = record
                self._missing.pop(login, None)
                self.cache.put(login, record)
        self._done += len(batch.logins)
        self._spent += batch.watch.spent
        self.cost = learned(self.cost, self._done, self._spent)
        if batch.watch.slowest > _SLOW:
            self._size = max(SMALLEST, self._size - 3)
        elif batch.watch.slowest < _QUICK:
            self._size = min(LARGEST, self._size + 1)
        self._ended = self._ended or self.patience.stopped

    def _record(self, login: Login, batch: _Batch) -> Record | None:
        outcome = batch.outcomes.get(login)
        if isinstance(outcome, Evidence):
            if batch.watch.is_complete(outcome):
                found = score(outcome, now=outcome.observed_at)
                return record_of_score(found, outcome.show, excluded=outcome.excluded)
            self._missing[login] = self._unless_stopped(Missing.INCOMPLETE)
        elif isinstance(outcome, NotScored):
            return record_of_error(login, outcome, self.patience.time.now())
        elif isinstance(outcome, Misconfigured):
            self._missing[login] = Missing.UNANSWERED
            self._ended = str(outcome)
        else:
            self._missing[login] = self._unless_stopped(Missing.UNANSWERED)
        return None

    def _unless_stopped(self, reason: Missing) -> Missing:
        """Questions that the run itself held back say nothing about GitHub's answers."""
        return Missing.NOT_ASKED if self.patience.stopped else reason

    def _payable(self, people_on_their_way: int, waiting: int) -> int:
        """How many people the next batch may have, 0 if none; a smaller one may fit where a whole one does not."""
        size, lack = min(self._size, waiting), self._ended
        while size and not self._ended:
            lack = self.patience.lacks(self.cost, people_on_their_way + size)
            if not lack:
                return size
            size //= 2
        self._ended = lack
        return 0

    @property
    def _advice(self) -> str:
        if self.cache.folder is None:
            return "Raise max-requests, or set cache-dir so that the next run goes on from here."
        return "Raise max-requests, or run again: with cache-dir the next run goes on from here."

    def _announce(self, people: int, remembered: int) -> None:
        known = f"Remembered from the last hours: {remembered:,}. " if remembered else ""
        self.console.say(f"{known}To be looked at: {people:,} ({self.cost.told(people)}).")
        for line in self.patience.told():
            self.console.say(line)
        lack = self.patience.lacks(self.cost, people)
        if lack:
            self.console.say(f"This may not be enough for everybody: {lack}")

    def _reestimate(self, people: int) -> None:
        """Say once, as soon as it is known what people cost here, that the others cannot all be paid for."""
        lack = "" if self._warned or not people else self.patience.lacks(self.cost, people)
        if not lack:
            return
        self._warned = True
        told = f"As it turns out, the other {people:,} people cost {self.cost.told(people)}. {lack}"
        advice = self._advice if is_own_limit(lack) else ""
        self.console.notice("Not enough for everybody", f"{told} {advice}".strip())

    def _report_progress(self, people: int) -> None:
        step = max(1, people // _STEPS)
        if self._done // step != (self._done - 1) // step or self._done >= people:
            usage = self.patience.usage
            self.console.say(
                f"{min(self._done, people):,} of {people:,} people, {usage.points:,} points, "
                f"{usage.requests.total():,} requests"
            )
