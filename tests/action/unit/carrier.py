"""A GitHub in memory that can be read and written, with accidents on command, for tests of what is posted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from action.patience import Limits, Patience
from action.publish.writing import Desk
from action.reader import Reader
from action.viewer import Viewer
from service.github_api.token_kind import TokenKind
from service.github_api.transport import Answer, Json
from tests.action.unit.invented import clocks
from tests.fakes import FakeClock

BOT = Viewer("github-actions[bot]", TokenKind.WORKFLOW)
LOST = Answer(0)
FORBIDDEN = Answer(403, {}, {"message": "Resource not accessible by integration"})
MISSING = Answer(404, {}, {"message": "Not Found"})


@dataclass
class Repository:
    """Issues, comments and labels of one repository.

    Attributes:
        refuse: answers instead of doing anything, by verb and the end of the path; the first is taken.
        lose: the answer to a write is lost after it was done.
        late: a lost write only shows after so many lists.
        before_write: something that happens elsewhere just before a write.
        made: how often a label of a name was created, so that each of them has an ID of its own.
    """

    issues: list[Json] = field(default_factory=list)
    comments: list[Json] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    refuse: dict[tuple[str, str], list[Answer]] = field(default_factory=dict)
    lose: set[str] = field(default_factory=set)
    author: str = BOT.login
    writes: list[tuple[str, str]] = field(default_factory=list)
    before_write: list[Callable[[], None]] = field(default_factory=list)
    graph: list[Answer] = field(default_factory=list)
    asked: list[Json] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)

    def add_issue(self, body: str, author: str = BOT.login, labels: tuple[str, ...] = (), **more: object) -> Json:
        """Put an issue there."""
        number = len(self.issues) + 1
        issue: Json = {
            "number": number, "title": "", "body": body, "state": "open", "user": {"login": author},
            "labels": labels, "html_url": f"https://github.com/octo/hello/issues/{number}", **more,
        }  # fmt: skip
        self.issues.append(issue)
        return issue

    def graphql(self, query: str, variables: Json) -> Answer:
        self.asked.append({"query": query, **variables})
        return self._delete_label(variables["input"]["id"]) if "deleteLabel" in query else self.graph.pop(0)

    def _delete_label(self, label: str) -> Answer:
        name = label.partition("#")[0]
        self.writes.append(("DELETE", f"labels/{name}"))
        refused = self._refused("DELETE", f"labels/{name}")
        if refused:
            return refused
        if name not in self.labels or label != self._id(name):
            error = {"type": "NOT_FOUND", "path": ["deleteLabel"], "message": "Could not resolve to a node"}
            return Answer(200, {}, {"data": {"deleteLabel": None}, "errors": [error]})
        del self.labels[name]
        if "deleteLabel" in self.lose:
            self.lose.discard("deleteLabel")
            return LOST
        return data(deleteLabel={"clientMutationId": None})

    def _id(self, label: str) -> str:
        return f"{label}#{self.made.get(label, 0)}"

    def _label(self, name: str) -> Json:
        return {"name": name, "node_id": self._id(name), "description": self.labels[name]}

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        asked = parameters or {}
        refused = self._refused("GET", path)
        if refused:
            return refused
        if "/labels/" in path:
            name = path.rpartition("/")[2]
            return Answer(200, {}, self._label(name)) if name in self.labels else MISSING
        if path.endswith("/comments"):
            return Answer(200, {}, list(self.comments))
        found = [issue for issue in self.issues if asked.get("labels") in {None, *issue["labels"]}]
        return Answer(200, {}, [each for each in found if asked.get("creator") in {None, each["user"]["login"]}])

    def send(self, verb: str, path: str, body: Json) -> Answer:
        self.writes.append((verb, path.removeprefix("/repos/octo/hello/")))
        if self.before_write:
            self.before_write.pop(0)()
        refused = self._refused(verb, path)
        if refused:
            return refused
        answer = self._do(path.removeprefix("/repos/octo/hello/"), body)
        what = path.rpartition("/")[2]
        if what in self.lose:
            self.lose.discard(what)
            return LOST
        return answer

    def _refused(self, verb: str, path: str) -> Answer | None:
        for (kind, end), answers in self.refuse.items():
            if kind == verb and path.endswith(end) and answers:
                return answers.pop(0)
        return None

    def _do(self, path: str, body: Json) -> Answer:
        match path.split("/"):
            case ["labels"] if body["name"] in self.labels or not body["name"]:
                return Answer(422, {}, {"message": "Validation Failed"})
            case ["labels"]:
                self.labels[body["name"]] = body["description"]
                self.made[body["name"]] = self.made.get(body["name"], 0) + 1
                return Answer(201, {}, self._label(body["name"]))
            case ["issues"]:
                return Answer(201, {}, self.add_issue(body["body"], self.author, tuple(body["labels"])))
            case ["issues", number]:
                self.issues[int(number) - 1].update(body)
                return Answer(200, {}, self.issues[int(number) - 1])
            case ["issues", "comments", number]:
                self.comments[int(number) - 1]["body"] = body["body"]
                return Answer(200, {}, self.comments[int(number) - 1])
            case _:
                number = str(len(self.comments) + 1)
                comment = {"id": int(number), "user": {"login": self.author}, **body}
                self.comments.append(comment)
                return Answer(201, {}, {**comment, "html_url": f"https://github.com/comment-{number}"})


def a_desk(repository: Repository, clock: FakeClock, **limits: Any) -> Desk:  # noqa: ANN401 - any limit
    """A desk that writes there."""
    time = clocks(clock)
    until = limits.pop("until", None) or clock().replace(year=clock().year + 1)
    return Desk(repository, Patience(time, Limits(until, **limits)))


@dataclass
class Answers:
    """A transport that gives prepared answers: by path for REST, in order for GraphQL."""

    pages: dict[str, list[Answer]] = field(default_factory=dict)
    graph: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, Json]] = field(default_factory=list)

    def graphql(self, query: str, variables: Json) -> Answer:
        self.asked.append((query, variables))
        return self.graph.pop(0) if len(self.graph) > 1 else self.graph[0]

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        self.asked.append((path, dict(parameters or {})))
        listed = self.pages.get(path, [MISSING])
        return listed.pop(0) if len(listed) > 1 else listed[0]

    def reader(self, clock: FakeClock) -> Reader:
        """A reader of these answers."""
        return Reader(self, clock)


def data(**nodes: object) -> Answer:
    """The answer to a GraphQL question."""
    return Answer(200, {}, {"data": nodes})


def items(*found: object, **headers: str) -> Answer:
    """A page of a list."""
    return Answer(200, headers, list(found))
