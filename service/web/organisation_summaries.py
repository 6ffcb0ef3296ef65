"""Summaries of organisations: computed behind, one after another, and never waited for."""

import asyncio
import copy
import functools
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta

from cachetools import LRUCache

from service.admission import EVERYBODY, Admission
from service.errors import GitHubDown, NotScored, RateLimited, ServiceError, Unavailable, UnknownLogin, Warming
from service.evidence import Login
from service.github_api.members import Members, MembersSource
from service.score import Level
from service.scorer import BATCH, Scorer
from service.web.organisation_summary import Summary, summarise

log = logging.getLogger(__name__)

MOST_MEMBERS = 300
"""Of a larger organisation so many are looked at; each ten cost about as much as one person alone."""
LIFETIME = timedelta(hours=24)
_KEPT = 500
_MOST_WAITING = 20
_UNKNOWN_LIFETIME, _FAILURE_LIFETIME = timedelta(hours=1), timedelta(minutes=2)
_MEMBER_SECONDS = 30.0
_LEAST_BUDGET = 0.3
_MOST_UNANSWERED = 0.1
_SOON = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Found:
    """A summary, and whether it is past its time, with a new one under way."""

    summary: Summary
    fresh_until: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    outcome: Summary | ServiceError
    fresh_until: datetime


class Summaries:
    """Answers for organisations from what was computed before.

    Args:
        members: blocks, so it runs in `executor`.
        left: the share of GitHub's budget that is left; a summary may wait, people come first.
        admission: who is looked at, organisations and members alike.
    """

    def __init__(  # noqa: PLR0913 - its parts are independent of each other
        self,
        members: MembersSource,
        scorer: Scorer,
        executor: Executor,
        *,
        clock: Callable[[], datetime],
        left: Callable[[], float | None] = lambda: None,
        most_members: int = MOST_MEMBERS,
        admission: Admission = EVERYBODY,
    ) -> None:
        self._members = members
        self._scorer = scorer
        self._executor = executor
        self._clock = clock
        self._left = left
        self._most_members = most_members
        self._admission = admission
        self._kept: LRUCache[Login, _Kept] = LRUCache(_KEPT)
        self._running: dict[Login, asyncio.Task[None]] = {}
        self._turn = asyncio.Semaphore(1)

    def find(self, organisation: Login) -> Found:
        """The summary of an organisation, if there is one; otherwise it is computed from now on.

        Raises:
            UnknownLogin: there is no organisation of this name.
            NotServed: it is not among those who are allowed.
            Warming: it is being computed.
            Unavailable: it cannot be computed now.
        """
        now = self._clock()
        if record := self._admission.settled(organisation, now):
            denied = Summary(organisation, record.status, record.observed_at, 0, 0, message=record.message)
            return Found(denied, record.fresh_until, stale=False)
        kept = self._kept.get(organisation)
        due = kept is None or now >= kept.fresh_until
        if due:
            self._start(organisation)
        if kept and isinstance(kept.outcome, Summary):
            return Found(kept.outcome, kept.fresh_until, stale=due)
        if kept and not due and isinstance(kept.outcome, ServiceError):
            # A new object: each raise adds its frames, with the request that they hold, to the object it raises.
            raise copy.copy(kept.outcome)
        if organisation not in self._running:
            raise RateLimited("Summaries of organisations wait until more of GitHub's budget is left.")
        raise Warming(f"The members of {organisation} are being looked at.", retry_at=now + _SOON)

    @property
    def is_busy(self) -> bool:
        """Whether a summary is being made or waits for its turn."""
        return bool(self._running)

    def _start(self, organisation: Login) -> None:
        left = self._left()
        enough = left is None or left >= _LEAST_BUDGET
        if enough and organisation not in self._running and len(self._running) < _MOST_WAITING:
            task = asyncio.create_task(self._run(organisation))
            self._running[organisation] = task
            task.add_done_callback(lambda _: self._running.pop(organisation, None))

    async def _run(self, organisation: Login) -> None:
        async with self._turn:
            try:
                outcome: Summary | ServiceError = await self._compute(organisation)
            except ServiceError as error:
                outcome = error
            except Exception as error:  # the next visitor must not wait for ever
                log.exception("a summary failed")
                outcome = GitHubDown(f"The summary failed ({type(error).__name__}).")
        known = self._kept.get(organisation)
        if isinstance(outcome, Unavailable) and known and isinstance(known.outcome, Summary):
            outcome = known.outcome
            self._kept[organisation] = _Kept(outcome, self._clock() + _FAILURE_LIFETIME)
            return
        self._kept[organisation] = _Kept(outcome, self._clock() + _lifetime(outcome))

    async def _compute(self, organisation: Login) -> Summary:
        fetch = functools.partial(self._members.fetch, organisation, self._most_members)
        members: Members = await asyncio.get_running_loop().run_in_executor(self._executor, fetch)
        levels: list[Level | None] = []
        unanswered = 0
        admitted = [login for login in members.logins if self._admission.admits(login)]
        # A batch at a time, so that somebody who waits for their own badge has to wait for one batch at most.
        for start in range(0, len(admitted), BATCH):
            for found in await self._levels(admitted[start : start + BATCH]):
                if isinstance(found, Unavailable):
                    unanswered += 1
                else:
                    levels.append(found)
        if unanswered > _MOST_UNANSWERED * len(admitted):
            raise GitHubDown("Too many members could not be looked at.")
        return summarise(members.organisation, members.total, levels, self._clock())

    async def _levels(self, batch: Sequence[Login]) -> Sequence[Level | Unavailable | None]:
        return await asyncio.gather(*(self._level(login) for login in batch))

    async def _level(self, login: Login) -> Level | Unavailable | None:
        try:
            reply = await self._scorer.answer(login, wait=_MEMBER_SECONDS)
        except Unavailable as error:
            return error
        except NotScored:
            return None
        return reply.record.score.level if reply.record.score else None

    async def close(self) -> None:
        """Stop what is under way."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _lifetime(outcome: Summary | ServiceError) -> timedelta:
    if isinstance(outcome, Summary):
        return LIFETIME
    return _UNKNOWN_LIFETIME if isinstance(outcome, UnknownLogin) else _FAILURE_LIFETIME
