"""Evidence from GitHub: phase one for all, phase two for those with activity, as deep as the budget allows."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime

from service.agents import is_machine_login
from service.enrolment import is_enrolled
from service.errors import BotAccount, GitHubDown, NotScored, ServiceError
from service.evidence import Depth, Login, Outcome, Window
from service.github_api.accounts import fetch_accounts, login_of
from service.github_api.assemble import assemble
from service.github_api.commits import CommitFiles, open_sample
from service.github_api.gateway import Gateway
from service.github_api.looking import Subject, open_work
from service.github_api.observed import Account
from service.github_api.tokens import Resource
from service.wishes import unreadable, wishes_of

log = logging.getLogger(__name__)

# The shares of the hourly budget below which less is looked at.
_FULL_ABOVE, _LITE_ABOVE = 0.5, 0.2


def depth_for(left: float | None) -> Depth:
    """How closely to look when this share of the budget is left; None is a budget nobody has asked about."""
    if left is None or left > _FULL_ABOVE:
        return Depth.FULL
    return Depth.LITE if left > _LITE_ABOVE else Depth.NONE


@dataclass(frozen=True, slots=True)
class GitHubSource:
    """Fetches evidence with tokens, through GraphQL.

    Attributes:
        executor: runs the requests for single commits side by side.
        files: the paths of commits opened before.
        depth: fixes the depth; None lets the budget decide.
        private: private repositories that the token can see count, and are named in the evidence.
        public_url: this service's own address, for which profile READMEs are searched; empty: they are not read.
    """

    gateway: Gateway
    executor: Executor
    files: CommitFiles
    depth: Depth | None = None
    private: bool = False
    public_url: str = ""

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login once."""
        window = Window.ending(now)
        machines = {login for login in logins if is_machine_login(login)}
        found: dict[Login, Outcome] = {
            login: BotAccount(f"{login} is a machine; only people have a score.") for login in machines
        }
        subjects: dict[Login, Subject] = {}
        people = [login for login in logins if login not in machines]
        for login, account in fetch_accounts(self.gateway, people, window, readme=bool(self.public_url)).items():
            subject = account if isinstance(account, ServiceError) else self._subject(account)
            if isinstance(subject, Subject):
                subjects[login] = subject
            else:
                found[login] = subject
        return found | self._look(subjects, window, now)

    def renamed(self, user_id: int) -> Login | None:
        """The login of an account by its number; https://docs.github.com/en/rest/users/users#get-a-user-using-their-id."""
        return login_of(self.gateway, user_id)

    def _subject(self, account: Account) -> Subject | ServiceError:
        """Somebody whose work may be looked at, or the reason why they do not want it."""
        if account.settings_unreadable:
            return unreadable(account.login)
        try:
            wishes = wishes_of(account.login, account.settings)
        except NotScored as reason:
            return reason
        if self.public_url:
            account = replace(
                account, enrolled=is_enrolled(account.readme, self.public_url, account.login), readme=None
            )
        return Subject(account if self.private else _without_private(account), wishes)

    def _look(self, subjects: Mapping[Login, Subject], window: Window, now: datetime) -> dict[Login, Outcome]:
        left = self.gateway.pool.left
        depth = self.depth or min(depth_for(left(Resource.GRAPHQL)), depth_for(left(Resource.CORE)), key=_closeness)
        looks = open_work(self.gateway, list(subjects.values()), window, depth)
        found: dict[Login, Outcome] = {}
        for (login, subject), look in zip(subjects.items(), looks, strict=True):
            try:
                seen = open_sample(self.gateway, subject, look, self.files, self.executor)
                found[login] = assemble(
                    subject.account, seen, subject.wishes, window=window, observed_at=now, depth=depth
                )
            except Exception as error:  # one person's oddity must not cost the others of the batch their answer
                log.exception("evidence could not be put together")
                found[login] = GitHubDown(f"The evidence could not be put together ({type(error).__name__}).")
        return found


def _without_private(account: Account) -> Account:
    """The account without what this token sees and the public does not."""
    worked = tuple(item for item in account.worked if not item.place.repository.private)
    pulls = tuple(pull for pull in account.pull_requests if not pull.place.repository.private)
    hides = len(worked) < len(account.worked)
    return replace(
        account,
        worked=worked,
        pull_requests=pulls,
        # Of the repositories that are not listed nobody knows which are private.
        commits_total=sum(sum(item.commits.values()) for item in worked) if hides else account.commits_total,
        reviews=max(0, account.reviews - account.hidden_reviews),
        merges_of_others=account.merges_of_others - account.hidden_merges,
        repositories_total=account.repositories_total - (len(account.worked) - len(worked)),
        pull_requests_total=account.pull_requests_total - (len(account.pull_requests) - len(pulls)),
    )


def _closeness(depth: Depth) -> int:
    return (Depth.NONE, Depth.LITE, Depth.FULL).index(depth)
