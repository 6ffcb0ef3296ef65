"""A transport that answers from a script, and gateways to it; time is the test's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from service.github_api.gateway import Gateway
from service.github_api.tokens import TokenPool
from service.github_api.transport import Answer
from tests.fakes import FakeClock

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a document or a path, and its variables or parameters."""

    text: str
    values: Mapping[str, Any]

    @property
    def logins(self) -> list[str]:
        """The logins of phase one, in their order."""
        return [value for name, value in self.values.items() if name[:1] == "l" and name[1:].isdecimal()]

    @property
    def is_phase_two(self) -> bool:
        """Whether it opens work."""
        return self.text.startswith("query Work")


Reply = Callable[[Question], Answer]


@dataclass(slots=True)
class FakeGitHub:
    """A transport; every answer takes its time on the clock."""

    reply: Reply
    clock: FakeClock = field(default_factory=FakeClock)
    asked: list[Question] = field(default_factory=list)

    def graphql(self, query: str, variables: Json) -> Answer:
        return self._answer(Question(query, variables))

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        return self._answer(Question(path, parameters or {}))

    def _answer(self, question: Question) -> Answer:
        self.asked.append(question)
        answer = self.reply(question)
        self.clock.advance(seconds=answer.seconds)
        return answer


def in_turn(*answers: Answer) -> Reply:
    """One answer after the other; the last one again and again."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def always(answer: Answer) -> Reply:
    """The same answer to everything."""
    return lambda _: answer


def gateway_to(*hubs: FakeGitHub, reserve: float = 0.02) -> Gateway:
    """A gateway with a token for each transport; pauses pass on the first one's clock."""
    clock = hubs[0].clock
    pool = TokenPool(tuple(f"secret-{i}" for i in range(len(hubs))), clock=clock, reserve=reserve)
    return Gateway(pool, lambda token: hubs[token.number], clock, lambda seconds: clock.advance(seconds=seconds))


def data(body: Json | None, *errors: Json, seconds: float = 0.0) -> Answer:
    """A GraphQL answer."""
    return Answer(200, body={"data": body} | ({"errors": list(errors)} if errors else {}), seconds=seconds)


def error(kind: str | None, *path: str | int, message: str = "Something went wrong.") -> Json:
    """A GraphQL error; without a type it is an accident of GitHub's."""
    found: Json = {"message": message}
    if kind:
        found["type"] = kind
    if path:
        found["path"] = list(path)
    return found


def spent(resource: str, clock: FakeClock, *, remaining: int = 0, limit: int = 5000) -> dict[str, str]:
    """The headers of a budget that is filled again in half an hour."""
    reset = clock() + timedelta(minutes=30)
    return {
        "x-ratelimit-resource": resource,
        "x-ratelimit-limit": str(limit),
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": str(int(reset.timestamp())),
    }
