"""What has been opened of one person's work so far, filled from the answers of phase two."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from service.github_api import decode
from service.github_api.observed import Account, Commit, History, Look, PullRequestWork
from service.github_api.outcomes import SETTLED, Outcome, alias_of, type_of
from service.github_api.queries.work import (
    SHARED_COMMITS,
    HistoryQuestion,
    PullRequestQuestion,
    Question,
    SharedQuestion,
    SquashedQuestion,
)
from service.github_api.transport import Json


@dataclass(slots=True)
class Opened:
    """One person's work while it is opened; `look` gives it as a value."""

    account: Account
    histories: dict[str, History] = field(default_factory=dict)
    shared: dict[str, tuple[Commit, ...]] = field(default_factory=dict)
    pull_requests: dict[str, PullRequestWork] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    squashed: set[str] = field(default_factory=set)
    asked_days: set[tuple[str, date]] = field(default_factory=set)
    private_days: frozenset[date] = frozenset()
    unanswered: int = 0

    def look(self) -> Look:
        """What has been opened."""
        return Look(
            dict(self.histories),
            dict(self.shared),
            dict(self.pull_requests),
            dict(self.files),
            frozenset(self.squashed),
            frozenset(self.asked_days),
            private_days=self.private_days,
            unanswered=self.unanswered,
        )

    def keep(self, node: Json, question: Question, name: str) -> None:
        """Decode one answer; `name` is the repository of a history.

        Raises:
            pydantic.ValidationError: the answer is not of the shape that was asked for.
        """
        login = self.account.login
        if isinstance(question, HistoryQuestion):
            self.histories[name] = decode.history(node)
        elif isinstance(question, SharedQuestion):
            known = {commit.oid: commit for commit in self.shared.get(name, ())}
            found, whole = decode.shared(node, login, SHARED_COMMITS)
            known.update({commit.oid: commit for commit in found})
            self.shared[name] = tuple(known.values())
            if whole:
                self.asked_days.add((name, question.day))
        elif isinstance(question, SquashedQuestion):
            paths, own = decode.squashed(node, question.oid, login)
            if paths:
                self.files[question.oid] = paths
            if own:
                self.squashed.add(question.oid)
        elif isinstance(question, PullRequestQuestion):
            self.pull_requests[question.pull_request_id] = decode.pull_request_work(node, login)
        else:
            commits: Counter[date] = Counter()
            for item in self.account.worked:
                commits.update(item.commits)
            self.private_days = decode.private_days(node, commits, self.account.private_contributions)


def settled_or_kept(outcome: Outcome, alias: str, question: Question, name: str, opened: Opened, *, last: bool) -> bool:
    """Keep one answer; False if asking again may tell more. The last answer is kept with its gaps."""
    node = outcome.data.get(alias)
    # An error that does not say where it belongs may belong to anybody.
    errors = [error for error in outcome.errors if alias_of(error) in {alias, ""}]
    missing = [error for error in errors if type_of(error) not in SETTLED]
    if not isinstance(node, dict):
        return bool(errors) and not missing
    if missing and not last:
        return False
    try:
        opened.keep(node, question, name)
    except ValidationError:
        return False
    opened.unanswered += bool(missing)
    return True
