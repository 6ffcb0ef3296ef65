"""Phase two: opens the work of several people, as closely as the budget allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.errors import ServiceError
from service.evidence import Depth, Window
from service.github_api.assemble import places_of
from service.github_api.gateway import Gateway
from service.github_api.observed import Account, Look
from service.github_api.opening import Opened, settled_or_kept
from service.github_api.outcomes import LIMITS, Verdict, type_of
from service.github_api.queries.work import (
    CalendarQuestion,
    HistoryQuestion,
    PullRequestQuestion,
    Question,
    SharedQuestion,
    SquashedQuestion,
    work,
)
from service.github_api.sightings import SQUASHED, changes_in, days_beyond, explanations
from service.wishes import Wishes

REPOSITORIES = 5
PULL_REQUESTS = 50
SHARED_DAYS = 30
SQUASHED_COMMITS = 80
"""What is opened of one person's work at most, the most active and the newest first."""
HEAVIEST = 5000
"""Nodes that one document asks for at most; GitHub gives up on a query after 10 s."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """One person whose work is to be opened."""

    account: Account
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one subject; `name` is the repository of a history."""

    subject: int
    question: Question
    name: str = ""


def open_work(gateway: Gateway, subjects: Sequence[Subject], window: Window, depth: Depth) -> list[Look]:
    """Histories, pull requests and calendars of each subject; what GitHub does not answer stays unopened."""
    opening = _Opening(gateway, window, [Opened(subject.account) for subject in subjects])
    opening.ask_all([asked for i, subject in enumerate(subjects) for asked in _questions(i, subject, depth)])
    if depth is Depth.FULL:
        for then in (_shared_questions, _squashed_questions):
            looks = [opened.look() for opened in opening.opened]
            opening.ask_all([asked for i, subject in enumerate(subjects) for asked in then(i, subject, looks[i])])
    return [opened.look() for opened in opening.opened]


def _questions(i: int, subject: Subject, depth: Depth) -> Iterator[Asked]:
    account, places = subject.account, places_of(subject.account, subject.wishes)
    if depth is Depth.NONE:
        return
    if account.private_contributions:
        yield Asked(i, CalendarQuestion(account.node_id))
    pulls = [pull for pull in account.pull_requests if pull.place.repository.name in places]
    for pull in sorted(pulls, key=lambda pull: pull.opened, reverse=True)[:PULL_REQUESTS]:
        yield Asked(i, PullRequestQuestion(pull.node_id, pull.changed_files))
    if depth is not Depth.FULL:
        return
    worked = [item for item in account.worked if item.place.repository.name in places]
    for item in sorted(worked, key=lambda item: -len(item.commits))[:REPOSITORIES]:
        question = HistoryQuestion(item.place.node_id, account.node_id, sum(item.commits.values()))
        yield Asked(i, question, item.place.repository.name)


def _shared_questions(i: int, subject: Subject, look: Look) -> Iterator[Asked]:
    """Days whose commits are not all listed: perhaps they name the person as co-author; the newest first."""
    places = places_of(subject.account, subject.wishes)
    days: list[tuple[date, str]] = [
        (day, name) for name in look.histories for day in days_beyond(name, subject.account, look)
    ]
    for day, name in sorted(days, reverse=True)[:SHARED_DAYS]:
        yield Asked(i, SharedQuestion(places[name].node_id, day), name)


def _squashed_questions(i: int, subject: Subject, look: Look) -> Iterator[Asked]:
    """Commits that name a pull request which was not opened, as squashing leaves them; the newest first."""
    found: list[tuple[date, str, SquashedQuestion]] = []
    for name, place in places_of(subject.account, subject.wishes).items():
        known = explanations(name, subject.account, look)
        for commit in changes_in(name, look):
            number = SQUASHED.search(commit.headline)
            if number and not known.get(commit.oid):
                found.append((commit.day, name, SquashedQuestion(place.node_id, int(number[1]), commit.oid)))
    for _, name, question in sorted(found, key=lambda one: one[0], reverse=True)[:SQUASHED_COMMITS]:
        yield Asked(i, question, name)


def _documents(asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    """Questions in order, packed into documents that are not too heavy."""
    document: list[Asked] = []
    weight = 0
    for one in asked:
        if document and weight + one.question.weight > HEAVIEST:
            yield document
            document, weight = [], 0
        document.append(one)
        weight += one.question.weight
    if document:
        yield document


@dataclass(frozen=True, slots=True)
class _Opening:
    """The work of several people while it is opened."""

    gateway: Gateway
    window: Window
    opened: list[Opened] = field(default_factory=list)

    def ask_all(self, asked: Sequence[Asked]) -> None:
        """Ask until everything is answered, or has been asked often enough."""
        for i in range(_ROUNDS):
            last = i == _ROUNDS - 1
            asked = [missed for document in _documents(asked) for missed in self._ask(document, last=last)]
        self._give_up(asked)

    def _ask(self, document: Sequence[Asked], *, last: bool) -> list[Asked]:
        """Ask one document, in halves if it is too large; returns what is worth asking again."""
        try:
            outcome = self.gateway.graphql(work([asked.question for asked in document], self.window))
        except ServiceError:
            return self._give_up(document)
        if outcome.verdict is Verdict.SPLIT and len(document) > 1:
            return self._ask_halves(document, last=last)
        if outcome.verdict is not Verdict.USE:
            return self._give_up(document)
        missed = [
            asked
            for i, asked in enumerate(document)
            if not settled_or_kept(outcome, f"q{i}", asked.question, asked.name, self.opened[asked.subject], last=last)
        ]
        limited = any(type_of(error) == LIMITS for error in outcome.errors)
        return self._ask_halves(missed, last=last) if limited and len(document) > 1 else missed

    def _ask_halves(self, document: Sequence[Asked], *, last: bool) -> list[Asked]:
        middle = len(document) // 2
        halves = (document[:middle], document[middle:])
        return [missed for half in halves if half for missed in self._ask(half, last=last)]

    def _give_up(self, asked: Sequence[Asked]) -> list[Asked]:
        for one in asked:
            self.opened[one.subject].unanswered += 1
        return []
