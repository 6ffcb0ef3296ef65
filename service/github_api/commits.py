"""Single commits: which are worth a request of their own, and what files they change."""

import re
from collections import defaultdict
from collections.abc import MutableMapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from service.classify import kind_of
from service.errors import ServiceError
from service.evidence import CODE
from service.github_api.assemble import places_of
from service.github_api.gateway import Gateway
from service.github_api.looking import Subject
from service.github_api.observed import Commit, Look
from service.github_api.outcomes import Verdict
from service.github_api.sightings import changes_in, explanations

CommitFiles = MutableMapping[str, tuple[str, ...]]
"""Paths by commit hash; a commit never changes, so they may be kept for ever. Must be safe to share."""

SAMPLE = 24
"""Single commits that are opened for one person at most."""
_ROUNDS = 3
_MANY_DAYS, _GLIMPSED = 5, 2
# https://www.conventionalcommits.org/en/v1.0.0/
_NO_CODE = re.compile(r"(?:docs?|i18n|l10n|translations?)\b|(?:chore|ci|build|style)[(!:]", re.IGNORECASE)


def sample(subject: Subject, look: Look, size: int) -> list[tuple[str, str]]:
    """Single commits worth opening next, as repository and hash: newest days first, one a day, the likeliest of each.

    A day on which code was already seen is settled; on any other, one more commit may show some.
    """
    closed: dict[date, list[tuple[Commit, str]]] = defaultdict(list)
    settled: set[date] = set()
    first: list[tuple[Commit, str]] = []
    for name in places_of(subject.account, subject.wishes):
        known = explanations(name, subject.account, look)
        opened, unopened = 0, list[Commit]()
        for commit in changes_in(name, look):
            paths = look.files.get(commit.oid) or known.get(commit.oid, ())
            if any(kind_of(path) in CODE for path in paths):
                settled.add(commit.day)
            if paths:
                opened += 1
            else:
                unopened.append(commit)
                closed[commit.day].append((commit, name))
        first += [(commit, name) for commit in _glimpse(unopened, opened)]
    days = sorted(closed.keys() - settled - {commit.day for commit, _ in first}, reverse=True)
    likeliest = (max(closed[day], key=lambda found: _promise(found[0])) for day in days)
    return [(name, commit.oid) for commit, name in (*first, *likeliest)][:size]


def _glimpse(unopened: Sequence[Commit], opened: int) -> list[Commit]:
    """The newest commits of a repository with many days of which next to nothing was opened.

    Nobody can tell a script from work there, and code that was seen elsewhere on the same days says nothing about it.
    """
    likeliest = {commit.day: commit for commit in sorted(unopened, key=_promise)}
    missing = _GLIMPSED - opened if len(likeliest) >= _MANY_DAYS else 0
    return [likeliest[day] for day in sorted(likeliest, reverse=True)[: max(0, missing)]]


def _promise(commit: Commit) -> tuple[bool, int]:
    """How likely a commit is to hold code: what its author calls docs or chores comes last, then size decides."""
    return not _NO_CODE.match(commit.headline), commit.lines


@dataclass(frozen=True, slots=True)
class OpenedCommits:
    """What came of opening single commits.

    Attributes:
        files: the paths of each commit that GitHub gave, by hash.
        unanswered: the commits that GitHub neither gave nor called gone.
    """

    files: dict[str, tuple[str, ...]]
    unanswered: frozenset[str] = frozenset()


def open_sample(gateway: Gateway, subject: Subject, look: Look, files: CommitFiles, executor: Executor) -> Look:
    """The look with up to `SAMPLE` more commits opened, each with a request of its own."""
    most = len(look.files) + SAMPLE
    unanswered: frozenset[str] = frozenset()
    for _ in range(_ROUNDS):
        wanted = sample(subject, look, most - len(look.files))
        found = open_commits(gateway, wanted, files, executor)
        unanswered = (unanswered | found.unanswered) - found.files.keys()
        if not found.files:
            break
        look = replace(look, files={**look.files, **found.files})
    return replace(look, unanswered=look.unanswered + len(unanswered))


def open_commits(
    gateway: Gateway, wanted: Sequence[tuple[str, str]], files: CommitFiles, executor: Executor
) -> OpenedCommits:
    """The paths of single commits, from `files` or from GitHub."""
    # Others may drop a path from `files` at any time, so it is asked once for each commit.
    found = {oid: paths for _, oid in wanted if (paths := _kept(files, oid)) is not None}
    missing = [(name, oid) for name, oid in wanted if oid not in found]
    answers = executor.map(lambda one: _open_commit(gateway, *one), missing)
    unanswered = set()
    for (_, oid), answer in zip(missing, answers, strict=True):
        if isinstance(answer, tuple):
            files[oid] = found[oid] = answer
        elif answer is _Nothing.UNANSWERED:
            unanswered.add(oid)
    return OpenedCommits(found, frozenset(unanswered))


def _kept(files: CommitFiles, oid: str) -> tuple[str, ...] | None:
    try:
        return files[oid]
    except KeyError:
        return None


class _Nothing(Enum):
    """Why there are no paths of a commit."""

    GONE = auto()
    UNANSWERED = auto()


def _open_commit(gateway: Gateway, name: str, oid: str) -> tuple[str, ...] | _Nothing:
    try:
        outcome = gateway.rest(f"/repos/{name}/commits/{oid}")
    except ServiceError:
        return _Nothing.UNANSWERED
    if outcome.verdict is Verdict.ABSENT:
        return _Nothing.GONE
    listed = outcome.data.get("files")
    if outcome.verdict is not Verdict.USE or not isinstance(listed, list):
        return _Nothing.UNANSWERED
    return tuple(str(item["filename"]) for item in listed if isinstance(item, dict) and "filename" in item)
