"""Phase one: who somebody is and what they did, by repository and day."""

import math
from collections.abc import Sequence
from functools import cache

from service.evidence import WEEKS, Login, Window
from service.github_api.queries import Query, fragments
from service.github_api.transport import Json

REPOSITORIES = 10
PULL_REQUESTS = 100
REVIEWS = 50
"""What phase one lists of each at most in a whole window; totals are counted in full."""


def people(logins: Sequence[Login], window: Window, *, readme: bool = False) -> Query:
    """Phase one for several people: aliases `u0`, `u1`, ... and, to tell organisations, `o0`, `o1`, ...

    `readme` asks for the profile README too, which costs no points: GitHub prices connections, not objects.
    https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
    """
    days = (window.last - window.first).days + 1
    # A part of a window, asked for because the whole was too much, asks for less of everything.
    share = min(1.0, days / (7 * (WEEKS - 1)))
    variables: Json = {
        "from": f"{window.first}T00:00:00Z",
        "to": f"{window.last}T23:59:59Z",
        "repositories": REPOSITORIES,
        # GitHub's days are not those of UTC, so one more may be touched.
        "days": days + 1,
        "pullRequests": math.ceil(PULL_REQUESTS * share),
        "reviews": math.ceil(REVIEWS * share),
    }
    variables.update({f"l{i}": login for i, login in enumerate(logins)})
    return Query(_people_text(len(logins), readme=readme), variables)


@cache
def _people_text(count: int, *, readme: bool) -> str:
    profile = "...Profile ...Readme" if readme else "...Profile"
    declared = "".join(f", $l{i}: String!" for i in range(count))
    asked = "\n".join(
        f"  u{i}: user(login: $l{i}) {{ ...Person"
        f" profile: repository(name: $l{i}, followRenames: false) {{ {profile} }} }}\n"
        f"  o{i}: repositoryOwner(login: $l{i}) {{ __typename }}"
        for i in range(count)
    )
    return (
        "query People($from: DateTime!, $to: DateTime!, $repositories: Int!, $days: Int!, $pullRequests: Int!, "
        f"$reviews: Int!{declared}) {{\n"
        f"  rateLimit {{ cost remaining resetAt }}\n{asked}\n}}\n\n{fragments('person')}"
        f"{fragments('readme') if readme else ''}"
    )
