"""A comment on the rolling issue for each run, so that those who subscribe hear of it; one a run, whatever is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from action.errors import NotPosted
from action.publish.issue import SETTLE, Issue
from action.publish.writing import Desk, was_written
from action.reader import Reader
from action.viewer import Viewer
from service.github_api.outcomes import Verdict, judge_rest

_TRIES = 3
_POLL_SECONDS = 3.0
_CLOCKS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one run.

    Attributes:
        marker: an HTML comment that only this run's comment has.
        since: when the run began.
    """

    desk: Desk
    viewer: Viewer
    repository: str
    marker: str
    since: datetime

    def post_once(self, issue: Issue, body: str) -> str:
        """Post the run's comment, or change it if it is there already; returns its address.

        Raises:
            NotPosted: GitHub did not take it.
        """
        reason = ""
        for _ in range(_TRIES):
            found = self.find(issue)
            path = f"/repos/{self.repository}/issues"
            answer = (
                self.desk.change(f"{path}/comments/{found}", {"body": body})
                if found
                else self.desk.create(f"{path}/{issue.number}/comments", {"body": body})
            )
            if was_written(answer):
                return str(answer.body.get("html_url", issue.url))
            outcome = judge_rest(answer, self._now())
            reason = outcome.reason or f"status {answer.status}"
            if outcome.verdict is not Verdict.RETRY:
                break
            self._settle(issue)
        raise NotPosted(
            f"GitHub did not take the comment on issue {issue.number} of {self.repository} ({reason}). "
            "The post-token needs issues: write there."
        )

    def find(self, issue: Issue) -> int | None:
        """The number of this run's comment; None if there is none."""
        reader = Reader(self.desk, self._now)
        since = f"{self.since - _CLOCKS:%Y-%m-%dT%H:%M:%SZ}"
        listed = reader.pages(f"/repos/{self.repository}/issues/{issue.number}/comments", {"since": since})
        for item in listed:
            user = item.get("user") or {}
            if self.marker in str(item.get("body") or "") and self.viewer.wrote(str(user.get("login", ""))):
                return int(item["id"])
        return None

    def _settle(self, issue: Issue) -> None:
        """Wait for what was lost on the way to show, or to have failed for good."""
        until = self._now() + SETTLE
        while self._now() < until and self.find(issue) is None:
            self.desk.patience.time.sleep(_POLL_SECONDS)

    def _now(self) -> datetime:
        return self.desk.patience.time.now()
