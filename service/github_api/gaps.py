"""What could not be seen of one person's work, in sentences: pure."""

from collections.abc import Iterator

from service.evidence import Gap, GapCode, LookedAt
from service.github_api.observed import Account, Look
from service.wishes import Wishes


def gaps_of(account: Account, look: Look, wishes: Wishes, looked_at: LookedAt) -> tuple[Gap, ...]:
    """Every gap between the evidence and the truth that is known of."""
    return tuple(_gaps(account, look, wishes, looked_at))


def _gaps(account: Account, look: Look, wishes: Wishes, looked_at: LookedAt) -> Iterator[Gap]:
    if account.private_contributions:
        yield Gap(
            GapCode.PRIVATE_COUNTED_ONLY,
            f"{account.private_contributions} private contributions are known only as a number.",
        )
    else:
        yield Gap(GapCode.PRIVATE_NOT_VISIBLE, "Private work, if there is any, is not visible from here.")
    if looked_at.commits < looked_at.commits_total:
        yield Gap(
            GapCode.COMMITS_NOT_LOOKED_AT,
            f"{looked_at.commits} of {looked_at.commits_total} commits were looked at.",
        )
    if looked_at.pull_requests < looked_at.pull_requests_total:
        yield Gap(
            GapCode.PULL_REQUESTS_NOT_LOOKED_AT,
            f"{looked_at.pull_requests} of {looked_at.pull_requests_total} pull requests were looked at.",
        )
    if len(account.worked) < account.repositories_total:
        yield Gap(
            GapCode.REPOSITORIES_NOT_LOOKED_AT,
            f"{len(account.worked)} of {account.repositories_total} repositories were looked at.",
        )
    if not (look.files or look.pull_requests) and (account.worked or account.pull_requests):
        yield Gap(GapCode.FILES_ESTIMATED, "No files were looked at; the repositories' main languages stand in.")
    unanswered = account.unanswered + look.unanswered
    if unanswered:
        yield Gap(GapCode.PARTIAL_ANSWER, f"GitHub left {unanswered} questions about this work unanswered.")
    if account.too_large:
        yield Gap(GapCode.WINDOW_TOO_LARGE, "There was more work than GitHub could list; a part of it is missing.")
    yield from (Gap(GapCode.SETTINGS_UNREADABLE, problem) for problem in wishes.problems)
