"""Builds the invented world as of one moment."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from service.demo.cast import Cast, Crew, number_from, number_of
from service.demo.changes import Change, Landing, Step, reviewed, worked
from service.demo.landing import land
from service.demo.places import Place
from service.demo.records import (
    Account,
    AccountKind,
    FileChange,
    Organisation,
    Repository,
    Restricted,
    Team,
)
from service.demo.rhythm import Rhythm
from service.demo.world import World

_JOINED = datetime(2016, 4, 11, 9, 30, tzinfo=UTC)
_WORKFLOW = {".github/workflows/ci.yml": "on: [push, pull_request]\njobs: {}\n"}
# An invented day's work is done by then; before that, today has not happened yet.
_EVENING = timedelta(hours=18)


def world_at(cast: Cast, now: datetime) -> World:
    """The world as of `now` (UTC); the same cast and day always give the same world."""
    now = now.astimezone(UTC)
    return _world(cast, now.date(), (now - _EVENING).date())


@lru_cache(maxsize=4)
def _world(cast: Cast, today: date, finished: date) -> World:
    accounts = _accounts(cast)
    repositories = {place.name: _repository(place, accounts, today) for place in cast.places}
    landed = [
        land(repository, changes, (today - repository.created.date()).days)
        for repository, changes in _by_repository(cast, accounts, repositories, today, finished)
    ]
    return World(
        now=datetime.combine(finished, time(23, 59, 59), UTC),
        accounts=tuple(accounts.values()),
        organisations=tuple(_organisation(crew, accounts) for crew in cast.crews),
        repositories=(*repositories.values(), *_profiles(cast, accounts)),
        commits=tuple(commit for each in landed for commit in each.commits),
        pull_requests=tuple(found for each in landed for found in each.pull_requests),
        reviews=tuple(review for each in landed for review in each.reviews),
        restricted=dict(_restricted(cast, today, finished)),
    )


def _accounts(cast: Cast) -> dict[str, Account]:
    bot = f"{cast.bot}[bot]"
    accounts = [Account(each.login, number_of(each), each.name, _JOINED) for each in cast.personas]
    accounts += [Account(login, number_from(login), name, _JOINED) for login, name in cast.colleagues]
    accounts.append(Account(cast.visitor, number_from(cast.visitor), "Vera Visitor", _JOINED))
    accounts.append(Account(bot, number_from(bot), bot, _JOINED, AccountKind.BOT))
    accounts += [_crew_account(crew) for crew in cast.crews]
    return {account.login: account for account in accounts}


def _crew_account(crew: Crew) -> Account:
    return Account(crew.login, number_from(crew.login), crew.name, _JOINED, AccountKind.ORGANISATION)


def _repository(place: Place, accounts: Mapping[str, Account], today: date) -> Repository:
    name = place.name.partition("/")[2]
    created = today - timedelta(days=place.created) if isinstance(place.created, int) else place.created
    return Repository(
        owner=accounts[place.owner],
        name=name,
        number=number_from(place.name),
        created=datetime.combine(created, time(7, 45), UTC),
        language=place.language,
        private=place.private,
        fork=place.fork,
        template=place.template,
        stars=place.stars,
        forks=place.forks,
        releases=place.releases,
        people=place.people,
        files={"README.md": f"# {name}\n"} | (_WORKFLOW if place.runs_ci else {}),
    )


def _profiles(cast: Cast, accounts: Mapping[str, Account]) -> Iterator[Repository]:
    """The profile repositories of those who have settings.

    https://docs.github.com/en/account-and-profile/setting-up-and-managing-your-github-profile/customizing-your-profile/managing-your-profile-readme
    """
    for persona in cast.personas:
        if persona.settings:
            files = {"README.md": f"# Hello from {persona.name}\n", ".still-engineering.yml": persona.settings}
            number = number_from(f"{persona.login}/{persona.login}")
            yield Repository(accounts[persona.login], persona.login, number, _JOINED, files=files)


def _by_repository(
    cast: Cast, accounts: Mapping[str, Account], repositories: Mapping[str, Repository], today: date, finished: date
) -> Iterator[tuple[Repository, list[Change]]]:
    changes: dict[str, list[Change]] = {name: [] for name in repositories}
    for change in _changes(cast, accounts, today):
        if change.landed.date() <= finished:
            changes[change.place.name].append(change)
    return ((repositories[name], found) for name, found in changes.items())


def _changes(cast: Cast, accounts: Mapping[str, Account], today: date) -> Iterator[Change]:
    places = {place.name: place for place in cast.places}
    colleagues = [accounts[login] for login, _ in cast.colleagues]
    for i, persona in enumerate(cast.personas):
        author, colleague = accounts[persona.login], colleagues[i % len(colleagues)]
        for work in persona.work:
            yield from worked(work, places[work.repository], author, colleague, today)
        for reviewing in persona.reviewing:
            yield from reviewed(reviewing, places[reviewing.repository], author, colleague, today)
    if cast.places:
        yield from _updates(accounts[f"{cast.bot}[bot]"], cast.places[0], colleagues[0], today)


def _updates(bot: Account, place: Place, merged_by: Account, today: date) -> Iterator[Change]:
    """The machine's own pull requests: a dependency a week."""
    for day in Rhythm(1).days(today):
        week = day.toordinal() // 7
        headline = f"Bump portcalls from 3.{week % 50}.0 to 3.{week % 50 + 1}.0"
        files = (FileChange("pyproject.toml", 1, 1), FileChange("requirements.lock", 2, 2))
        step = Step(datetime.combine(day, time(5, 15), UTC), headline, files)
        yield Change(place, bot, (step,), Landing.SQUASHED, merged_by)


def _organisation(crew: Crew, accounts: Mapping[str, Account]) -> Organisation:
    present = {login.lower() for login in accounts}
    members = tuple(member for member in crew.members if member.login.lower() in present)
    teams = tuple(
        Team(slug, name, number_from(f"{crew.login}/{slug}"), tuple(one for one in logins if one in present))
        for slug, name, logins in crew.teams
    )
    return Organisation(accounts[crew.login], members, teams)


def _restricted(cast: Cast, today: date, finished: date) -> Iterator[tuple[str, Restricted]]:
    for persona in cast.personas:
        if persona.private:
            days = (day for day in persona.private.days(today) if day <= finished)
            yield persona.login, {day: 1 + day.toordinal() % 4 for day in days}
