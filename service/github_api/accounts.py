"""Phase one: asks who people are and what they did, in batches that shrink when GitHub finds them too large."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from service.errors import GitHubDown, ServiceError
from service.evidence import Login, Window, parse_login
from service.github_api.gateway import Gateway
from service.github_api.observed import Account, Worked
from service.github_api.outcomes import Verdict
from service.github_api.queries.people import people
from service.github_api.reading import Found, read

ROUNDS = 3
"""How often a login is asked about again when its part of an answer is missing."""
_SMALLEST_WINDOW_DAYS = 20


def fetch_accounts(gateway: Gateway, logins: Sequence[Login], window: Window, *, readme: bool = False) -> Found:
    """Phase one of each login; a login without an account has its error as its value. `readme` reads that too."""
    found: Found = {}
    left = list(dict.fromkeys(logins))
    for i in range(ROUNDS):
        if not left:
            break
        found |= _Round(gateway, window, readme, last=i == ROUNDS - 1).ask(left)
        left = [login for login in left if login not in found]
    return found | {login: GitHubDown("GitHub's answers left this login out.") for login in left}


class TooMuchWork(GitHubDown):
    """GitHub runs out of time or resources for the shortest window that makes sense."""


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of questions; those that are worth asking again are left out of what it finds."""

    gateway: Gateway
    window: Window
    readme: bool
    last: bool

    def ask(self, logins: Sequence[Login]) -> Found:
        """Ask about several people at once, and about fewer if that is too much."""
        try:
            outcome = self.gateway.graphql(people(logins, self.window, readme=self.readme))
        except ServiceError as error:
            return dict.fromkeys(logins, error)
        if outcome.verdict is Verdict.SPLIT:
            return self._ask_less(logins)
        if outcome.verdict is not Verdict.USE:
            return dict.fromkeys(logins, GitHubDown(f"GitHub did not accept the question: {outcome.reason}"))
        reading = read(outcome, logins, last=self.last)
        left = [login for login in logins if login not in reading.found]
        if not (reading.too_large and left):
            return reading.found
        return reading.found | (self._ask_less(left) if len(left) == len(logins) else self.ask(left))

    def _ask_less(self, logins: Sequence[Login]) -> Found:
        """Fewer people at once; one person, a shorter window."""
        if len(logins) == 1:
            return {logins[0]: self._ask_halves(logins[0])}
        middle = len(logins) // 2
        return self.ask(logins[:middle]) | self.ask(logins[middle:])

    def _ask_halves(self, login: Login) -> Account | ServiceError:
        """The window in halves, the newer first: without that one, there is nothing to say about now."""
        days = (self.window.last - self.window.first).days
        if days < _SMALLEST_WINDOW_DAYS:
            return TooMuchWork("GitHub cannot list this person's work, even for a short window.")
        middle = self.window.first + timedelta(days=days // 2)
        newer = self._only(login, Window(middle + timedelta(days=1), self.window.last))
        if not isinstance(newer, Account):
            return newer
        older = self._only(login, Window(self.window.first, middle))
        if isinstance(older, Account):
            return merged([newer, older])
        if isinstance(older, TooMuchWork):
            return replace(newer, too_large=True)
        return replace(newer, unanswered=newer.unanswered + 1)  # it may well be answered another time

    def _only(self, login: Login, window: Window) -> Account | ServiceError:
        return fetch_accounts(self.gateway, [login], window, readme=self.readme)[login]


def merged(parts: Sequence[Account]) -> Account:
    """One account from the same account seen in windows that do not overlap, the newest first."""
    worked = _worked(item for part in parts for item in part.worked)
    pulls = {pull.node_id: pull for part in parts for pull in part.pull_requests}
    return replace(
        parts[0],
        worked=worked,
        pull_requests=tuple(pulls.values()),
        commits_total=sum(part.commits_total for part in parts),
        repositories_total=max(len(worked), *(part.repositories_total for part in parts)),
        pull_requests_total=sum(part.pull_requests_total for part in parts),
        reviews=sum(part.reviews for part in parts),
        merges_of_others=frozenset().union(*(part.merges_of_others for part in parts)),
        private_contributions=sum(part.private_contributions for part in parts),
        too_large=any(part.too_large for part in parts),
        unanswered=sum(part.unanswered for part in parts),
        hidden_reviews=sum(part.hidden_reviews for part in parts),
        hidden_merges=frozenset().union(*(part.hidden_merges for part in parts)),
    )


def _worked(items: Iterable[Worked]) -> tuple[Worked, ...]:
    """Each repository once, those with the most commits first, as GitHub lists them.

    A day that two windows share, because GitHub's days are not UTC's, is counted once.
    """
    found: dict[str, Worked] = {}
    for item in items:
        known = found.setdefault(item.place.repository.name, item)
        found[item.place.repository.name] = replace(known, commits=_fuller(known.commits, item.commits))
    return tuple(sorted(found.values(), key=lambda item: -sum(item.commits.values())))


def _fuller(one: Mapping[date, int], other: Mapping[date, int]) -> dict[date, int]:
    return {day: max(one.get(day, 0), other.get(day, 0)) for day in {**one, **other}}


def login_of(gateway: Gateway, user_id: int) -> Login | None:
    """The login of an account by its number, which stays when the login changes; None if GitHub does not say."""
    try:
        outcome = gateway.rest(f"/user/{user_id}")
        return parse_login(str(outcome.data.get("login", "")))
    except ServiceError:
        return None
