"""Phase two: what is in the work that phase one found, for several people in one document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.evidence import Window
from service.github_api.queries import Query, fragments
from service.github_api.transport import Json

PAGE = 100
SHARED_COMMITS = 60
SQUASHED_FILES = 50
OWN_COMMITS = 50
"""At most so many commits of a pull request are looked at."""

_HISTORY = """\
  {alias}: node(id: ${alias}) {{
    ... on Repository {{
      mentionableUsers {{ totalCount }}
      defaultBranchRef {{
        target {{
          ... on Commit {{
            history(author: {{ id: ${alias}_author }}, since: $since, until: $until, first: {first}) {{
              totalCount
              nodes {{
                ...Commit
                parents {{ totalCount }}
              }}
            }}
          }}
        }}
      }}
    }}
  }}"""
_SHARED = """\
  {alias}: node(id: ${alias}) {{
    ... on Repository {{
      defaultBranchRef {{
        target {{
          ... on Commit {{
            history(since: "{since}T12:00:00Z", until: "{until}T12:00:00Z", first: {first}) {{
              nodes {{
                ...Commit
                authors(first: 5) {{ nodes {{ user {{ login }} }} }}
                parents {{ totalCount }}
              }}
            }}
          }}
        }}
      }}
    }}
  }}"""
_PULL_REQUEST = """\
  {alias}: node(id: ${alias}) {{
    ... on PullRequest {{
      mergeCommit {{ oid }}
      files(first: {first}) {{ totalCount nodes {{ path }} }}
      commits(first: {commits}) {{ nodes {{ commit {{ ...Commit }} }} }}
    }}
  }}"""
_SQUASHED = """\
  {alias}: node(id: ${alias}) {{
    ... on Repository {{
      pullRequest(number: {number}) {{
        author {{ login }}
        mergeCommit {{ oid }}
        files(first: {first}) {{ totalCount nodes {{ path }} }}
      }}
    }}
  }}"""
_CALENDAR = "  {alias}: node(id: ${alias}) {{ ...Calendar }}"


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """One person's commits in one repository; asks for as many as phase one counted, and a few more."""

    repository_id: str
    author_id: str
    commits: int

    @property
    def weight(self) -> int:
        """Nodes that GitHub has to produce."""
        return 2 * self._first

    @property
    def _first(self) -> int:
        return max(1, min(PAGE, self.commits + 2))

    def ask(self, alias: str) -> tuple[str, Json]:
        """The field under this alias, and its variables."""
        text = _HISTORY.format(alias=alias, first=self._first)
        return text, {alias: self.repository_id, f"{alias}_author": self.author_id}


@dataclass(frozen=True, slots=True)
class PullRequestQuestion:
    """The files and commits of one pull request."""

    pull_request_id: str
    changed_files: int

    @property
    def weight(self) -> int:
        """Nodes that GitHub has to produce."""
        return self._first + OWN_COMMITS // 2

    @property
    def _first(self) -> int:
        return max(1, min(PAGE, self.changed_files))

    def ask(self, alias: str) -> tuple[str, Json]:
        """The field under this alias, and its variables."""
        return _PULL_REQUEST.format(alias=alias, first=self._first, commits=OWN_COMMITS), {alias: self.pull_request_id}


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """Everybody's commits in a repository on one day, to find those that name the person as co-author."""

    repository_id: str
    day: date

    @property
    def weight(self) -> int:
        """Nodes that GitHub has to produce."""
        return 3 * SHARED_COMMITS

    def ask(self, alias: str) -> tuple[str, Json]:
        """The field under this alias, and its variables."""
        # GitHub counts a commit on its author's own day, which begins and ends within these two.
        since, until = self.day - timedelta(days=1), self.day + timedelta(days=1)
        text = _SHARED.format(alias=alias, since=since, until=until, first=SHARED_COMMITS)
        return text, {alias: self.repository_id}


@dataclass(frozen=True, slots=True)
class SquashedQuestion:
    """The files of the pull request that a commit names as its origin; far cheaper than opening the commit itself."""

    repository_id: str
    number: int
    oid: str

    @property
    def weight(self) -> int:
        """Nodes that GitHub has to produce."""
        return SQUASHED_FILES

    def ask(self, alias: str) -> tuple[str, Json]:
        """The field under this alias, and its variables."""
        text = _SQUASHED.format(alias=alias, number=self.number, first=SQUASHED_FILES)
        return text, {alias: self.repository_id}


@dataclass(frozen=True, slots=True)
class CalendarQuestion:
    """One person's calendar, to find the days of private contributions."""

    user_id: str

    @property
    def weight(self) -> int:
        """Nodes that GitHub has to produce."""
        return 4 * PAGE

    def ask(self, alias: str) -> tuple[str, Json]:
        """The field under this alias, and its variables."""
        return _CALENDAR.format(alias=alias), {alias: self.user_id}


Question = HistoryQuestion | SharedQuestion | SquashedQuestion | PullRequestQuestion | CalendarQuestion


def work(questions: Sequence[Question], window: Window) -> Query:
    """Phase two: one alias `q0`, `q1`, ... a question."""
    fields, ids = [], {}
    for i, question in enumerate(questions):
        text, variables = question.ask(f"q{i}")
        fields.append(text)
        ids.update(variables)
    since, until = f"{window.first}T00:00:00Z", f"{window.last}T23:59:59Z"
    return _document(fields, ids, since, until)


def _document(fields: Sequence[str], ids: Json, since: str, until: str) -> Query:
    """A document must declare what it uses and use what it declares, so it is put together from what is asked."""
    body = "\n".join(fields)
    declared, values, used = [f"${name}: ID!" for name in ids], dict(ids), []
    if "$since" in body:
        declared += ["$since: GitTimestamp!", "$until: GitTimestamp!"]
        values |= {"since": since, "until": until}
    if "...Commit" in body:
        used.append(fragments("work"))
    if "...Calendar" in body:
        declared += ["$from: DateTime!", "$to: DateTime!"]
        values |= {"from": since, "to": until}
        used.append(fragments("calendar"))
    head = f"query Work({', '.join(declared)}) {{\n  rateLimit {{ cost remaining resetAt }}\n"
    return Query(head + body + "\n}\n\n" + "\n".join(used), values)
