"""Two runs at the same time: whenever the second begins, whatever gets lost, there is one issue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import unquote

import pytest

from action.patience import Limits, Patience
from action.publish.claims import Claims
from action.publish.issue import HOLD, WAIT, Issue, RollingIssue
from action.publish.writing import Desk
from action.viewer import Viewer
from service.github_api.client import TIMEOUT_SECONDS
from service.github_api.token_kind import TokenKind
from service.github_api.transport import Answer, Json
from tests.action.unit.invented import clocks
from tests.fakes import NOW, FakeClock

BOT = "github-actions[bot]"
MARKER = "<!-- still-engineering:summary org:octo -->"
LOST = Answer(0)
Accident = Callable[[str, str], Answer | None]


def nothing(_verb: str, _path: str) -> Answer | None:
    """A good day."""
    return None


@dataclass
class Board:
    """The issues and labels of one repository.

    Attributes:
        before: called with verb and path before a request is done; what it returns is the answer instead.
        after: the same once it has been done, so that the answer is lost and the deed is not.
    """

    issues: list[Json] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    before: Accident = nothing
    after: Accident = nothing
    asked: int = 0

    def graphql(self, query: str, variables: Json) -> Answer:
        raise NotImplementedError

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        return self._through("GET", path, lambda: self._get(path, parameters or {}))

    def send(self, verb: str, path: str, body: Json) -> Answer:
        return self._through(verb, path, lambda: self._write(path, body))

    def _through(self, verb: str, path: str, do: Callable[[], Answer]) -> Answer:
        self.asked += 1
        return self.before(verb, path) or self._done(verb, path, do())

    def _done(self, verb: str, path: str, answer: Answer) -> Answer:
        return self.after(verb, path) or answer

    def _get(self, path: str, parameters: Mapping[str, str | int]) -> Answer:
        if path.endswith("/issues"):
            label = parameters.get("labels")
            return Answer(200, {}, [issue for issue in self.issues if label in {None, *issue["labels"]}])
        name = unquote(path.rpartition("/labels/")[2])
        known = Answer(200, {}, {"name": name, "description": self.labels.get(name)})
        return known if name in self.labels else Answer(404, {}, {"message": "Not Found"})

    def _write(self, path: str, body: Json) -> Answer:
        if path.endswith("/issues"):
            self.issues.append({"number": len(self.issues) + 1, "state": "open", "user": {"login": BOT}, **body})
            return Answer(201, {}, self.issues[-1])
        if body["name"] in self.labels:
            return Answer(422, {}, {"message": "Validation Failed"})
        self.labels[body["name"]] = body["description"]
        return Answer(201, {}, body)


def create(board: Board, clock: FakeClock, nonce: str) -> tuple[Issue, bool]:
    """One run's way to its issue."""
    desk = Desk(board, Patience(clocks(clock), Limits(NOW + timedelta(days=1))))
    rolling = RollingIssue(desk, Viewer(BOT, TokenKind.WORKFLOW), "octo/hello", "report", MARKER)
    object.__setattr__(rolling, "claims", Claims(desk, "octo/hello", "report", nonce * 16))
    return rolling.create_once("Report", MARKER)


@pytest.mark.parametrize("step", range(1, 15))
@pytest.mark.parametrize("lost", ["", "/labels", "/issues"])
def test_the_second_run_does_all_its_work_in_the_middle_of_a_step_of_the_first(step: int, lost: str) -> None:
    board, clock, results = Board(), FakeClock(), list[tuple[Issue, bool]]()

    def other_run(_verb: str, _path: str) -> Answer | None:
        if board.asked != step:
            return None
        board.before, began = nothing, clock()
        results.append(create(board, clock, "b"))
        # No request is on its way for longer than the client waits and GitHub works.
        return LOST if clock() - began > timedelta(seconds=TIMEOUT_SECONDS) else None

    def lose_once(verb: str, path: str) -> Answer | None:
        if not lost or verb != "POST" or not path.endswith(lost):
            return None
        board.after = nothing
        return LOST

    board.before, board.after = other_run, lose_once

    results.append(create(board, clock, "a"))

    assert len(board.issues) == 1
    assert {issue.number for issue, _ in results} == {1}


def test_others_wait_longer_than_a_claim_holds() -> None:
    assert HOLD + timedelta(seconds=2 * TIMEOUT_SECONDS) < WAIT
