"""Posts one report to every place at GitHub that was asked for; what fails in one place does not stop the others."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from action.commands import Console
from action.errors import ActionError, NotPosted
from action.fields import Target
from action.inputs import Inputs
from action.publish.comment import Comments
from action.publish.discussion import RollingDiscussion
from action.publish.issue import Issue, RollingIssue
from action.publish.writing import Desk
from action.report import BODY_CHARACTERS, Frame, characters, render
from action.state import Entry, comment, parse_state, with_entry
from action.summary import Summary
from action.viewer import Viewer

AT_GITHUB = frozenset({Target.ISSUE, Target.COMMENT, Target.DISCUSSION})


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the report is now."""

    issue: Issue | None = None


@dataclass(slots=True)
class Posting:
    """The places of one report.

    Attributes:
        viewer: asks whose token posts; only called if something is posted.
        run: names this run, so that it comments once.
        problems: what could not be posted, and why; each is said once.
    """

    inputs: Inputs
    desk: Desk | None
    viewer: Callable[[Desk], Viewer]
    frame: Frame
    run: str
    began: datetime
    console: Console
    problems: list[ActionError] = field(default_factory=list)
    _who: Viewer | None = None
    _issue: Issue | None = None
    _searched: bool = True

    def before(self, key: str) -> tuple[Entry, ...]:
        """What the last reports left in the issue; nothing if there is none yet, or no issue is wanted."""
        if self.desk is None or not self.inputs.post_to & {Target.ISSUE, Target.COMMENT}:
            return ()
        self._searched = False
        with self.noting():
            self._issue = self._rolling(self.desk, key).find()
            self._searched = True
        return parse_state(self._issue.body) if self._issue else ()

    def post(self, summary: Summary) -> Posted:
        """Post the report; `problems` has what went wrong."""
        wanted = self.inputs.post_to & AT_GITHUB
        if not self._searched:
            # Whoever could not look for the issue cannot know that there is none.
            wanted -= {Target.ISSUE, Target.COMMENT}
        if not wanted:
            return Posted()
        if self.inputs.dry_run or self.desk is None:
            self._say_what_would_be(wanted)
            return Posted(self._issue)
        if Target.DISCUSSION in wanted:
            self._discuss(summary, self.desk)
        if wanted & {Target.ISSUE, Target.COMMENT}:
            with self.noting():
                self._issue = self._put_issue(summary, self.desk)
        if Target.COMMENT in wanted and self._issue:
            self._comment(summary, self.desk, self._issue)
        return Posted(self._issue)

    def _put_issue(self, summary: Summary, desk: Desk) -> Issue:
        rolling = self._rolling(desk, summary.key)
        text = self._issue_text(summary, ())
        issue, created = (self._issue, False) if self._issue else rolling.create_once(self.inputs.issue_title, text)
        if created:
            self.console.say(f"Created issue {issue.number} in {self.inputs.issue_repository}.")
            return issue
        if Target.ISSUE in self.inputs.post_to:
            # Another run may have added its entry since this one began.
            latest = rolling.find() or issue
            issue = rolling.update(latest, self.inputs.issue_title, self._issue_text(summary, parse_state(latest.body)))
            self.console.say(f"Updated issue {issue.number} in {self.inputs.issue_repository}.")
            if not issue.open:
                self.console.notice("The issue is closed", f"Issue {issue.number} was updated, and stays closed.")
        return issue

    def _issue_text(self, summary: Summary, others: tuple[Entry, ...]) -> str:
        entries = summary.reports
        if summary.figures and others:
            entries = with_entry(others, summary.reports[-1], summary.smallest)
        head = f"{marker(summary.key)}\n{comment(entries or others)}\n"
        return head + render(summary, self.frame, characters, BODY_CHARACTERS - characters(head))

    def _comment(self, summary: Summary, desk: Desk, issue: Issue) -> None:
        with self.noting():
            mark = f"<!-- still-engineering:run {self.run or f'{self.began:%Y%m%d%H%M%S%f}'} -->"
            comments = Comments(desk, self._ask_viewer(desk), self.inputs.issue_repository, mark, self.began)
            body = render(summary, self.frame, characters, BODY_CHARACTERS - characters(mark) - 1)
            self.console.say(f"Commented: {comments.post_once(issue, f'{mark}{chr(10)}{body}')}")

    def _discuss(self, summary: Summary, desk: Desk) -> None:
        with self.noting():
            mark = marker(summary.key)
            rolling = RollingDiscussion(desk, self._ask_viewer(desk), self._repository(), mark)
            body = render(summary, self.frame, characters, BODY_CHARACTERS - characters(mark) - 1)
            self.console.say(f"Discussion: {rolling.publish(self.inputs.issue_title, f'{mark}{chr(10)}{body}')}")

    def _rolling(self, desk: Desk, key: str) -> RollingIssue:
        return RollingIssue(desk, self._ask_viewer(desk), self._repository(), self.inputs.issue_label, marker(key))

    def _ask_viewer(self, desk: Desk) -> Viewer:
        if self._who is None:
            self._who = self.viewer(desk)
        if not self._who.login:
            raise NotPosted("GitHub does not say whose token this is, so the report's issue could not be found again.")
        return self._who

    def _repository(self) -> str:
        if not self.inputs.issue_repository:
            raise NotPosted("There is no repository to post to; set issue-repository.")
        return self.inputs.issue_repository

    def _say_what_would_be(self, wanted: frozenset[Target]) -> None:
        where = self.inputs.issue_repository or "the workflow's repository"
        known = f"update issue {self._issue.number}" if self._issue else "create an issue"
        told = {
            Target.ISSUE: known,
            Target.COMMENT: f"comment on {f'issue {self._issue.number}' if self._issue else 'the issue'}",
            Target.DISCUSSION: "create or update a discussion",
        }
        for target in sorted(wanted):
            self.console.notice("Dry run", f"This run would {told[target]} in {where}.")

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Go on after what fails in here; `problems` has it."""
        try:
            yield
        except ActionError as error:
            if str(error) not in map(str, self.problems):
                self.problems.append(error)


def marker(key: str) -> str:
    """The comment by which a report's issue is known; nothing in it can end the comment early."""
    return f"<!-- still-engineering:summary {re.sub(r'[^a-z0-9/:._]+', '-', key.lower())} -->"
