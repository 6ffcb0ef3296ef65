"""What visitors are told: the scorer's answers for those who are admitted, as far as they may be published.

Everything that serves people goes through here; only summaries of organisations, which name nobody, ask the scorer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.admission import Admission, opted_out
from service.errors import Status
from service.evidence import Login
from service.publishing import Publish, published
from service.scorer import Reply, Scorer


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of one service."""

    scorer: Scorer
    admission: Admission
    publish: Publish
    clock: Callable[[], datetime]

    async def answer(self, login: Login, *, wait: float) -> Reply:
        """The answer for a login, waiting at most so many seconds for the first one.

        Raises:
            NotServed: the login is not among those who are allowed.
            Unavailable: as the scorer says.
        """
        if settled := self.admission.settled(login, self.clock()):
            return Reply(settled, stale=False)
        return self._published(login, await self.scorer.answer(login, wait=wait))

    async def refresh(self, login: Login, *, wait: float) -> Reply:
        """Look at a login again, if it is looked at all; raises as `answer` does."""
        if settled := self.admission.settled(login, self.clock()):
            return Reply(settled, stale=False)
        return self._published(login, await self.scorer.refresh(login, wait=wait))

    async def knows(self, login: Login) -> bool:
        """Whether an answer costs nothing."""
        return not self.admission.admits(login) or await self.scorer.knows(login)

    def _published(self, login: Login, reply: Reply) -> Reply:
        now = self.clock()
        if reply.record.status is Status.OPTED_OUT:
            return Reply(opted_out(login, now), stale=False)
        record = published(reply.record, self.publish, now)
        is_neutral = record.score is None and reply.record.score is not None
        return Reply(record, stale=reply.stale and not is_neutral)
