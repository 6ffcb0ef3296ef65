"""Questions of many threads at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from action.patience import IN_FLIGHT, Limits, Patience
from service.github_api.outcomes import judge_rest
from service.github_api.tokens import Resource
from service.github_api.transport import Answer
from tests.action.unit.invented import clocks
from tests.fakes import NOW, FakeClock


def test_never_more_than_a_few_questions_are_on_their_way() -> None:
    patience = Patience(clocks(FakeClock()), Limits(NOW + timedelta(days=1)))
    together, lock, now, most = threading.Barrier(IN_FLIGHT), threading.Lock(), 0, 0

    def question() -> Answer:
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
        together.wait(10)
        with lock:
            now -= 1
        return Answer(200, {}, {})

    with ThreadPoolExecutor(3 * IN_FLIGHT) as pool:
        running = [pool.submit(patience.ask, Resource.CORE, question, judge_rest) for _ in range(3 * IN_FLIGHT)]
        answers = [each.result(20) for each in running]

    assert (most, len(answers)) == (IN_FLIGHT, 3 * IN_FLIGHT)
