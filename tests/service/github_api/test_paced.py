"""A token asks a few questions at once, and no more of GitHub's time than a minute has."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from service.errors import RateLimited
from service.github_api.pace import GRAPHQL_SECONDS, Pace
from service.github_api.paced import PacedTransport
from service.github_api.room import MOST
from service.github_api.tokens import Resource
from service.github_api.transport import Answer, Json


@dataclass
class Counting:
    """A transport that remembers how many questions were on their way at once."""

    seconds: float = 0.0
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def graphql(self, query: str, variables: Json) -> Answer:
        return self._answer()

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        return self._answer()

    def _answer(self) -> Answer:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        with self.lock:
            self.now -= 1
        return Answer(200, body={})


def test_no_more_than_three_graphql_questions_are_on_their_way_at_once() -> None:
    hub = Counting(seconds=0.01)
    paced = PacedTransport(hub, time.monotonic)

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _: paced.graphql("query", {}), range(24)))

    assert len(answers) == 24
    assert hub.most == MOST


def test_rest_questions_are_not_held_back_by_graphql_ones() -> None:
    hub = Counting(seconds=0.02)
    paced = PacedTransport(hub, time.monotonic)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: paced.rest("/users/ada"), range(8)))

    assert hub.most > MOST


def test_a_turn_that_does_not_come_in_time_is_a_clear_failure() -> None:
    pace = Pace()
    pace.start(Resource.GRAPHQL)
    pace.end(Resource.GRAPHQL, 0.0, GRAPHQL_SECONDS + 10)
    ticks = iter(range(0, 1000, 7))
    paced = PacedTransport(Counting(), lambda: float(next(ticks)), pace=pace)

    with pytest.raises(RateLimited, match="as fast as it may"):
        paced.graphql("query", {})


def test_a_minute_later_there_is_time_again() -> None:
    pace = Pace()
    pace.start(Resource.GRAPHQL)
    pace.end(Resource.GRAPHQL, 0.0, GRAPHQL_SECONDS + 10)

    waits = [pace.wait(Resource.GRAPHQL, now) > 0 for now in (1.0, 59.0, 61.0)]

    assert waits == [True, True, False]


def test_a_question_that_breaks_gives_its_turn_back() -> None:
    class Broken(Counting):
        def graphql(self, query: str, variables: Json) -> Answer:
            raise ZeroDivisionError

    paced = PacedTransport(Broken(), time.monotonic)

    for _ in range(MOST + 1):
        with pytest.raises(ZeroDivisionError):
            paced.graphql("query", {})

    assert paced.room.is_free
    assert paced.pace.wait(Resource.GRAPHQL, time.monotonic()) == 0.0
