"""The demo's GitHub behind a scripted transport, so that single answers can be spoiled."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from service.demo import DemoGitHub
from service.demo.executor import Types
from service.github_api.transport import Answer
from tests.fakes import FakeClock
from tests.github_stub.world_edits import WatchedTypes
from tests.service.github_api.scripted import FakeGitHub, Question

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
Spoil = Callable[[Question, Answer], Answer]


def untouched(_question: Question, answer: Answer) -> Answer:
    """The answer as it is."""
    return answer


def invented_hub(spoil: Spoil = untouched, *, now: datetime = NOW, types: Types | None = None) -> FakeGitHub:
    """A transport to the demo's world as of `now`; each answer passes through `spoil`."""
    more: dict[str, Any] = {"types": types} if types else {}
    demo = DemoGitHub(lambda: now, **more)

    def reply(question: Question) -> Answer:
        values = dict(question.values)
        whole = demo.rest(question.text, values) if question.text[:1] == "/" else demo.graphql(question.text, values)
        return spoil(question, whole)

    return FakeGitHub(reply, FakeClock(now))


def heavy(login: str, days: int) -> Types:
    """The demo's types, on which GitHub runs out of resources for longer windows of this login."""
    watched = WatchedTypes(lambda _: None)
    watched.heavy[login] = days
    return watched.types
