"""Pull requests that were merged: one's own, and those of others; pure."""

import re
from collections.abc import Iterator

from service.classify import kind_of
from service.evidence import Kind
from service.github_api.observed import Account, Look
from service.github_api.sightings import SQUASHED

# https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
_MERGED = re.compile(r"Merge pull request #(\d+) from ([^/\s]+)/(?!dependabot/|renovate/)")
"""Neither tool has a fork; both push to branches that they name like this, unless told otherwise.

https://docs.github.com/en/code-security/dependabot/working-with-dependabot/customizing-dependabot-prs
https://docs.renovatebot.com/configuration-options/#branchprefix
"""


def merged_pull_requests(account: Account, look: Look, names: set[str]) -> int:
    """Own pull requests merged in these repositories, those of docs alone left out.

    Listed are those opened in the window; older ones show by the squash commit that they left behind, if GitHub says
    that they are this person's. Of those whose files nobody looked at, as many count as among the others.
    """
    counted, docs, unseen = 0, 0, 0
    for paths in _merged(account, look, names):
        if not paths:
            unseen += 1
        elif {kind_of(path) for path in paths} == {Kind.DOCS}:
            docs += 1
        else:
            counted += 1
    share = counted / (counted + docs) if counted + docs else 1.0
    return counted + round(unseen * share)


def _merged(account: Account, look: Look, names: set[str]) -> Iterator[tuple[str, ...]]:
    """The paths of each own merged pull request; empty if they are not known."""
    for pull in account.pull_requests:
        if pull.merged and pull.place.repository.name in names:
            work = look.pull_requests.get(pull.node_id)
            yield work.paths if work else ()
    listed = {(pull.place.repository.name, pull.number) for pull in account.pull_requests}
    for name in names & look.histories.keys():
        for commit in look.histories[name].commits:
            found = SQUASHED.search(commit.headline)
            if not found or not commit.is_change or commit.oid not in look.squashed:
                continue
            if (name, int(found[1])) not in listed:
                # A change that was picked again carries the same number.
                listed.add((name, int(found[1])))
                yield look.files.get(commit.oid, ())


def merges_of_others(account: Account, look: Look, excluded: frozenset[str]) -> frozenset[tuple[str, int]]:
    """Pull requests of other people that this person merged: among those reviewed, and by merge commits.

    A merge commit names the branch's owner, which tells the person's own pull requests of before the window.
    """
    own = {(pull.place.repository.name, pull.number) for pull in account.pull_requests}
    by_commit = {
        (name, int(found[1]))
        for name, history in look.histories.items()
        for commit in history.commits
        if commit.merge and (found := _MERGED.match(commit.headline)) and found[2].lower() != account.login.lower()
    }
    return frozenset(key for key in (account.merges_of_others | by_commit) - own if key[0].lower() not in excluded)
