"""The use case: a login's answer now if it is known, one fetch for all who wait if it is not."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta

from cachetools import TTLCache

from service.errors import GitHubDown, Unavailable, UnknownLogin, Warming
from service.evidence import EvidenceSource, Login
from service.fetcher import Fetcher
from service.landing import Landing
from service.popularity import Popularity
from service.record import Record
from service.store import Store
from service.watch import Unwatched, Watch

log = logging.getLogger(__name__)

BATCH = 10
"""GitHub prices a query by what it asks for, with a floor of one point: ten people cost as much as one."""
_BATCHES_AT_ONCE = 3
"""Batches fetched side by side; GitHub asks for restraint.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#avoid-concurrent-requests
"""
_GATHER_SECONDS = 0.004
_CLAIM_SECONDS = 30.0
_POLL_SECONDS = 0.1
_FAILURES, _FAILURE_SECONDS = 100_000, 15.0
_MOST_WAITING = 5_000
_SOON = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Reply:
    """A record and whether it is past its time, with a refresh under way."""

    record: Record
    stale: bool


class Scorer:
    """Answers for logins; at most one fetch a login is under way, in this process and in those that share the store.

    Args:
        source: blocks, so it runs in `executor`.
        left: the share of GitHub's budget that is left, None if nobody knows.
        watch: is told what happens.

    Attributes:
        most_waiting: logins under way or waiting; beyond that a new one is told to come back.
        changed: called with every login that has a new record.
    """

    def __init__(
        self,
        source: EvidenceSource,
        store: Store,
        executor: Executor,
        *,
        clock: Callable[[], datetime],
        left: Callable[[], float | None] = lambda: None,
        watch: Watch | None = None,
    ) -> None:
        self.most_waiting = _MOST_WAITING
        self.changed: Callable[[Login], None] = lambda _: None
        self._watch = watch or Unwatched()
        self._fetcher = Fetcher(source, executor, self._watch)
        self._store = store
        self._clock = clock
        self._popularity = Popularity(clock)
        self._landing = Landing(store, self._fetcher, self._popularity, clock, left)
        self._room = asyncio.Semaphore(_BATCHES_AT_ONCE)
        self._flights: dict[Login, asyncio.Future[Record]] = {}
        self._forced: set[Login] = set()
        self._cold: dict[Login, None] = {}
        self._due: dict[Login, None] = {}
        self._failures: TTLCache[Login, Unavailable] = TTLCache(_FAILURES, _FAILURE_SECONDS)
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(self, login: Login, *, wait: float) -> Reply:
        """The answer for a login, waiting at most so many seconds for the first one.

        An account that has no score is a record too, with its reason.

        Raises:
            Warming: the first fetch takes longer than that; it goes on behind.
            Unavailable: GitHub could not be asked, and nothing is known.
        """
        self.asked(login)
        began = asyncio.get_running_loop().time()
        record = await self._store.get(login)
        now = self._clock()
        if record and not record.is_expired(now):
            stale = record.is_stale(now)
            self._watch.answered("stale" if stale else "fresh")
            # Those whom somebody waits for must find room.
            if record.is_due(now) and login not in self._failures and self.waiting < self.most_waiting // 2:
                self._request(login, self._due)
            return Reply(record, stale)
        self._watch.answered("miss")
        spent = asyncio.get_running_loop().time() - began
        return self._reply(await self._first(login, max(0.0, wait - spent)))

    async def knows(self, login: Login) -> bool:
        """Whether an answer costs nothing: it is known, or being fetched already."""
        if login in self._flights or login in self._failures:
            return True
        record = await self._store.get(login)
        return record is not None and not record.is_expired(self._clock())

    async def refresh(self, login: Login, *, wait: float) -> Reply:
        """Fetch a login again, whatever is known of it; raises as `answer` does."""
        return self._reply(await self._first(login, wait, forced=True))

    def _reply(self, record: Record) -> Reply:
        return Reply(record, record.is_stale(self._clock()))

    async def opt_out(self, login: Login) -> None:
        """Forget a login and never ask about it again."""
        await self._store.opt_out(login)
        self._resolve(login, await self._landing.opted_out(login))

    def asked(self, login: Login, times: int = 1) -> None:
        """Count requests for a login: who is asked for often is refreshed more often."""
        self._popularity.count(login, times)

    @property
    def waiting(self) -> int:
        """Logins that are being fetched or wait for it."""
        return len(self._flights)

    async def _first(self, login: Login, wait: float, *, forced: bool = False) -> Record:
        failure = self._failures.get(login)
        if failure:
            # The same object is raised for everybody; with its traceback it would keep all their requests.
            raise failure.with_traceback(None)
        if login not in self._flights and len(self._flights) >= self.most_waiting:
            raise Unavailable("Too many people are being looked at right now.", retry_at=self._clock() + _SOON)
        if forced:
            self._forced.add(login)
        flight = self._request(login, self._cold)
        try:
            return await asyncio.wait_for(asyncio.shield(flight), wait)
        except TimeoutError:
            self._watch.answered("late")
            raise Warming(f"{login} is being looked at for the first time.", retry_at=self._clock() + _SOON) from None

    def _request(self, login: Login, queue: dict[Login, None]) -> asyncio.Future[Record]:
        """Join the flight of a login, or start one."""
        flight = self._flights.get(login)
        if flight is None:
            flight = self._flights[login] = asyncio.get_running_loop().create_future()
            # Nobody may be waiting when it fails; that is no error.
            flight.add_done_callback(lambda done: done.cancelled() or done.exception())
            queue[login] = None
            self._spawn()
        elif queue is self._cold and login in self._due:
            # Nobody waited for it; now somebody does.
            del self._due[login]
            self._cold[login] = None
        return flight

    def _spawn(self) -> None:
        task = asyncio.create_task(self._fly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fly(self) -> None:
        """Take what has gathered, up to one batch, and fetch it; whatever happens, all of it comes to an end."""
        await asyncio.sleep(_GATHER_SECONDS)
        batch: list[Login] = []
        try:
            async with self._room:
                batch = self._take()
                owned = await asyncio.gather(*(self._own(login) for login in batch))
                mine = [login for login, own in zip(batch, owned, strict=True) if own]
                if mine:
                    await self._fetch(mine)
            others = [login for login in batch if login in self._flights and login not in mine]
            await asyncio.gather(*(self._follow(login) for login in others))
        except Exception as error:  # those who wait must hear of it
            log.exception("a batch failed")
            for login in batch:
                if login in self._flights:
                    self._fail(login, GitHubDown(f"The look failed ({type(error).__name__})."))

    async def _own(self, login: Login) -> bool:
        """Whether this process has to fetch a login; its flight ends here if there is nothing to fetch (any more)."""
        try:
            if await self._store.opted_out(login):
                self._resolve(login, await self._landing.opted_out(login))
                return False
        except Unavailable as error:
            self._fail(login, error)
            return False
        return await self._store.claim(login, _CLAIM_SECONDS) and not await self._fetched_meanwhile(login)

    async def _fetched_meanwhile(self, login: Login) -> bool:
        """Whether another process finished between this one's look into the store and its claim."""
        record = await self._store.get(login)
        if login in self._forced or record is None or record.is_due(self._clock()):
            return False
        await self._store.release(login)
        self._resolve(login, record)
        return True

    def _take(self) -> list[Login]:
        """The next batch: those whom somebody waits for come first."""
        batch: list[Login] = []
        for queue in (self._cold, self._due):
            while queue and len(batch) < BATCH:
                login = next(iter(queue))
                del queue[login]
                batch.append(login)
        return batch

    async def _fetch(self, batch: list[Login]) -> None:
        now = self._clock()
        outcomes = await self._fetcher.outcomes(batch, now)
        # Who is unknown may have moved, and looking for them takes a while: they come last.
        for login in sorted(batch, key=lambda login: isinstance(outcomes[login], UnknownLogin)):
            try:
                self._resolve(login, await self._landing.land(login, outcomes[login], now))
            except Unavailable as failure:
                self._fail(login, failure)
            except Exception as error:  # one person's oddity must not keep the others waiting
                log.exception("a score failed")
                self._fail(login, GitHubDown(f"The score failed ({type(error).__name__})."))
            await self._store.release(login)

    async def _follow(self, login: Login) -> None:
        """Another process fetches this login: wait for its record, at most as long as its claim holds."""
        known = await self._store.get(login)
        give_up = self._clock() + timedelta(seconds=_CLAIM_SECONDS)
        while self._clock() < give_up:
            await asyncio.sleep(_POLL_SECONDS)
            record = await self._store.get(login)
            if record and (known is None or record.written_at > known.written_at):
                self._resolve(login, record)
                return
            if await self._store.claim(login, _CLAIM_SECONDS):
                if not await self._fetched_meanwhile(login):
                    await self._fetch([login])
                return
        self._fail(login, GitHubDown("Another process did not finish in time."))

    def _resolve(self, login: Login, record: Record) -> None:
        self._failures.pop(login, None)
        self._forced.discard(login)
        self.changed(login)
        flight = self._flights.pop(login, None)
        if flight and not flight.done():
            flight.set_result(record)

    def _fail(self, login: Login, failure: Unavailable) -> None:
        self._failures[login] = failure
        self._forced.discard(login)
        self._watch.failed(failure)
        flight = self._flights.pop(login, None)
        if flight and not flight.done():
            flight.set_exception(failure)

    async def close(self) -> None:
        """Stop what is under way, so that other processes may look instead, and let the store go."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(self._store.release(login) for login in self._flights))
        await self._store.close()
