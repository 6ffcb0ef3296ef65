"""Evidence without a token: GraphQL is closed then, so search and a few single commits stand in, 60 calls an hour.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-unauthenticated-users
"""

import base64
import binascii
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from pydantic import ValidationError

from service.agents import assisted
from service.classify import is_code_language
from service.enrolment import is_enrolled
from service.errors import (
    BotAccount,
    GitHubDown,
    NotScored,
    OrganisationAccount,
    ServiceError,
    UnknownLogin,
)
from service.evidence import Depth, Evidence, Login, Outcome, Repository, Window
from service.github_api import wire_rest
from service.github_api.accounts import login_of
from service.github_api.assemble import assemble
from service.github_api.commits import CommitFiles, open_commits, sample
from service.github_api.gateway import Gateway
from service.github_api.looking import Subject
from service.github_api.observed import Account, Commit, History, Look, Place, PullRequest, Worked
from service.github_api.outcomes import Verdict
from service.github_api.transport import Json
from service.wishes import FILE, Wishes, unreadable, wishes_of

SAMPLE = 6
REPOSITORIES = 3
"""What is opened of one person's work at most; the budget is sixty calls an hour."""
_PAGE = 100
_NO_FILE = frozenset({301, 302, 307, 308, 404})
"""There is no such repository, not any more, or no such file in it."""

R = TypeVar("R", bound=wire_rest.Rest)


@dataclass(frozen=True, slots=True)
class AnonymousSource:
    """Fetches evidence without a token, one person after the other.

    Attributes:
        public_url: this service's own address, for which profile READMEs are searched; empty: they are not read.
    """

    gateway: Gateway
    executor: Executor
    files: CommitFiles
    public_url: str = ""

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login once; when the budget ends, the rest of the logins are told so."""
        return {login: self._one(login, now) for login in logins}

    def renamed(self, user_id: int) -> Login | None:
        """The login of an account by its number."""
        return login_of(self.gateway, user_id)

    def _one(self, login: Login, now: datetime) -> Outcome:
        try:
            return self._evidence(self._account(login), now)
        except ServiceError as error:
            return error

    def _account(self, login: Login) -> wire_rest.Account:
        found = self._get(wire_rest.Account, f"/users/{login}")
        if found is None:
            raise UnknownLogin(f"GitHub knows no user named {login}.")
        kinds: dict[str, NotScored] = {
            "Organization": OrganisationAccount(f"{login} is an organisation; people have scores."),
            "Bot": BotAccount(f"{login} is a machine; only people have a score."),
        }
        if found.type in kinds:
            raise kinds[found.type]
        return found

    def _evidence(self, who: wire_rest.Account, now: datetime) -> Evidence:
        wishes = self._wishes(who.login)
        window = Window.ending(now)
        commits = self._search(wire_rest.FoundCommits, "commits", f"author:{who.login} author-date:>={window.first}")
        pulls = self._search(
            wire_rest.FoundPullRequests, "issues", f"author:{who.login} is:pr created:>={window.first}"
        )
        reviewed = self._search(
            wire_rest.FoundPullRequests,
            "issues",
            f"reviewed-by:{who.login} -author:{who.login} is:pr updated:>={window.first}",
        )
        found = _Found(
            commits or wire_rest.FoundCommits(total_count=0, items=[]),
            pulls or wire_rest.FoundPullRequests(total_count=0, items=[]),
            reviewed.total_count if reviewed else 0,
            unanswered=[commits, pulls, reviewed].count(None),
        )
        places = self._places(found, window)
        account = replace(account_of(who, found, places), enrolled=self._enrolled(who.login))
        subject = Subject(account, wishes)
        look = self._open(subject, look_of(found))
        return assemble(subject.account, look, wishes, window=window, observed_at=now, depth=Depth.WITHOUT_TOKEN)

    def _wishes(self, login: str) -> Wishes:
        """What the person decides, before anything else is asked about them.

        Raises:
            GitHubDown: the file may be there, and GitHub does not give it; nobody is looked at on a guess.
        """
        path = f"/repos/{login}/{login}/contents/{FILE}"
        outcome = self.gateway.rest(path)
        if outcome.verdict is not Verdict.USE and outcome.status not in _NO_FILE:
            raise GitHubDown(f"The settings of {login} cannot be read.")
        found = _validated(wire_rest.Content, outcome.data) if outcome.verdict is Verdict.USE else None
        text = _text(found) if found else None
        if found and text is None:
            raise unreadable(login)
        return wishes_of(login, text)

    def _enrolled(self, login: str) -> bool | None:
        """Whether the person's README shows a badge of this service; None if that is not asked."""
        if not self.public_url:
            return None
        found = self._get(wire_rest.Content, f"/repos/{login}/{login}/contents/README.md")
        return is_enrolled(_text(found) if found else None, self.public_url, login)

    def _places(self, found: "_Found", window: Window) -> dict[str, Place]:
        """Every repository with work in it; the busiest ones are asked about, the others count as new and personal."""
        places = {}
        busiest = [name for name, _ in found.commits_by_repository.most_common(REPOSITORIES)]
        for name in {**dict.fromkeys(found.commits_by_repository), **dict.fromkeys(found.pull_repositories)}:
            described = self._get(wire_rest.Repository, f"/repos/{name}") if name in busiest else None
            places[name] = (
                _place(described) if described else Place(name, Repository(name, window.last), fork=False, copied=False)
            )
        return places

    def _open(self, subject: Subject, look: Look) -> Look:
        found = open_commits(self.gateway, sample(subject, look, SAMPLE), self.files, self.executor)
        return replace(look, files=found.files, unanswered=look.unanswered + len(found.unanswered))

    def _search(self, shape: type[R], kind: str, query: str) -> R | None:
        """One page of a search; None if there is no budget for it, which is a gap and no failure."""
        try:
            return self._get(shape, f"/search/{kind}", {"q": query, "per_page": _PAGE})
        except ServiceError:
            return None

    def _get(self, shape: type[R], path: str, parameters: dict[str, str | int] | None = None) -> R | None:
        """One REST object, None if there is no such thing.

        Raises:
            ServiceError: GitHub could not be asked.
        """
        outcome = self.gateway.rest(path, parameters)
        if outcome.verdict is not Verdict.USE:
            return None
        return _validated(shape, outcome.data)


