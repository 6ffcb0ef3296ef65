"""The numbers in GitHub's headers, read with suspicion: pure, never raises, and no wait is longer than an hour."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(hours=1)
"""GitHub fills every budget again within an hour, so a longer wait is a mistake or a wrong clock.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""
SHORTEST_WAIT = timedelta(seconds=1)
# Whole numbers are documented; decimals have been seen. https://github.com/PyGithub/PyGithub/pull/2697
_NUMBER = re.compile(r"(\d{1,10})(?:\.\d+)?", re.ASCII)


def number(headers: Mapping[str, str], name: str) -> int | None:
    """A header as a whole number; None if it is missing or something else."""
    found = _NUMBER.fullmatch(headers.get(name, "").strip())
    return int(found[1]) if found else None


def reset_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the budget is filled again (UTC), an hour from now at the latest; None if the headers do not say."""
    epoch = number(headers, "x-ratelimit-reset")
    return None if epoch is None else min(datetime.fromtimestamp(epoch, UTC), now + LONGEST_WAIT)


def retry_at(headers: Mapping[str, str], now: datetime, *, otherwise: timedelta) -> datetime:
    """When `retry-after` allows the next request: from a second to an hour from now."""
    seconds = number(headers, "retry-after")
    wait = otherwise if seconds is None else timedelta(seconds=seconds)
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def answered_at(headers: Mapping[str, str]) -> datetime | None:
    """GitHub's own clock, to the second (UTC); None if the answer does not say.

    https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1
    """
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
