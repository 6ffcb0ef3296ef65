"""Asks a source that blocks, from an event loop that must not."""

import asyncio
import functools
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from datetime import datetime

from service.errors import GitHubDown
from service.evidence import EvidenceSource, Login, Outcome
from service.watch import Watch

log = logging.getLogger(__name__)


class Fetcher:
    """Gives every login an outcome, whatever happens.

    Args:
        source: blocks, so it runs in `executor`.
        watch: is told how many logins a batch had, and its seconds.
    """

    def __init__(self, source: EvidenceSource, executor: Executor, watch: Watch) -> None:
        self._source = source
        self._executor = executor
        self._watch = watch

    async def outcomes(self, batch: Sequence[Login], now: datetime) -> Mapping[Login, Outcome]:
        """What came of each login of a batch."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        unexpected = GitHubDown("GitHub's answers left this login out.")
        found: Mapping[Login, Outcome] = {}
        try:
            found = await loop.run_in_executor(self._executor, functools.partial(self._source.fetch, batch, now=now))
        except Exception as error:  # whatever happened, those who wait must hear of it
            log.exception("a fetch failed", extra={"logins": len(batch)})
            unexpected = GitHubDown(f"The fetch failed ({type(error).__name__}).")
        self._watch.fetched(len(batch), loop.time() - began)
        return {login: found.get(login, unexpected) for login in batch}

    async def renamed(self, user_id: int) -> Login | None:
        """The present login of an account by its number, None if it is gone."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._source.renamed, user_id)
