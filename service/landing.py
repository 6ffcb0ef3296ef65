"""What becomes of a look once it is over: followed where the account moved, scored, and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.errors import GitHubDown, NotScored, Status, Unavailable, UnknownLogin
from service.evidence import Evidence, Login, Outcome
from service.fetcher import Fetcher
from service.popularity import Popularity
from service.record import Record, record_of_error, record_of_opt_out, record_of_score
from service.scoring import score
from service.store import Store
from service.store.policy import kept


@dataclass(frozen=True, slots=True)
class Landing:
    """Turns outcomes into records in the store.

    Attributes:
        left: the share of GitHub's budget that is left, None if nobody knows.
    """

    store: Store
    fetcher: Fetcher
    popularity: Popularity
    clock: Callable[[], datetime]
    left: Callable[[], float | None]

    async def land(self, login: Login, outcome: Outcome, now: datetime) -> Record:
        """The record that a look at `now` leads to; the store has it.

        Raises:
            Unavailable: there is none; what was known stays.
        """
        found = await self._follow_rename(login, outcome, now)
        if isinstance(found, Evidence):
            shown = score(found, now=now)
            record = record_of_score(shown, found.show, enrolled=found.enrolled, excluded=found.excluded)
        elif isinstance(found, NotScored):
            record = record_of_error(login, found, now)
        else:
            raise found if isinstance(found, Unavailable) else GitHubDown(str(found))
        if record.status is Status.OPTED_OUT:
            await self.store.opt_out(login)
        return await self._settle(login, record)

    async def opted_out(self, login: Login) -> Record:
        """The record of somebody who must not be looked at; the store has it."""
        return await self._put(login, record_of_opt_out(login, self.clock()), None)

    async def _settle(self, login: Login, record: Record) -> Record:
        known = await self.store.get(login)
        if known and known.observed_at > record.observed_at:
            # Somebody wrote after this look began. If that is expired, it was purged: then this is kept nowhere.
            return record if known.is_expired(self.clock()) else known
        settled = await self._put(login, record, known)
        # The person may have opted out while they were looked at.
        if settled.status is not Status.OPTED_OUT and await self.store.opted_out(login):
            return await self.opted_out(login)
        return settled

    async def _put(self, login: Login, record: Record, known: Record | None) -> Record:
        asked = self.popularity.per_day(login)
        settled = kept(record, known, self.clock(), asked_per_day=asked, left=self.left())
        await self.store.put(login, settled)
        return settled

    async def _follow_rename(self, login: Login, outcome: Outcome, now: datetime) -> Outcome:
        """The outcome of the account that this login was known for, if that has another login now."""
        known = await self.store.get(login) if isinstance(outcome, UnknownLogin) else None
        if known is None or known.score is None:
            return outcome
        renamed = await self.fetcher.renamed(known.score.user_id)
        if renamed is None or renamed == login or await self.store.opted_out(renamed):
            return outcome
        return (await self.fetcher.outcomes([renamed], now))[renamed]
