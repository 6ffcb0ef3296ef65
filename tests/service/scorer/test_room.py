"""Who is looked at first, and that every look comes to an end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from service.errors import GitHubDown, Unavailable, Warming
from service.evidence import Login
from service.record import Record
from service.scorer import BATCH, Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.scorer.stage import ADA, LONG, begun, settled

CROWD = [Login(f"crowd-{i}") for i in range(8 * BATCH)]
MEBIBYTE = 1024 * 1024


@pytest.fixture
async def stale(scorer: Scorer, source: FakeSource, clock: FakeClock) -> None:
    """A crowd that is known, and due."""
    source.outcomes |= {login: somebody(login) for login in CROWD}
    await asyncio.gather(*(scorer.answer(login, wait=LONG) for login in CROWD))
    clock.advance(days=2)
    source.batches.clear()


@pytest.mark.usefixtures("stale")
async def test_refreshes_that_nobody_waits_for_leave_room(scorer: Scorer) -> None:
    scorer.most_waiting = 20
    for login in CROWD:
        await scorer.answer(login, wait=LONG)

    assert scorer.waiting == 10
    assert (await scorer.answer(ADA, wait=LONG)).record.login == "ada"


@pytest.mark.usefixtures("stale")
async def test_a_refresh_that_somebody_waits_for_comes_first(scorer: Scorer, source: FakeSource) -> None:
    source.gate.clear()
    for login in CROWD:
        await scorer.answer(login, wait=LONG)
    waited = asyncio.create_task(scorer.refresh(CROWD[-1], wait=LONG))
    await begun(source, 3)
    source.gate.set()
    await waited
    await settled(scorer)

    assert any(CROWD[-1] in batch for batch in source.batches[:4])


@dataclass
class BrokenStore(MemoryStore):
    """Breaks once, in a way that no store should."""

    broken: list[Login] = field(default_factory=list)

    def __init__(self) -> None:
        super().__init__(MEBIBYTE)
        self.broken = []

    async def claim(self, login: Login, seconds: float) -> bool:
        if not self.broken:
            self.broken.append(login)
            raise ZeroDivisionError
        return await super().claim(login, seconds)


async def test_a_store_that_breaks_ends_the_look(source: FakeSource, clock: FakeClock) -> None:
    with ThreadPoolExecutor(1) as executor:
        scorer = Scorer(source, BrokenStore(), executor, clock=clock)

        with pytest.raises(GitHubDown, match="ZeroDivisionError"):
            await scorer.answer(ADA, wait=LONG)

        assert scorer.waiting == 0
        await scorer.close()


class SlowStore(MemoryStore):
    """Takes its time to say that it knows nothing."""

    async def get(self, login: Login) -> Record | None:
        await asyncio.sleep(0.4)
        return await super().get(login)


async def test_the_time_that_the_store_takes_is_a_part_of_the_wait(source: FakeSource, clock: FakeClock) -> None:
    source.gate.clear()
    with ThreadPoolExecutor(1) as executor:
        scorer = Scorer(source, SlowStore(MEBIBYTE), executor, clock=clock)
        loop = asyncio.get_running_loop()
        began = loop.time()

        with pytest.raises(Warming):
            await scorer.answer(ADA, wait=0.3)

        spent = loop.time() - began
        source.gate.set()
        await scorer.close()
    assert spent < 0.65


async def test_a_failure_that_is_told_to_many_keeps_none_of_them(scorer: Scorer, source: FakeSource) -> None:
    source.broken = ZeroDivisionError()
    found: list[Unavailable] = []
    for _ in range(50):
        with pytest.raises(Unavailable) as raised:
            await scorer.answer(ADA, wait=LONG)
        found.append(raised.value)

    trace, frames = found[-1].__traceback__, 0
    while trace:
        trace, frames = trace.tb_next, frames + 1
    assert frames < 10
