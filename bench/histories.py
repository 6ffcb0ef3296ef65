"""Evidence read straight from recorded histories, every file of every commit: the yardstick for the API's evidence."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from service.agents import Actor, actor_of
from service.classify import is_code_language, kind_of
from service.evidence import Change, Depth, Evidence, Kind, Repository, Window

Row = dict[str, Any]
OWN_COMMITS = 50


@dataclass(slots=True)
class Day:
    """One repository's day of one person."""

    paths: set[str] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Life:
    """All that one person did in the window."""

    days: dict[str, dict[date, Day]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Day)))
    committed: bool = False
    reviews: int = 0
    merged: int = 0
    merges: int = 0

    def add(self, repository: str, day: date, paths: set[str], headline: str = "") -> None:
        """One change."""
        found = self.days[repository][day]
        found.paths |= paths
        if headline:
            found.headlines.add("".join(letter for letter in headline if not letter.isdigit()))


class Histories:
    """Recorded histories, moved in time as the simulator that serves them moves them.

    Args:
        folder: with users, repos, commits, prs and branch_commits as .jsonl.gz.
        shift: how far they are moved.
    """

    def __init__(self, folder: Path, shift: timedelta, now: datetime) -> None:
        self._folder, self._shift, self._now = folder, shift, now
        self.window = Window.ending(now)
        self._people = {row["login"]: row for row in self._rows("users")}
        self._repositories = {row["nameWithOwner"]: row for row in self._rows("repos")}
        self._commits = {row["sha"]: row for name in ("branch_commits", "commits") for row in self._rows(name)}
        self._lives: dict[str, Life] = defaultdict(Life)
        for row in self._rows("commits"):
            self._add_commit(row)
        for row in self._rows("prs"):
            self._add_pull_request(row)

    def evidence(self) -> Iterator[Evidence]:
        """One for each person with a commit in the window."""
        for login, life in self._lives.items():
            person = self._people.get(login, {"type": "User"})
            if life.committed and person["type"] == "User" and not person.get("botLike"):
                yield self._evidence(login, life)

    def _rows(self, name: str) -> Iterator[Row]:
        with gzip.open(self._folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)

    def _moment(self, text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(UTC) + self._shift

    def _add_commit(self, row: Row) -> None:
        day = self._moment(row["authoredDate"]).date()
        if day not in self.window:
            return
        if row["authorLogin"]:
            self._lives[row["authorLogin"]].committed = True
        if len(row["parents"]) > 1 or not self._by_hand(row) or not row["files"]:
            return
        for login in self._authors(row):
            self._lives[login].add(row["repo"], day, paths_of(row), row["message"].partition("\n")[0])

    def _by_hand(self, row: Row) -> bool:
        return not row.get("botAuthor") and actor_of(login=row["authorLogin"], email=None) is Actor.PERSON

    def _authors(self, row: Row) -> set[str]:
        named = {other.get("login") for other in row["coAuthors"] if not other.get("agent")}
        return {login for login in {row["authorLogin"], *named} if login}

    def _add_pull_request(self, row: Row) -> None:
        merged = row["mergedAt"] and self._moment(row["mergedAt"]).date() in self.window
        for reviewer in row["reviewers"]:
            if merged and reviewer.get("login") not in {None, row["authorLogin"]}:
                self._lives[reviewer["login"]].reviews += 1
        if merged and row.get("mergedByLogin") not in {None, row["authorLogin"]}:
            self._lives[row["mergedByLogin"]].merges += 1
        if row["authorLogin"] and merged and {kind_of(path) for path in paths_of(row)} != {Kind.DOCS}:
            self._lives[row["authorLogin"]].merged += 1
        opened = self._moment(row["createdAt"]).date()
        if row["authorLogin"] and opened in self.window:
            self._add_own_pull_request(row, opened)

    def _add_own_pull_request(self, row: Row, opened: date) -> None:
        life, paths = self._lives[row["authorLogin"]], paths_of(row)
        life.add(row["repo"], opened, paths)
        for sha in row["commits"][:OWN_COMMITS]:
            commit = self._commits.get(sha)
            if commit and commit["authorLogin"] == row["authorLogin"] and not commit["parents"][1:]:
                day = self._moment(commit["authoredDate"]).date()
                if day in self.window:
                    life.add(row["repo"], day, paths, commit["message"].partition("\n")[0])

    def _evidence(self, login: str, life: Life) -> Evidence:
        return Evidence(
            login=login,
            user_id=0,
            observed_at=self._now,
            window=self.window,
            changes=tuple(
                Change(day, name, frozenset(kind_of(path) for path in found.paths))
                for name, days in life.days.items()
                for day, found in days.items()
            ),
            repositories=tuple(self._repository(name, days) for name, days in life.days.items()),
            reviews=life.reviews,
            merged_pull_requests=life.merged,
            merges_of_others=life.merges,
            depth=Depth.FULL,
        )

    def _repository(self, name: str, days: dict[date, Day]) -> Repository:
        row = self._repositories[name]
        own = {path for day in days.values() for path in day.paths if kind_of(path) not in _NOT_OWN}
        return Repository(
            name=name,
            created=self._moment(row["createdAt"]).date(),
            in_organisation=name.partition("/")[0] not in self._people,
            contributors=row["authorsTotal"],
            ships=bool(row["tagsTotal"] or row["hasCI"]),
            written_in_code=is_code_language(row["primaryLanguage"]),
            paths=len(own),
            headlines=len({headline for day in days.values() for headline in day.headlines}),
            looked_at_days=len(days),
        )


_NOT_OWN = frozenset({Kind.GENERATED, Kind.VENDORED})


def paths_of(row: Row) -> set[str]:
    """The paths that a commit or a pull request changes."""
    return {item["path"] if isinstance(item, dict) else item for item in row["files"]}
