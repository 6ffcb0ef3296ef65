"""The fakes of this suite, each written against an interface of the service."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from service.errors import UnknownLogin
from service.evidence import Evidence, Login, Outcome
from tests.invented import Person, every_week, working_days

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that moves when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        """Move on, by `timedelta`'s own words."""
        self.now += timedelta(**parts)


@dataclass
class FakeSource:
    """An evidence source that knows some people and remembers what it was asked.

    Attributes:
        outcomes: by login; anybody else is unknown.
        names: the present logins of accounts, by number.
        gate: while it is shut, fetches wait.
        broken: raised instead of any answer.
        forgetful: leaves every login out.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    batches: list[tuple[Login, ...]] = field(default_factory=list)
    names: dict[int, Login] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)
    broken: Exception | None = None
    forgetful: bool = False

    def __post_init__(self) -> None:
        self.gate.set()

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        self.batches.append(tuple(logins))
        self.gate.wait(10)
        if self.broken:
            raise self.broken
        return {} if self.forgetful else {login: self._of(login, now) for login in logins}

    def renamed(self, user_id: int) -> Login | None:
        return self.names.get(user_id)

    def _of(self, login: Login, now: datetime) -> Outcome:
        outcome = self.outcomes.get(login, UnknownLogin(f"GitHub knows no user named {login}."))
        return replace(outcome, observed_at=now) if isinstance(outcome, Evidence) else outcome

    @property
    def asked(self) -> list[Login]:
        """Every login that was fetched, with repetitions."""
        return [login for batch in self.batches for login in batch]


def somebody(login: str = "ada", days: int = 3, reviews: int = 6) -> Evidence:
    """The evidence of somebody with so many coding days in each week."""
    person = Person(working_days(every_week(days)), reviews=reviews, now=NOW)
    return replace(person.evidence(), login=login, user_id=sum(login.encode()))


def nobody_visible(login: str = "grey") -> Evidence:
    """The evidence of somebody without any visible activity."""
    return replace(Person(now=NOW).evidence(), login=login)