def _validated(shape: type[R], data: Json) -> R:
    try:
        return shape.model_validate(data)
    except ValidationError:
        raise GitHubDown("GitHub answered in a shape that is not its own.") from None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the searches gave of one person."""

    commits: wire_rest.FoundCommits
    pulls: wire_rest.FoundPullRequests
    reviews: int
    unanswered: int

    @property
    def own_commits(self) -> list[wire_rest.FoundCommit]:
        return [item for item in self.commits.items if not item.repository.fork and not item.repository.private]

    @property
    def commits_by_repository(self) -> Counter[str]:
        return Counter(item.repository.full_name for item in self.own_commits)

    @property
    def pull_repositories(self) -> list[str]:
        return [_repository_of(item) for item in self.pulls.items]


def account_of(who: wire_rest.Account, found: _Found, places: Mapping[str, Place]) -> Account:
    """The searches in the shape of phase one."""
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for item in found.own_commits:
        days[item.repository.full_name][_day(item.commit.author.date)] += 1
    return Account(
        login=who.login,
        user_id=who.id,
        node_id=str(who.id),
        worked=tuple(Worked(places[name], counted) for name, counted in days.items()),
        pull_requests=tuple(_pull_request(item, places) for item in found.pulls.items),
        commits_total=found.commits.total_count,
        repositories_total=len(days),
        pull_requests_total=found.pulls.total_count,
        reviews=found.reviews,
        merges_of_others=frozenset(),
        private_contributions=0,
        settings=None,
    )


def look_of(found: _Found) -> Look:
    """The found commits in the shape of phase two; their files are not known yet."""
    commits: dict[str, list[Commit]] = defaultdict(list)
    for item in found.own_commits:
        commits[item.repository.full_name].append(
            Commit(
                oid=item.sha,
                day=_day(item.commit.author.date),
                headline=item.commit.message.partition("\n")[0].strip(),
                lines=0,
                merge=len(item.parents) > 1,
                empty=False,
                by_hand=True,
                assisted=assisted(item.commit.message),
            )
        )
    histories = {name: History(tuple(listed), len(listed)) for name, listed in commits.items()}
    return Look(histories=histories, unanswered=found.unanswered)


def _pull_request(item: wire_rest.FoundPullRequest, places: Mapping[str, Place]) -> PullRequest:
    name = _repository_of(item)
    merged = item.pull_request.merged_at is not None
    return PullRequest(f"{name}#{item.number}", item.number, _day(item.created_at), 0, merged, places[name])


def _place(found: wire_rest.Repository) -> Place:
    return Place(
        found.full_name,
        Repository(
            name=found.full_name,
            created=_day(found.created_at),
            in_organisation=found.owner.type == "Organization",
            forks=found.forks_count,
            stars=found.stargazers_count,
            written_in_code=is_code_language(found.language),
        ),
        fork=found.fork,
        copied=False,
    )


def _repository_of(item: wire_rest.FoundPullRequest) -> str:
    return "/".join(item.repository_url.rsplit("/", 2)[-2:])


def _text(found: wire_rest.Content) -> str | None:
    if found.encoding != "base64":
        return None
    try:
        return base64.b64decode(found.content).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
