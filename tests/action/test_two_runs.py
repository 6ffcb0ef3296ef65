"""Two runs at the same time: whenever the second begins, whatever gets lost, there is one issue."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import unquote

import pytest

from action.errors import NotPosted
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
REFUSED = Answer(410, {}, {"message": "Issues are disabled for this repo"})
LEFT_BEHIND = f"Lock ({NOW - timedelta(days=7):%Y-%m-%dT%H:%M:%SZ} {'0' * 16})"
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
        made: how many labels were created; each has an ID of its own.
    """

    issues: list[Json] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    before: Accident = nothing
    after: Accident = nothing
    asked: int = 0
    made: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    def graphql(self, query: str, variables: Json) -> Answer:
        assert "deleteLabel" in query
        return self._through("DELETE", "/labels", lambda: self._delete_label(variables["input"]["id"]))

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
        return Answer(200, {}, self._label(name)) if name in self.labels else Answer(404, {}, {"message": "Not Found"})

    def _write(self, path: str, body: Json) -> Answer:
        if path.endswith("/issues"):
            self.issues.append({"number": len(self.issues) + 1, "state": "open", "user": {"login": BOT}, **body})
            return Answer(201, {}, self.issues[-1])
        if body["name"] in self.labels:
            return Answer(422, {}, {"message": "Validation Failed"})
        self.labels[body["name"]] = body["description"]
        self.made += 1
        self.ids[body["name"]] = f"LA_{self.made}"
        return Answer(201, {}, self._label(body["name"]))

    def _label(self, name: str) -> Json:
        return {"name": name, "description": self.labels[name], "node_id": self.ids.get(name, f"LA_{name}")}

    def _delete_label(self, label: str) -> Answer:
        for name in [name for name in self.labels if self._label(name)["node_id"] == label]:
            del self.labels[name]
            return Answer(200, {}, {"data": {"deleteLabel": {"clientMutationId": None}}})
        error = {"type": "NOT_FOUND", "path": ["deleteLabel"], "message": "Could not resolve to a node"}
        return Answer(200, {}, {"data": {"deleteLabel": None}, "errors": [error]})


def create(board: Board, clock: FakeClock, nonce: str) -> tuple[Issue, bool]:
    """One run's way to its issue."""
    desk = Desk(board, Patience(clocks(clock), Limits(clock() + timedelta(days=1))))
    rolling = RollingIssue(desk, Viewer(BOT, TokenKind.WORKFLOW), "octo/hello", "report", MARKER)
    object.__setattr__(rolling, "claims", Claims(desk, "octo/hello", "report", nonce * 16))
    return rolling.create_once("Report", MARKER)


def interrupted(board: Board, clock: FakeClock, step: int) -> list[tuple[Issue, bool]]:
    """What two runs have, of which the second does all its work before the request of this number of the first."""
    results = list[tuple[Issue, bool]]()

    def other_run(verb: str, path: str) -> Answer | None:
        if board.asked != step:
            return first(verb, path)
        board.before, began = first, clock()
        results.append(create(board, clock, "b"))
        # No request is on its way for longer than the client waits and GitHub works.
        return LOST if clock() - began > timedelta(seconds=TIMEOUT_SECONDS) else None

    first, board.before = board.before, other_run
    with contextlib.suppress(NotPosted):
        results.append(create(board, clock, "a"))
    return results


def once(verb: str, path: str, answer: Answer) -> Accident:
    """The first time that this is asked, that is the answer."""
    left = [answer]

    def accident(asked: str, where: str) -> Answer | None:
        return left.pop() if left and asked == verb and where.endswith(path) else None

    return accident


@pytest.mark.parametrize("step", range(1, 15))
@pytest.mark.parametrize("lost", ["", "/labels", "/issues"])
def test_the_second_run_does_all_its_work_in_the_middle_of_a_step_of_the_first(step: int, lost: str) -> None:
    board = Board()
    if lost:
        board.after = once("POST", lost, LOST)

    results = interrupted(board, FakeClock(), step)

    assert len(board.issues) == 1
    assert {issue.number for issue, _ in results} == {1}


@pytest.mark.parametrize("step", range(1, 30))
@pytest.mark.parametrize("lost", [("", ""), ("DELETE", "/labels"), ("POST", "/labels"), ("POST", "/issues")])
def test_two_runs_that_take_over_what_a_third_left_behind_share_one_issue(step: int, lost: tuple[str, str]) -> None:
    board = Board(labels={"report": LEFT_BEHIND})
    board.after = once(*lost, LOST)

    results = interrupted(board, FakeClock(), step)

    assert len(board.issues) == 1
    assert {issue.number for issue, _ in results} == {1}
    assert set(board.labels) == {"report"} | set(board.issues[0]["labels"])


@pytest.mark.parametrize("step", range(1, 12))
def test_a_run_that_is_refused_does_not_take_the_lock_of_the_other(step: int) -> None:
    board = Board()
    board.before = once("POST", "/issues", REFUSED)

    interrupted(board, FakeClock(), step)

    assert len(board.issues) <= 1
    assert create(board, FakeClock(NOW + timedelta(days=7)), "c")[0].number == 1


def test_others_wait_longer_than_a_claim_holds() -> None:
    assert HOLD + timedelta(seconds=2 * TIMEOUT_SECONDS) < WAIT
