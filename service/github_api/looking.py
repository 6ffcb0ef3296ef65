"""Phase two: opens the work of several people, as closely as the budget allows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from service.errors import ServiceError
from service.evidence import Depth, Window
from service.github_api import decode
from service.github_api.assemble import places_of
from service.github_api.gateway import Gateway
from service.github_api.observed import Account, Commit, History, Look, PullRequestWork
from service.github_api.outcomes import Outcome, Verdict
from service.github_api.queries.work import (
    CalendarQuestion,
    HistoryQuestion,
    PullRequestQuestion,
    Question,
    SharedQuestion,
    work,
)
from service.github_api.sightings import days_beyond
from service.github_api.transport import Json
from service.wishes import Wishes

REPOSITORIES = 5
PULL_REQUESTS = 50
SHARED_DAYS = 20
"""What is opened of one person's work at most, the most active and the newest first."""
HEAVIEST = 3000
"""Nodes that one document asks for at most; GitHub gives up on a query after 10 s."""
_ROUNDS = 3
_SETTLED = frozenset({"NOT_FOUND", "FORBIDDEN"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One person whose work is to be opened."""

    account: Account
    wishes: Wishes


@dataclass(slots=True)
class _Opened:
    """What has been opened of one person so far."""

    histories: dict[str, History] = field(default_factory=dict)
    shared: dict[str, tuple[Commit, ...]] = field(default_factory=dict)
    pull_requests: dict[str, PullRequestWork] = field(default_factory=dict)
    private_days: frozenset[date] = frozenset()
    unanswered: int = 0

    def look(self) -> Look:
        return Look(self.histories, self.shared, self.pull_requests, {}, self.private_days, self.unanswered)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about one subject; `name` is the repository of a history."""

    subject: int
    question: Question
    name: str = ""


def open_work(gateway: Gateway, subjects: Sequence[Subject], window: Window, depth: Depth) -> list[Look]:
    """Histories, pull requests and calendars of each subject; what GitHub does not answer stays unopened."""
    opened = [_Opened() for _ in subjects]
    first = [asked for i, subject in enumerate(subjects) for asked in _questions(i, subject, depth)]
    _ask_all(gateway, first, subjects, opened, window)
    if depth is Depth.FULL:
        then = [asked for i, subject in enumerate(subjects) for asked in _shared_questions(i, subject, opened[i])]
        _ask_all(gateway, then, subjects, opened, window)
    return [found.look() for found in opened]


def _ask_all(
    gateway: Gateway, asked: list[_Asked], subjects: Sequence[Subject], opened: list[_Opened], window: Window
) -> None:
    for _ in range(_ROUNDS):
        missed: list[_Asked] = []
        for document in _documents(asked):
            missed += _ask(gateway, document, subjects, opened, window)
        asked = missed
    _give_up(asked, opened)


def _shared_questions(i: int, subject: Subject, opened: _Opened) -> Iterator[_Asked]:
    """Days whose commits are not all listed: perhaps they name the person as co-author; the newest first."""
    look, places = opened.look(), places_of(subject.account, subject.wishes)
    days = [(day, name) for name in opened.histories for day in days_beyond(name, subject.account, look)]
    for day, name in sorted(days, reverse=True)[:SHARED_DAYS]:
        yield _Asked(i, SharedQuestion(places[name].node_id, day), name)


def _questions(i: int, subject: Subject, depth: Depth) -> Iterator[_Asked]:
    account, places = subject.account, places_of(subject.account, subject.wishes)
    if depth is Depth.NONE:
        return
    if account.private_contributions:
        yield _Asked(i, CalendarQuestion(account.node_id))
    pulls = [pull for pull in account.pull_requests if pull.place.repository.name in places]
    for pull in sorted(pulls, key=lambda pull: pull.opened, reverse=True)[:PULL_REQUESTS]:
        yield _Asked(i, PullRequestQuestion(pull.node_id, pull.changed_files))
    if depth is not Depth.FULL:
        return
    worked = [item for item in account.worked if item.place.repository.name in places]
    for item in sorted(worked, key=lambda item: -len(item.commits))[:REPOSITORIES]:
        question = HistoryQuestion(item.place.node_id, account.node_id, sum(item.commits.values()))
        yield _Asked(i, question, item.place.repository.name)


def _documents(asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
    """Questions in order, packed into documents that are not too heavy."""
    document: list[_Asked] = []
    weight = 0
    for one in asked:
        if document and weight + one.question.weight > HEAVIEST:
            yield document
            document, weight = [], 0
        document.append(one)
        weight += one.question.weight
    if document:
        yield document


def _ask(
    gateway: Gateway, document: list[_Asked], subjects: Sequence[Subject], opened: list[_Opened], window: Window
) -> list[_Asked]:
    """Ask one document, in halves if it is too large; returns what is worth asking again."""
    try:
        outcome = gateway.graphql(work([asked.question for asked in document], window))
    except ServiceError:
        return _give_up(document, opened)
    if outcome.verdict is Verdict.SPLIT and len(document) > 1:
        middle = len(document) // 2
        halves = (document[:middle], document[middle:])
        return [missed for half in halves for missed in _ask(gateway, half, subjects, opened, window)]
    if outcome.verdict is not Verdict.USE:
        return _give_up(document, opened)
    gone = {str((error.get("path") or [""])[0]) for error in outcome.errors if error.get("type") in _SETTLED}
    return [
        asked
        for i, asked in enumerate(document)
        if not _take(outcome, f"q{i}", asked, subjects, opened) and f"q{i}" not in gone
    ]


def _give_up(asked: Sequence[_Asked], opened: list[_Opened]) -> list[_Asked]:
    for one in asked:
        opened[one.subject].unanswered += 1
    return []


def _take(outcome: Outcome, alias: str, asked: _Asked, subjects: Sequence[Subject], opened: list[_Opened]) -> bool:
    """Keep one answer; False if it is missing."""
    node = outcome.data.get(alias)
    if not isinstance(node, dict) or any((error.get("path") or [""])[0] == alias for error in outcome.errors):
        return False
    try:
        _keep(node, asked, subjects[asked.subject].account, opened[asked.subject])
    except ValidationError:
        return False
    return True


def _keep(node: Json, asked: _Asked, account: Account, opened: _Opened) -> None:
    question = asked.question
    if isinstance(question, HistoryQuestion):
        opened.histories[asked.name] = decode.history(node)
    elif isinstance(question, SharedQuestion):
        known = {commit.oid: commit for commit in opened.shared.get(asked.name, ())}
        known.update({commit.oid: commit for commit in decode.shared(node, account.login)})
        opened.shared[asked.name] = tuple(known.values())
    elif isinstance(question, PullRequestQuestion):
        opened.pull_requests[question.pull_request_id] = decode.pull_request_work(node, account.login)
    else:
        commits: Counter[date] = Counter()
        for item in account.worked:
            commits.update(item.commits)
        opened.private_days = decode.private_days(node, commits, account.private_contributions)
