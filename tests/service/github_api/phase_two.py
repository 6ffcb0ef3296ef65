"""A GitHub for phase two: answers to whatever is asked about an id, and ways to spoil them."""

from collections.abc import Callable

from service.evidence import Depth
from service.github_api.looking import Subject, open_work
from service.github_api.observed import Account, Look
from service.github_api.transport import Answer
from service.wishes import Wishes
from tests.service.github_api.observations import WINDOW, ago
from tests.service.github_api.scripted import FakeGitHub, Json, Question, data, gateway_to

COMMIT: Json = {
    "oid": "abc",
    "authoredDate": f"{ago(1)}T09:00:00Z",
    "additions": 1,
    "deletions": 0,
    "changedFilesIfAvailable": 1,
    "message": "Mend the pump",
    "author": {"email": "ada@example.org", "user": {"login": "ada"}},
}
HISTORY: Json = {"defaultBranchRef": {"target": {"history": {"totalCount": 1, "nodes": [COMMIT]}}}}
PULL: Json = {"mergeCommit": None, "files": {"nodes": [{"path": "pump.py"}]}, "commits": {"nodes": []}}
CALENDAR: Json = {
    "contributionsCollection": {
        "contributionCalendar": {
            "weeks": [{"contributionDays": [{"date": str(ago(4)), "contributionCount": 2}]}],
        },
        **{
            f"{kind}Contributions": {"nodes": []}
            for kind in ("issue", "pullRequest", "pullRequestReview", "repository")
        },
    }
}


def node_for(value: str) -> Json:
    """The answer to a question about this id."""
    if value.startswith("PR_"):
        return PULL
    return CALENDAR if value.startswith("U_") else HISTORY


def asked_ids(question: Question) -> dict[str, str]:
    """The id behind each alias."""
    return {name: value for name, value in question.values.items() if name[:1] == "q" and "_" not in name}


def honest(question: Question) -> Answer:
    """Every id has its answer."""
    return data({alias: node_for(value) for alias, value in asked_ids(question).items()})


def spoiled(change: Callable[[Question, Json], list[Json]]) -> FakeGitHub:
    """A transport whose data `change` may alter, giving the errors."""

    def reply(question: Question) -> Answer:
        found = {alias: node_for(value) for alias, value in asked_ids(question).items()}
        errors = change(question, found)
        return data(found, *errors)

    return FakeGitHub(reply)


def opened(hub: FakeGitHub, *who: Account, depth: Depth = Depth.FULL, wishes: Wishes | None = None) -> list[Look]:
    """What is seen of each account."""
    return open_work(gateway_to(hub), [Subject(each, wishes or Wishes()) for each in who], WINDOW, depth)
