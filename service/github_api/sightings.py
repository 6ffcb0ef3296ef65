"""Where work shows: every trace of a change in one repository, with its day and, if opened, its files."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.evidence import Window
from service.github_api.observed import Account, Commit, Look, Place, PullRequest

# https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
SQUASHED = re.compile(r"\(#(\d{1,9})\)$", re.ASCII)
"""The number that GitHub adds to a squash commit; a longer one is no number of GitHub's, and no `Int` of GraphQL's."""

_ASKED_OFTEN = 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """One trace of work.

    Attributes:
        paths: the files that were looked at; empty if none were.
        headline: the commit's, or empty for a pull request as such.
    """

    day: date
    paths: tuple[str, ...] = ()
    headline: str = ""
    assisted: bool = False


def sightings(place: Place, account: Account, look: Look) -> Iterator[Sighting]:
    """Every trace of this person's work in one repository, in no order and with repetitions."""
    name = place.repository.name
    explained = explanations(name, account, look)
    yield from (Sighting(day) for day in unseen_days(name, account, look))
    for commit in changes_in(name, look):
        paths = look.files.get(commit.oid) or explained.get(commit.oid, ())
        yield Sighting(commit.day, paths, commit.headline, commit.assisted)
    for pull in _opened_in(name, account):
        yield from _of_pull_request(pull, look)


def settle(day: date, place: Place, window: Window) -> date | None:
    """The day on which a trace counts, or None if it does not.

    A clock a day ahead is a time zone and counts as today; further ahead it is a mistake or a trick. The first day
    of a repository that was made from a template is the template's work.
    """
    if window.last < day <= window.last + timedelta(days=1):
        day = window.last
    if day not in window or (place.copied and day <= place.repository.created):
        return None
    return day


def changes_in(name: str, look: Look) -> Iterator[Commit]:
    """The person's commits in a repository, own and shared, without merges, empty ones and machines'."""
    return (commit for commit in _listed(name, look) if commit.is_change and look.files.get(commit.oid) != ())


def explanations(name: str, account: Account, look: Look) -> dict[str, tuple[str, ...]]:
    """The files of opened pull requests, by the hash of every commit that they brought.

    A pull request that GitHub does not call merged may have been landed by a program, whose commit bears its number:
    one commit, for anybody may write a number.
    """
    found: dict[str, tuple[str, ...]] = {}
    landed: dict[int, tuple[str, ...]] = {}
    for pull in _opened_in(name, account):
        work = look.pull_requests.get(pull.node_id)
        if work:
            found.update(dict.fromkeys((commit.oid for commit in work.commits), work.paths))
            if work.merge_oid:
                found[work.merge_oid] = work.paths
            else:
                landed[pull.number] = work.paths
    for commit in changes_in(name, look):
        number = SQUASHED.search(commit.headline)
        if number and int(number[1]) in landed and commit.oid not in found:
            found[commit.oid] = landed.pop(int(number[1]))
    return found


def days_beyond(name: str, account: Account, look: Look) -> set[date]:
    """Days on which more commits were counted than are listed; nobody looked at the files of those.

    They are older than what was listed, or name the person as co-author. GitHub may count a commit on its author's
    local day, so no more commits are missing than the totals differ by: the days that lack most come first.
    """
    listed = Counter(commit.day for commit in _listed(name, look))
    counted = Counter[date]()
    for worked in account.worked:
        if worked.place.repository.name == name:
            counted.update(worked.commits)
    lacking = counted - listed
    left = counted.total() - listed.total()
    found: set[date] = set()
    for day in sorted(lacking, key=lambda day: (lacking[day], day), reverse=True):
        if left <= 0:
            break
        found.add(day)
        left -= lacking[day]
    return found


def unseen_days(name: str, account: Account, look: Look) -> set[date]:
    """Those of `days_beyond` on which there may be work that counts.

    Not those on which everybody's commits were listed and none is this person's: GitHub counts branches that only
    publish, too. If that is so wherever it was asked, the other days are no better.
    https://docs.github.com/en/account-and-profile/concepts/contributions-on-your-profile
    """
    days, history = days_beyond(name, account, look), look.histories.get(name)
    if history is None or history.total > len(history.commits):
        return days
    empty = {day for where, day in look.asked_days if where == name} & days
    shares = any(commit.is_change for commit in look.shared.get(name, ()))
    return set() if len(empty) >= _ASKED_OFTEN and not shares else days - empty


def _listed(name: str, look: Look) -> tuple[Commit, ...]:
    history = look.histories.get(name)
    return (history.commits if history else ()) + look.shared.get(name, ())


def _opened_in(name: str, account: Account) -> list[PullRequest]:
    return [pull for pull in account.pull_requests if pull.place.repository.name == name]


def _of_pull_request(pull: PullRequest, look: Look) -> Iterator[Sighting]:
    """The day a pull request was opened and those of its commits, each as a change of all its files."""
    work = look.pull_requests.get(pull.node_id)
    if work and not pull.changed_files:
        return
    paths = work.paths if work else ()
    yield Sighting(pull.opened, paths)
    for commit in work.commits if work else ():
        if commit.is_change:
            yield Sighting(commit.day, paths, commit.headline, commit.assisted)
