"""The one rolling issue of a report: found again by a hidden marker and its own author, created once, then updated.

GitHub has no way to create an issue only if there is none. It has one for labels: of two runs that create a label,
one is told that it exists. So every report has a label of its own as its lock: whoever creates it may create the issue,
for a while; everybody else waits for that issue to appear. When it does not, they delete the label and create it again.
They delete it by its ID, so that of all who do, nobody deletes what another one has just created.
https://docs.github.com/en/rest/issues/labels#create-a-label
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from action.errors import NotAllowed, NotPosted, Unknown
from action.publish.claims import Claim, Claims, Lock, lock_name
from action.publish.writing import Desk, TooLate, was_written
from action.reader import Reader
from action.viewer import Viewer
from service.github_api.outcomes import Verdict, judge_rest
from service.github_api.transport import Answer, Json

HOLD, WAIT = timedelta(minutes=4), timedelta(minutes=5)
"""How long a claim allows to create the issue, and how long others wait for that; the second has to be longer."""
SETTLE = timedelta(seconds=15)
"""How long an answer that was lost may still become an issue: GitHub ends every request after ten seconds."""
_POLL_SECONDS = 3.0
_ROUNDS = 5
_RECENT_PAGES = 5
_GONE = 410


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as GitHub shows it."""

    number: int
    url: str
    body: str
    open: bool


@dataclass(frozen=True, slots=True)
class RollingIssue:
    """The issue of one report in one repository.

    Attributes:
        marker: an HTML comment that only this report's issue has.
    """

    desk: Desk
    viewer: Viewer
    repository: str
    label: str
    marker: str
    claims: Claims = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "claims", Claims(self.desk, self.repository, lock_name(self.label, self.marker)))

    @property
    def _reader(self) -> Reader:
        return Reader(self.desk, self._now)

    def find(self) -> Issue | None:
        """The issue, if there is one: the oldest open one, else the oldest.

        Raises:
            ActionError: GitHub does not list the repository's issues.
        """
        for parameters, pages in self._places():
            found = [issue for issue in self._list(parameters, pages) if self.marker in issue.body]
            if found:
                return min(found, key=lambda issue: (not issue.open, issue.number))
        return None

    def update(self, issue: Issue, title: str, body: str) -> Issue:
        """Change title and text; whether it is open is for people to decide.

        Raises:
            ActionError: GitHub did not change it.
        """
        answer = self.desk.change(f"{self._path}/{issue.number}", {"title": title, "body": body})
        if not was_written(answer):
            raise self._refused(answer)
        return _issue(answer.body)

    def create_once(self, title: str, body: str) -> tuple[Issue, bool]:
        """Create the issue unless somebody else does; returns it and whether this run created it.

        Raises:
            ActionError: it could not be created; whatever happened, there is not a second one.
        """
        for _ in range(_ROUNDS):
            before = self._now() + HOLD
            lock = self.claims.take()
            found = self._await(lock)
            if found:
                return found, False
            created = self._create(title, body, before, lock) if lock.claim is Claim.OURS else None
            if created:
                return created, True
            # Whoever held it may not create the issue any more, and did not: from here on it keeps everybody out.
            self.claims.free(lock)
        raise self.claims.given_up()

    def _await(self, lock: Lock) -> Issue | None:
        """The issue, perhaps after its creator had the time to create it."""
        if lock.claim is Claim.OURS:
            return self.find()
        return self._look(WAIT if lock.claim is Claim.TAKEN_NOW else SETTLE)

    def _create(self, title: str, body: str, before: datetime, lock: Lock) -> Issue | None:
        fresh: Json = {"title": title, "body": body, "labels": [self.label]}
        self.claims.show(self.label)
        while self._now() < before:
            try:
                answer = self.desk.create(self._path, fresh, before=before)
            except TooLate:
                return None
            if was_written(answer):
                return _issue(answer.body)
            verdict = judge_rest(answer, self._now()).verdict
            if verdict is Verdict.ABSENT:
                # That it was refused is what people have to know, whatever becomes of the lock.
                with contextlib.suppress(NotPosted):
                    self.claims.free(lock)
            if verdict is not Verdict.RETRY:
                raise self._refused(answer)
            # Nobody knows whether it was created, so it is looked for before another try.
            found = self._look(SETTLE)
            if found:
                return found
        return None

    def _look(self, how_long: timedelta) -> Issue | None:
        until = self._now() + how_long
        while True:
            found = self.find()
            if found or self._now() >= until:
                return found
            self.desk.patience.time.sleep(_POLL_SECONDS)

    def _places(self) -> Iterator[tuple[Json, int]]:
        """Where the issue may be: under its label or, if somebody took that off, among those of this account."""
        yield {"state": "all", "labels": self.label}, 1000
        yield {"state": "all", "creator": self.viewer.login}, 1000
        yield {"state": "all", "sort": "updated", "direction": "desc"}, _RECENT_PAGES

    def _list(self, parameters: Json, pages: int) -> list[Issue]:
        try:
            listed = self._reader.pages(self._path, parameters, most=pages)
        except Unknown:
            if "creator" in parameters:
                return []
            raise NotAllowed(
                f"The issues of {self.repository} cannot be read: it does not exist, has no issues, or the token "
                "lacks the permission issues: write."
            ) from None
        own = (item for item in listed if "pull_request" not in item and self._is_own(item))
        return [_issue(item) for item in own]

    def _is_own(self, item: Json) -> bool:
        """Anybody can write the marker into an issue of theirs; only this account's own counts."""
        user = item.get("user")
        return isinstance(user, dict) and self.viewer.wrote(str(user.get("login", "")))

    def _refused(self, answer: Answer) -> NotPosted:
        if answer.status == _GONE:
            return NotPosted(f"Issues are switched off in {self.repository}; choose another issue-repository.")
        reason = judge_rest(answer, self._now()).reason or f"status {answer.status}"
        return NotPosted(
            f"GitHub did not take the issue in {self.repository} ({reason}). The post-token needs issues: write there."
        )

    def _now(self) -> datetime:
        return self.desk.patience.time.now()

    @property
    def _path(self) -> str:
        return f"/repos/{self.repository}/issues"


def _issue(item: Json) -> Issue:
    return Issue(
        int(item["number"]), str(item.get("html_url", "")), str(item.get("body") or ""), item.get("state") != "closed"
    )
